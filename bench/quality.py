"""How good the matching is: on needs with a known answer, beside other engines, in one run.

Two sets. Needs of our own writing (``data/needs_in_languages.jsonl``, in English) against the 59 solutions that come
with the demonstration: always there, and nothing was chosen by them. And, where it is there, outside data: the needs of
``shared/data/needs_dev.jsonl`` against 59 real solutions and a thousand decoys; right is what was really taken up.
Adoptions are not read: they would give the answers away. The weights are the engine's own prior: nothing is learned
here. Intervals are drawn by answer, so that needs with the same answer stay together.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import baselines, deletion, outside
from bench.languages import asked
from bench.marks import Marks
from bench.outside import Case, Outside
from bench.strangers import strangers
from southsouth.engine.fit import Ranking, Reader, document_of, rank
from southsouth.engine.fit.encoder import packaged
from southsouth.engine.fit.index import Document, Index
from southsouth.engine.fit.profiles import Band, NeedProfile, SolutionProfile
from southsouth.matching.queries.files import Files
from southsouth.tables.reading import read_rows

TOP = 1_000
"""Length of a list in which the right answer is looked for."""
DRAWS = 2_000
ROUNDS = 5
SIZE = 1_500
"""Solutions among which a match is timed."""
FTS5 = {"unicode61": "SQLite FTS5 bm25, OR", "porter unicode61": "SQLite FTS5 bm25, OR, stemmed"}
RRF = "RRF of BM25 and MiniLM"
WORDS = "ours without the sentence model, text alone"
TEXT, COUNTRY, ALL = "ours, text alone", "ours, text and country", "ours, text, country and labels"
DEMO = Path(__file__).resolve().parent.parent / "southsouth" / "demo" / "data" / "solutions.jsonl"
MODEL = Path(os.environ.get("SOUTHSOUTH_MODEL_DIR", Path(__file__).resolve().parent.parent / ".tools" / "model"))
Ranks = NDArray[np.int64]
View = Callable[[NeedProfile], NeedProfile]


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """Our own, over one set of solutions."""

    reader: Reader
    index: Index
    solutions: Mapping[str, SolutionProfile]

    def rank(self, need: NeedProfile, top: int = 10) -> Ranking:
        return rank(need, self.index, self.profiles, reader=self.reader, top=top)

    def profiles(self, refs: Sequence[str]) -> list[SolutionProfile]:
        return [self.solutions[ref] for ref in refs if ref in self.solutions]

    def place(self, need: NeedProfile, answer: str) -> int:
        """The rank of the right answer; beyond the end where it is not listed."""
        return next((fit.rank for fit in self.rank(need, TOP).fits if fit.solution == answer), 10 * TOP)


def engine_of(solutions: Sequence[SolutionProfile], documents: Sequence[Document], reader: Reader) -> Engine:
    return Engine(reader, Index.of(documents, width=reader.width), {each.ref: each for each in solutions})


def as_it_is(need: NeedProfile) -> NeedProfile:
    return need


VIEWS: Mapping[str, View] = {
    TEXT: outside.text_only,
    COUNTRY: outside.with_country,
    "ours, text and labels (focus area, goals)": outside.with_labels,
    ALL: as_it_is,
}
"""What of a need the engine is shown."""


def mrr(ranks: Ranks) -> float:
    return float(np.mean(1.0 / ranks))


def line(name: str, ranks: Ranks, answers: Sequence[str]) -> None:
    groups = defaultdict(list)
    for answer, rank_ in zip(answers, ranks.tolist(), strict=True):
        groups[answer].append(1.0 / rank_)
    even = np.mean([np.mean(each) for each in groups.values()])
    within = "".join(f"{np.mean(ranks <= most):>8.2f}" for most in (1, 5, 10))
    print(f"{name:<58}{mrr(ranks):>8.3f}{even:>10.3f}{within}", flush=True)


def compared(world: Outside, engine: Engine, bare: Engine, views: Mapping[str, View]) -> dict[str, Ranks]:
    """Every method's ranks of the right answers."""
    texts = [case.need.texts for case in world.cases]
    needs, plain = [baselines.plain(each) for each in texts], [baselines.plain(each.texts) for each in world.solutions]
    words = baselines.by_words(engine.index, engine.reader, texts)
    whole = baselines.by_whole(engine.index, engine.reader, texts)
    scores = {FTS5[tokenizer]: baselines.fts5(plain, needs, tokenizer) for tokenizer in baselines.TOKENIZERS}
    scores |= {"BM25 alone": words, "MiniLM alone, whole texts": whole, RRF: baselines.fused([words, whole])}
    refs = [each.ref for each in world.solutions]
    places = [refs.index(case.answer) for case in world.cases]
    found = {name: ranks_at(each, places) for name, each in scores.items()}
    found[WORDS] = np.array([bare.place(outside.text_only(case.need), case.answer) for case in world.cases])
    for name, view in views.items():
        found[name] = np.array([engine.place(view(case.need), case.answer) for case in world.cases])
    return found


