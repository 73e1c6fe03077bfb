"""Learns the word tables that ship from parallel texts; the same texts give the same bytes."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from southsouth.engine.fit.dictionary.dictionary import LANGUAGES
from southsouth.engine.fit.dictionary.lights import DATA
from southsouth.engine.fit.dictionary.sources import WrongSource, pairs_in
from southsouth.engine.fit.dictionary.teach import teach
from southsouth.engine.fit.dictionary.vocabulary import read_vocabulary


class Command(BaseCommand):
    help = (
        "Learn the word tables from a folder of parallel texts: NAME-en-XX.tsv (English, tab, the other language) and "
        "NAME.json (texts by language and key), either packed by gzip or not. Can be repeated: same texts, same bytes."
    )

    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the folder with the parallel texts")
        parser.add_argument("--into", type=Path, default=DATA, help="where to write; the shipped tables, if not given")

    def handle(self, *args, folder, into, **options):
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        try:
            pairs = {language: list(pairs_in(folder, language)) for language in LANGUAGES}
        except WrongSource as wrong:
            raise CommandError(str(wrong)) from wrong
        if not any(pairs.values()):
            raise CommandError(f"{folder} holds no NAME-en-XX.tsv or NAME.json with one of {', '.join(LANGUAGES)}.")
        into.mkdir(parents=True, exist_ok=True)
        for lesson in teach(pairs, read_vocabulary(DATA / "vocabulary.csv"), into):
            self.stdout.write(f"{lesson.language}: {lesson.keys} words from {lesson.pairs} sentence pairs")
