"""The matching engine on plain files, without a database."""

import argparse
import json
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import override

from southsouth.engine.fit import document_of, rank
from southsouth.engine.fit.index import Index
from southsouth.management.commands.export import write_whole
from southsouth.management.terminal import bad_input, counted, plain
from southsouth.matching.queries.engine import engine
from southsouth.matching.queries.files import Files
from southsouth.tables.reading import read_rows
from southsouth.tables.rows import Unreadable
from southsouth.web.words import gap_text, missing_text, note_text, reason_text
from southsouth.web.words.names import shipped_names
from southsouth.web.words.tables import refused_texts, unreadable_text

DIGITS = 9
MOST = 1_000
"""The longest list."""


class Command(BaseCommand):
    help = (
        "Find the solutions that fit each need, and say why. Files are JSON Lines, CSV or XLSX. A need has at least "
        "need_id, title and summary; a solution solution_id, title and summary. The answer is one line of JSON for "
        "each need and rank, best first."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--needs", metavar="FILE", type=Path, required=True)
        parser.add_argument("--solutions", metavar="FILE", type=Path, required=True)
        parser.add_argument("--adoptions", metavar="FILE", type=Path, help="who took up which solution: proof")
        parser.add_argument("--top", metavar="N", type=positive, default=10, help="solutions for each need (10)")
        parser.add_argument("--out", metavar="FILE", type=Path, help="where to write; standard output without it")

    def handle(self, *args, **options):
        with override("en"), shipped_names():
            needs, solutions = self._read(options["needs"], options["solutions"], options["adoptions"])
            self._give(self._lines(needs, solutions, options["top"]), options["out"])

    def _read(self, needs, solutions, adoptions):
        """Everything is read before anything is matched: a fault in the last row costs no waiting."""
        files = Files()
        wanted = self._taken(needs, files.needs)
        exported = self._taken(solutions, files.solutions)
        if adoptions is not None:
            exported = self._with_adoptions(exported, adoptions, files)
        return wanted, exported

    def _taken(self, path, read):
        try:
            taken = read(counted(read_rows(path), f"Rows of {path.name}", self.stderr))
        except Unreadable as fault:
            raise bad_input(unreadable_text(fault)) from fault
        self._told(path, taken.refused, taken.ignored)
        for row, ref, first in taken.doubled:
            self._say(f"{path.name}, row {row}: {ref} stands in row {first} already, which is the one that counts.")
        return taken.profiles

    def _with_adoptions(self, solutions, path, files):
        try:
            adoptions, refused, ignored = files.adoptions(read_rows(path))
        except Unreadable as fault:
            raise bad_input(unreadable_text(fault)) from fault
        self._told(path, refused, ignored)
        unknown = sorted(set(adoptions) - set(solutions))
        if unknown:
            self._say(f"{path.name}: of solutions that are not in the other file, and not read: {', '.join(unknown)}")
        return {ref: replace(each, adoptions=tuple(adoptions.get(ref, ()))) for ref, each in solutions.items()}

    def _told(self, path, refused, ignored):
        if ignored:
            self._say(f"{path.name}: columns that are not read: {', '.join(ignored)}")
        if refused:
            raise bad_input("\n".join(["Nothing was matched.", *refused_texts(refused, file=path.name)]))

    def _say(self, words):
        self.stderr.write(plain(words), style_func=str)

    def _lines(self, needs, solutions, top):
        """One line of JSON for each need and rank. The order of the file of solutions does not matter."""
        made = engine()
        if made.fault:
            self._say(f"There is no sentence model, so words and context alone decide: {made.fault}")
        ordered = [solutions[ref] for ref in sorted(solutions)]
        documents = counted((document_of(each, made.reader) for each in ordered), "Solutions read", self.stderr)
        index = Index.of(documents, model=made.reader.name, width=made.reader.width)
        for need in counted(needs.values(), "Needs matched", self.stderr):
            ranking = rank(need, index, lambda refs: [solutions[ref] for ref in refs], reader=made.reader, top=top)
            for note in ranking.notes:
                self._say(f"{need.ref}: {note_text(note.code, note.facts)}")
            yield from (json.dumps(record_of(fit), ensure_ascii=False) for fit in ranking.fits)

    def _give(self, lines, path):
        if path is None:
            for line in lines:
                self.stdout.write(line)
            return
        content = "".join(f"{line}\n" for line in lines)
        try:
            write_whole(path, content.encode())
        except OSError as fault:
            raise bad_input(f"{path} cannot be written: {fault.strerror}. Name another file.") from fault


def positive(value):
    """A number of places in a list."""
    if not value.isdecimal() or not 1 <= int(value) <= MOST:
        raise argparse.ArgumentTypeError(f"{value} is not a whole number from 1 to {MOST:,}")
    return int(value)


def record_of(fit):
    """A fit as a line says it: codes with facts, and the same in an English sentence."""
    return {
        "need_id": fit.need,
        "rank": fit.rank,
        "solution_id": fit.solution,
        "score": round(fit.score, DIGITS),
        "band": fit.band.value,
        "parts": rounded(fit.parts),
        "shares": rounded(fit.shares),
        "reasons": [
            {"code": each.code, "facts": each.facts, "share": round(each.share, DIGITS), **said(reason_text, each)}
            for each in fit.reasons
        ],
        "gaps": [
            {"code": each.code, "size": each.size.value, "facts": each.facts, **said(gap_text, each)}
            for each in fit.gaps
        ],
        "missing": [
            {"code": each.code, "facts": each.facts, "low": each.low, "high": each.high, **said(missing_text, each)}
            for each in fit.missing
        ],
    }


def said(words, each):
    return {"text": plain(words(each.code, each.facts))}


def rounded(values):
    return {name: round(value, DIGITS) for name, value in values.items()}
