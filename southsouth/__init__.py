"""Matchmaking between countries that need a public service solution and countries that have proven one."""

import os

__version__ = "0.1.0"

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Small products of arrays: spread over all cores they cost more processor time than they save."""
