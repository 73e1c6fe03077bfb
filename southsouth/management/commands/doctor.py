"""Says whether this installation is well."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from southsouth.management.health import State, examine


class Command(BaseCommand):
    requires_system_checks = []
    help = (
        "Look at configuration, database, disk, clock, sentence model and matching index, and say what to mend. The "
        "exit code is 1 when something is wrong."
    )

    def handle(self, *args, **options):
        findings = examine(timezone.now())
        width = max(len(finding.what) for finding in findings)
        for finding in findings:
            self.stdout.write(f"{finding.state:<5}  {finding.what:<{width}}  {finding.said}")
            if finding.remedy:
                self.stdout.write(f"{'':<7}{'':<{width}}  {finding.remedy}")
        if any(finding.state is State.WRONG for finding in findings):
            sys.exit(1)
