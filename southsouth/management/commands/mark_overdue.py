"""What the clock does to the catalogue; run once a day."""

from django.utils import timezone

from southsouth.catalogue.actions.needs import lapse_needs
from southsouth.catalogue.actions.solutions import mark_due
from southsouth.management.terminal import DataCommand
from southsouth.matching.actions.searches import forget_misses


class Command(DataCommand):
    help = (
        "Close the open needs whose deadline has passed, or that have been open for a year without one, and ask for "
        "confirmation of the solutions that nobody confirmed for a year; forget searches without an answer that are "
        "older than a year. Can be repeated."
    )

    def handle(self, *args, **options):
        at = timezone.now()
        needs, solutions = lapse_needs(at=at), mark_due(at=at)
        forgotten = forget_misses(at=at)
        self.stdout.write(f"needs lapsed: {len(needs)}")
        self.stdout.write(f"solutions due for confirmation: {len(solutions)}")
        self.stdout.write(f"searches without an answer forgotten: {forgotten}")
