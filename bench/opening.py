"""A process of its own that opens an index and searches it, as a web worker does: what that takes.

The compiled loops are loaded first, once for all indexes of a process.

Called with the folder of the index and a file of needs (as ``speed`` writes them); prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from bench.synthetic import WIDTH
from southsouth.engine.fit.index import IndexFolder
from southsouth.engine.fit.index.kernels import kernels


def private_bytes() -> int:
    """Memory of this process besides mapped files."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon:"))


def main(place: str, needs: str) -> None:
    with np.load(needs) as told:
        vectors, terms = told["vectors"], [words.split() for words in told["terms"].tolist()]
    start = time.process_time()
    kernels(True)
    loaded = time.process_time() - start
    start = time.process_time()
    index = IndexFolder(Path(place), width=WIDTH).current()
    opened = time.process_time() - start
    most = 0
    for words, vector in zip(terms, vectors, strict=True):
        index.candidates(index.weights(words), vector)
        most = max(most, private_bytes())
    print(json.dumps({"loaded": loaded, "seconds": opened, "bytes": most, "documents": len(index)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
