"""The engine as the product runs it: made once a process, from the settings; the index is opened when it is needed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from southsouth.engine.fit import Reader
from southsouth.engine.fit.dictionary import Dictionary
from southsouth.engine.fit.encoder import Encoder, ModelMissing, ModelWrong, local, packaged
from southsouth.engine.fit.index import Damaged, Index, IndexFolder, NotBuilt, WrongIndex

logger = logging.getLogger(__name__)

UNUSABLE = (NotBuilt, WrongIndex, Damaged)
"""An index that only the background worker can mend."""


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """``model`` names all that texts are read by: sentence model, rules and word table.

    ``fault``: why there is no sentence model, so that ranking goes by words and context; empty when there is one.
    """

    reader: Reader
    dictionary: Dictionary
    fault: str
    solutions: IndexFolder
    needs: IndexFolder

    @property
    def model(self) -> str:
        return model_name(self.reader, self.dictionary)


def engine() -> Engine:
    """The process's own engine. Other settings make another one."""
    return _engine(Path(settings.MODEL_DIR), settings.LANGUAGE_MODEL, Path(settings.INDEX_DIR))


@lru_cache(maxsize=8)
def _engine(model: Path, language_model: str, index: Path) -> Engine:
    encoder, fault = None, ""
    try:
        encoder = encoder_of(model, language_model)
    except (ModelMissing, ModelWrong) as absent:
        fault = str(absent)
        logger.warning("Matching goes by words and context only, without a sentence model: %s", fault)
    dictionary = Dictionary.packaged()
    reader = Reader(encoder, dictionary)
    solutions, needs = (opened_anew(index / name, reader, dictionary) for name in ("solutions", "needs"))
    return Engine(reader, dictionary, fault, solutions, needs)


def opened_anew(path: Path, reader: Reader, dictionary: Dictionary) -> IndexFolder:
    """A folder that has nothing mapped yet, so what was harmed on the disk meanwhile is noticed."""
    return IndexFolder(path, model=reader.name, width=reader.width, note=dictionary.name)


def model_name(reader: Reader, dictionary: Dictionary) -> str:
    return f"{reader.name}/{dictionary.name}"


def encoder_of(model: Path, language_model: str) -> Encoder:
    """The sentence model of a local folder, else the one that is installed."""
    return local(Path(language_model)) if language_model else packaged(model)


def index_of(folder: IndexFolder) -> Index | None:
    """The index as published last; ``None`` when there is none that fits. Nothing is built here."""
    try:
        return folder.current()
    except UNUSABLE:
        return None


def index_ready() -> bool:
    """Whether the index of solutions can be searched; else the background worker is making it."""
    return index_of(engine().solutions) is not None
