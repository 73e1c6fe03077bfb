"""Builds what ships: a table for each language and the language model, from parallel texts and the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from southsouth.engine.fit.dictionary.detect import LATIN, learn_detector, write_detector
from southsouth.engine.fit.dictionary.dictionary import LANGUAGES
from southsouth.engine.fit.dictionary.learn import Pair, learn
from southsouth.engine.fit.dictionary.table import write
from southsouth.engine.fit.dictionary.vocabulary import Concept


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned of one language."""

    language: str
    pairs: int
    keys: int


def teach(pairs: Mapping[str, Sequence[Pair]], concepts: Sequence[Concept], folder: Path) -> Iterator[Lesson]:
    """Learns every language that has pairs, writes its table to ``folder``, and the language model at the end."""
    for language in LANGUAGES:
        given = pairs.get(language, ())
        if given:
            known = terms_in(concepts, language)
            table = learn([*given, *term_pairs(concepts, language)], language, known=known).pruned()
            write(table, folder / f"{language}.npz")
            yield Lesson(language, len(given), len(table.rows))
    write_detector(learn_detector(_texts(pairs, concepts)), folder / "languages.npz")


def term_pairs(concepts: Iterable[Concept], language: str) -> list[Pair]:
    """The single words of the vocabulary whose first English term is a single word too."""
    single = [concept for concept in concepts if " " not in concept.english[0]]
    return [(term, each.english[0]) for each in single for term in each.terms.get(language, ()) if " " not in term]


def terms_in(concepts: Iterable[Concept], language: str) -> list[str]:
    return [term for concept in concepts for term in concept.terms.get(language, ())]


def _texts(pairs: Mapping[str, Sequence[Pair]], concepts: Iterable[Concept]) -> dict[str, list[str]]:
    """Texts of the languages in Latin letters; English from one of the others only, as all say the same."""
    spoken = [language for language in LATIN if pairs.get(language)]
    texts = {language: [foreign for foreign, _ in pairs[language]] for language in spoken}
    texts["en"] = [english for _, english in pairs[spoken[0]]] if spoken else []
    return {language: [*texts.get(language, ()), *terms_in(concepts, language)] for language in LATIN}
