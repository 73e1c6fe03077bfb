"""The command ``southsouth``: the platform's own commands, and Django's beside them."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run one command of ``sys.argv``. Exit codes: 0 good, 2 bad input, 1 anything else."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "southsouth.settings")
    from django.core.management import ManagementUtility

    utility = ManagementUtility(["southsouth", *sys.argv[1:]])
    utility.prog_name = "southsouth"
    utility.execute()


if __name__ == "__main__":
    main()
