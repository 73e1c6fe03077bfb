"""Fills an empty database with the demonstration, or prints its sign-ins."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from southsouth.catalogue.models import Solution
from southsouth.demo.people import make_people
from southsouth.demo.questions import tell_questions
from southsouth.demo.records import make_records
from southsouth.demo.stories import tell, tell_interest
from southsouth.matching.actions import refresh_all
from southsouth.reference.actions.load import load_reference
from southsouth.web.public.demo import DOMAIN, PASSWORD, sign_ins


class Command(BaseCommand):
    help = (
        "Fill an empty database with the demonstration: real solutions, adoptions and events with their sources, "
        "sample needs marked as samples, and one made-up person for each role. Matches are computed at the end."
    )

    def add_arguments(self, parser):
        parser.add_argument("--sign-ins", action="store_true", help="only print who may sign in")

    def handle(self, *args, **options):
        if options["sign_ins"]:
            self._print_sign_ins()
            return
        if Solution.objects.exists():
            raise CommandError("There are solutions already; the demonstration goes into an empty database.")
        at = timezone.now()
        with transaction.atomic():
            load_reference()
            people = make_people(domain=DOMAIN, password=PASSWORD, at=at)
            reports = make_records(at=at)
            tell(people, at=at)
            tell_questions(people, at=at)
        for kind, report in reports.items():
            self.stdout.write(f"{kind}: {len(report.created)}")
        done = refresh_all(at=timezone.now())
        self.stdout.write(f"needs matched: {done.needs}")
        tell_interest(people, at=timezone.now())

    def _print_sign_ins(self):
        people = sign_ins()
        width = max((len(each.email) for each in people), default=0)
        for each in people:
            place = f", {each.place}" if each.place else ""
            self.stdout.write(f"{each.email:<{width}}  {each.role.replace('_', ' ')}{place}")
        if people:
            self.stdout.write(f"Password of all of them: {PASSWORD}")
