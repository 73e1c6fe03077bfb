"""The embedded search index: which solutions are worth ranking for a need, out of up to a million, in milliseconds.

An *index* is one immutable base segment and at most one small delta, both plain ``.npy`` files mapped read-only by
every process. Words are searched by an impact index (BM25 term frequencies in eight bits, weights given by the query),
meaning by one-bit codes and eight-bit rescoring. With numba the scan loops are compiled; without it the same integers
are computed by NumPy, so the answers are equal and only later.

Public: ``IndexFolder(path, model=..., width=...)`` with ``rebuild``, ``update``, ``merge`` and ``current``;
``Index.of(documents)`` for a set in memory; ``Index.candidates(query, vector)``. What is indexed is a ``Document``.
Rows are numbers inside one ``Index`` object; across objects a document is known by its ``ref``.
"""

from southsouth.engine.fit.index.document import Document
from southsouth.engine.fit.index.errors import Damaged, NotBuilt, WrongIndex
from southsouth.engine.fit.index.folder import IndexFolder
from southsouth.engine.fit.index.index import Candidates, Index
from southsouth.engine.fit.index.ragged import Ragged

__all__ = ["Candidates", "Damaged", "Document", "Index", "IndexFolder", "NotBuilt", "Ragged", "WrongIndex"]
