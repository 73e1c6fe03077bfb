"""The one place that knows numba: compiles the loops, and keeps the machine code on disk where it may.

Numba's own types stop here; what comes out are ordinary functions over arrays.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any

from southsouth.engine.fit.index import loops

INNER = (
    *(loops.first_from, loops.add_sums, loops.push, loops.keep_best),
    *(loops.bits_in, loops.three, loops.differing, loops.add_steps, loops.weigh, loops.measure),
    *(loops.likely_bar, loops.keep_near, loops.trimmed, loops.within),
)
"""Called by the loops below and compiled into them."""


def available(package: str = "numba") -> bool:
    """Whether numba is installed and in order."""
    try:
        importlib.import_module(package)
    except ImportError:
        return False
    return True


@cache
def machine(name: str) -> Callable[..., Any]:
    """The compiled loop of that name; compiled on the first call ever, else read from numba's cache."""
    types = importlib.import_module("numba").types
    register_inner()
    return made(getattr(loops, name), signatures(types)[name])


def made(loop: Callable[..., Any], signature: Any) -> Callable[..., Any]:
    """Compiled, and kept on disk where numba finds a folder it may write to; else in memory alone."""
    njit = importlib.import_module("numba").njit
    compiled: Callable[..., Any]
    try:
        compiled = njit(signature, nogil=True, cache=True)(loop)
    except (RuntimeError, OSError):
        compiled = njit(signature, nogil=True)(loop)
    return compiled


@cache
def register_inner() -> None:
    extending = importlib.import_module("numba.extending")
    for loop in INNER:
        extending.register_jitable(loop)


def signatures(types: Any) -> dict[str, Any]:
    """Arguments of each loop. Read-only, because mapped files are; arrays in memory pass as well."""

    def array(kind: Any, dimensions: int = 1) -> Any:
        return types.Array(kind, dimensions, "C", readonly=True)

    longs, ints, bytes_ = array(types.int64), array(types.int32), array(types.uint8)
    codes, shares = array(types.uint64, 2), array(types.int8)
    return {
        "top_keys": (ints, bytes_, longs, longs, ints, types.int64, longs, types.int64),
        "nearest_codes": (codes, shares, shares, codes, types.int64, types.int64, longs, types.int64),
        "dots": (array(types.int8, 2), longs, array(types.int16)),
        "invert": (longs, ints, bytes_, longs),
    }
