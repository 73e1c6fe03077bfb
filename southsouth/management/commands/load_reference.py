"""Brings the shipped lists into the database; can be repeated."""

from django.core.management.base import BaseCommand

from southsouth.reference.actions import load_reference


class Command(BaseCommand):
    help = "Bring the shipped countries, facts, goals, languages and focus areas into the database. Can be repeated."

    def handle(self, *args, **options):
        for name, report in load_reference().items():
            counts = f"{len(report.created)} new, {len(report.changed)} changed, {len(report.unchanged)} as before"
            self.stdout.write(f"{name}: {counts}")