def ranks_at(scores: Sequence[baselines.Scores], places: Sequence[int]) -> Ranks:
    found = [baselines.ranks(each)[place] for each, place in zip(scores, places, strict=True)]
    return np.array(found, dtype=np.int64)


def interval(ours: Ranks, theirs: Ranks, answers: Sequence[str]) -> tuple[float, float]:
    """95 % of the ratios of two mean reciprocal ranks, when answers are drawn anew."""
    random = np.random.default_rng(1)
    groups = [np.flatnonzero(np.array(answers) == answer) for answer in sorted(set(answers))]
    drawn = (
        np.concatenate([groups[each] for each in random.integers(0, len(groups), len(groups))]) for _ in range(DRAWS)
    )
    ratios = [mrr(ours[rows]) / mrr(theirs[rows]) for rows in drawn]
    return float(np.quantile(ratios, 0.025)), float(np.quantile(ratios, 0.975))


def shown(found: Mapping[str, Ranks], world: Outside) -> None:
    answers = [case.answer for case in world.cases]
    print(f"{len(answers)} needs with {len(set(answers))} right answers; {len(world.solutions):,} solutions.\n")
    print(f"{'':<58}{'MRR':>8}{'by answer':>10}{'first':>8}{'in 5':>8}{'in 10':>8}")
    for name, ranks in found.items():
        line(name, ranks, answers)


def ahead(marks: Marks, found: Mapping[str, Ranks], world: Outside, name: str, times: Mapping[str, float]) -> None:
    """How many times better than the others: the better of the two full-text searches, and the fusion."""
    answers = [case.answer for case in world.cases]
    best = max(FTS5.values(), key=lambda each: mrr(found[each]))
    for other, mark in ((best, times["fts5"]), (RRF, times["rrf"])):
        low, high = interval(found[name], found[other], answers)
        ratio = mrr(found[name]) / mrr(found[other])
        marks.at_least(f"MRR, {name} / {other}", ratio, mark, f"[{low:.2f}, {high:.2f}]")


def judged(marks: Marks, found: Mapping[str, Ranks], world: Outside) -> None:
    print("Labels were filled in with the answer in view: the last two lines are more than a new need would give.\n")
    for name in (TEXT, COUNTRY):
        ahead(marks, found, world, name, {"fts5": 1.75, "rrf": 1.15})
    marks.at_least("right answer in ten, all that the need's row says", float(np.mean(found[ALL] <= 10)), 0.85)
    marks.shown("right answer in ten, text and country", float(np.mean(found[COUNTRY] <= 10)))
    stated = np.array([case.basis == "stated" for case in world.cases])
    marks.shown(f"MRR, {COUNTRY}: needs as stated in a source (n = {stated.sum()})", mrr(found[COUNTRY][stated]))


def explained(marks: Marks, world: Outside, engine: Engine, documents: Sequence[Document]) -> None:
    """Shares sum; sentences that are quoted carry the score."""
    fits = [fit for case in world.cases for fit in engine.rank(case.need).fits]
    off = max(abs(sum(fit.shares.values()) - fit.score) for fit in fits)
    marks.at_most("shares against score, largest difference", off, 1e-6)
    outcome = deletion.measure(world, documents, engine.reader)
    marks.shown("right answers with three sentences or more", outcome.asked)
    marks.shown("of these, with a sentence quoted", outcome.pairs)
    marks.at_least("taking it out costs more than taking out others", outcome.above_others, 0.95)
    marks.shown("taking it out costs most of all", outcome.largest)


def honest(marks: Marks, world: Outside, engine: Engine) -> None:
    """What the bands are worth, and what is said where nothing fits."""
    firsts = [(engine.rank(outside.with_country(case.need)).fits[0], case.answer) for case in world.cases]
    for band in Band:
        right = [fit.solution == answer for fit, answer in firsts if fit.band is band]
        if right:
            marks.shown(f"first is right where it is called {band.value} (n = {len(right)})", float(np.mean(right)))
    nothing = [engine.rank(need).fits[0].band is Band.WEAK for need in strangers()]
    marks.at_least("needs that nothing answers: the first is called weak", float(np.mean(nothing)), 0.8)


