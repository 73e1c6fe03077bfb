"""Prints every published number."""

from django.contrib.auth.models import AnonymousUser

from southsouth.figures.queries import figures
from southsouth.management.terminal import DataCommand
from southsouth.web.words import word_of


class Command(DataCommand):
    help = (
        "Print every published number: first what the platform counts itself, then what was published before it, with "
        "the source. The two are never added. The rows behind a number: southsouth export KIND."
    )

    def handle(self, *args, **options):
        found = figures(AnonymousUser())
        self.stdout.write("Counted by the platform")
        for figure in found:
            if figure.value is not None:
                self._line(figure.value, word_of("figure", figure.name), self._aside(figure))
        totals = [figure.recorded for figure in found if figure.recorded]
        if totals:
            self.stdout.write("\nPublished before the platform")
        for total in sorted(totals, key=lambda each: each.position):
            self._line(total.value, word_of("total", total.name), [total.source])

    def _aside(self, figure):
        notes = []
        if figure.masked:
            notes.append(f"{figure.masked:,} of them not open to everyone")
        if figure.samples:
            notes.append(f"{figure.samples:,} samples not counted")
        return notes

    def _line(self, value, name, notes):
        aside = f" ({'; '.join(notes)})" if notes else ""
        self.stdout.write(f"{value:>9,}  {name}{aside}")
