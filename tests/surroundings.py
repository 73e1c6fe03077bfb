"""What every test process has around it, set before Django reads its settings.

A worker of ``dev.py test`` finds its database in ``TEST_DATABASES`` (``sqlite`` and an address, dealt in turn);
a plain ``pytest`` uses ``DATABASE_URL``, else SQLite in memory.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
"""The number of this worker, from 0."""
DATABASES = os.environ.get("TEST_DATABASES", "").split()
"""Addresses of the databases under test; empty outside ``dev.py test``."""
OWN_SETTINGS = (
    *("DEBUG", "SITE_URL", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SECURITY_CONTACT", "CACHE_URL", "LOG_LEVEL"),
    *("SOUTHSOUTH_DEMO", "SOUTHSOUTH_LANGUAGE_MODEL"),
)
"""Settings of the developer's own shell, which no test may depend on."""


def surround() -> None:
    for name in OWN_SETTINGS:
        os.environ.pop(name, None)
    var = tempfile.mkdtemp(prefix="southsouth-tests-")
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    kept = Path(__file__).resolve().parent.parent / ".tools"
    os.environ["DJANGO_SETTINGS_MODULE"] = "southsouth.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    os.environ["SECRET_KEY"] = "only for tests, and long enough to be accepted as a key"
    os.environ["SOUTHSOUTH_VAR"] = var
    os.environ.setdefault("SOUTHSOUTH_MODEL_DIR", str(kept / "model"))
    own = DATABASES[WORKER % len(DATABASES)] if DATABASES else os.environ.get("DATABASE_URL", "sqlite")
    os.environ["DATABASE_URL"] = f"sqlite:///{var}/southsouth.sqlite3" if own == "sqlite" else own


surround()