def seen(marks: Marks, world: Outside, engine: Engine) -> None:
    """Exposure in the first five places by supply; 1 is even."""
    exporters = [each for each in world.solutions if each.exporter_ref]
    supply = defaultdict(int)
    for each in exporters:
        supply[each.exporter_ref] += 1
    given: dict[str, float] = defaultdict(float)
    for case in world.cases:
        for fit in engine.rank(outside.with_country(case.need)).fits[:5]:
            given[engine.solutions[fit.solution].exporter_ref or ""] += 1.0 / np.log2(fit.rank + 1)
    given.pop("", None)
    least = {each.exporter_ref for each in exporters if each.exporters[0].ldc}
    single = {ref for ref, count in supply.items() if count == 1}
    for name, group in (("least developed countries", least), ("exporters of a single solution", single)):
        share = sum(given[ref] for ref in group) / sum(given.values())
        even = sum(supply[ref] for ref in group) / len(exporters)
        marks.shown(f"exposure by supply, {name}", share / even)


def same_without_compiling(world: Outside, documents: Sequence[Document], engine: Engine) -> bool:
    """Whether compiled loops and plain ones give the same lists."""
    lists = []
    for compiled in (True, False):
        own = replace(engine, index=Index.of(documents, width=engine.reader.width, compiled=compiled))
        lists.append([[(fit.solution, fit.score) for fit in own.rank(case.need).fits] for case in world.cases])
    return lists[0] == lists[1]


def timed(world: Outside, documents: Sequence[Document], engine: Engine) -> tuple[float, float]:
    """Milliseconds of processor time for a whole match, the need never seen before and seen before: the least of some
    rounds for each need, and the median of the needs.
    """
    more = [replace(each, ref=f"{each.ref}/again") for each in documents[-(SIZE - len(documents)) :]]
    again = {each.ref: replace(engine.solutions[each.ref[:-6]], ref=each.ref) for each in more}
    index = Index.of([*documents, *more], width=engine.reader.width)
    fresh, known = [], []
    for case in world.cases:
        tries = []
        for _ in range(ROUNDS):
            own = Engine(Reader(engine.reader.encoder), index, {**engine.solutions, **again})
            tries.append([milliseconds(own, case.need), milliseconds(own, case.need)])
        fresh.append(min(each[0] for each in tries))
        known.append(min(each[1] for each in tries))
    return statistics.median(fresh), statistics.median(known)


def milliseconds(engine: Engine, need: NeedProfile) -> float:
    start = time.process_time()
    engine.rank(need)
    return 1000.0 * (time.process_time() - start)


def own(marks: Marks, reader: Reader, words: Reader) -> None:
    """The set that comes with the project."""
    print("Needs of our own writing, solutions of the demonstration")
    solutions = list(Files().solutions(read_rows(DEMO)).profiles.values())
    world = Outside([Case(each.profile("en"), each.answer, "own") for each in asked()], solutions)
    engine, bare = (
        engine_of(solutions, [document_of(each, one) for each in solutions], one) for one in (reader, words)
    )
    found = compared(world, engine, bare, {TEXT: outside.text_only})
    shown(found, world)
    ahead(marks, found, world, TEXT, {"fts5": 1.05, "rrf": 1.05})
    marks.at_least(f"MRR, {TEXT}", mrr(found[TEXT]), 0.9)
    marks.at_least("right answer in ten", float(np.mean(found[TEXT] <= 10)), 0.95)
    nothing = [engine.rank(need).fits[0].band is Band.WEAK for need in strangers()]
    marks.at_least("needs that nothing answers: the first is called weak", float(np.mean(nothing)), 0.8)


def real(marks: Marks, reader: Reader, words: Reader) -> None:
    """The outside set."""
    print("\nReal pairs from outside")
    world = outside.load()
    documents = [document_of(each, reader) for each in world.solutions]
    engine = engine_of(world.solutions, documents, reader)
    bare = engine_of(world.solutions, [document_of(each, words) for each in world.solutions], words)
    found = compared(world, engine, bare, VIEWS)
    shown(found, world)
    judged(marks, found, world)
    explained(marks, world, engine, documents)
    honest(marks, world, engine)
    seen(marks, world, engine)
    marks.at_least("same lists compiled and not", float(same_without_compiling(world, documents, engine)), 1.0)
    fresh, known = timed(world, documents, engine)
    marks.at_most(f"a match with explanation, {SIZE:,} solutions", fresh, 20.0, "ms")
    marks.shown("the same, the need encoded before", known, "ms")


def main() -> int:
    marks = Marks()
    reader, words = Reader(packaged(MODEL)), Reader(None)
    own(marks, reader, words)
    if outside.there():
        real(marks, reader, words)
    else:
        print(f"\nReal pairs were not measured: {outside.DATA} with needs_dev.jsonl and its kin is not there.")
    return marks.exit_code()


if __name__ == "__main__":
    sys.exit(main())
