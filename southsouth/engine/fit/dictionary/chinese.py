"""Chinese without spaces: which characters make a word, learned by counting, and the likeliest cut of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from southsouth.engine.fit.dictionary.lights import light_words
from southsouth.engine.fit.dictionary.words import HAN

LONGEST = 4
"""Characters of a learned word; words of the vocabulary may be longer."""
RAREST = 3
COHESION = 12.0
"""How many times more often than by chance the halves of a learned word must stand together."""
KNOWN_WEIGHT = 20.0
"""A word of the vocabulary counts as if it had been seen so often at least."""


class Segmenter:
    """Cuts a run of characters into words so that the product of their frequencies is greatest."""

    def __init__(self, counts: Mapping[str, float]) -> None:
        total = sum(counts.values()) + 1.0
        self._costs = {word: log(total / count) for word, count in counts.items()}
        self._stranger = log(total) + 2.0
        self._longest = max((len(word) for word in counts), default=1)

    def __call__(self, run: str) -> list[str]:
        best = [0.0]
        steps = [0]
        for end in range(1, len(run) + 1):
            cost, step = min(self._ways(run, end, best))
            best.append(cost)
            steps.append(step)
        return _walk(run, steps)

    def _ways(self, run: str, end: int, best: list[float]) -> Iterable[tuple[float, int]]:
        yield best[end - 1] + self._costs.get(run[end - 1], self._stranger), 1
        for length in range(2, min(self._longest, end) + 1):
            cost = self._costs.get(run[end - length : end])
            if cost is not None:
                yield best[end - length] + cost, length


def _walk(run: str, steps: list[int]) -> list[str]:
    """From the end back to the start along the chosen steps."""
    words: list[str] = []
    end = len(run)
    while end:
        words.append(run[end - steps[end] : end])
        end -= steps[end]
    return words[::-1]


def runs_of(texts: Iterable[str]) -> list[str]:
    return [run for text in texts for run in HAN.findall(text)]


def learn_counts(texts: Iterable[str], known: Iterable[str] = ()) -> dict[str, float]:
    """Word frequencies of the texts; ``known`` words are kept whether seen or not."""
    runs = runs_of(texts)
    grams = _grams(runs)
    size = sum(map(len, runs))
    vocabulary = set(known)
    counts = {word: float(count) for word, count in grams.items() if _is_word(word, grams, size)}
    for _ in range(3):
        counts |= {word: max(counts.get(word, 0.0), KNOWN_WEIGHT) for word in sorted(vocabulary)}
        cut = Segmenter(counts)
        seen = Counter(word for run in runs for word in cut(run))
        counts = {word: float(count) for word, count in seen.items() if count > 1 or word in vocabulary}
    return counts | {word: max(counts.get(word, 0.0), KNOWN_WEIGHT) for word in sorted(vocabulary)}


def _grams(runs: Iterable[str]) -> Counter[str]:
    grams: Counter[str] = Counter()
    for run in runs:
        for length in range(1, LONGEST + 1):
            grams.update(run[start : start + length] for start in range(len(run) - length + 1))
    return grams


def _is_word(word: str, grams: Counter[str], size: int) -> bool:
    """A single character, or characters that keep together and hold no grammar sign."""
    if len(word) == 1:
        return True
    if grams[word] < RAREST or any(each in light_words("zh") for each in word):
        return False
    return all(grams[word] * size >= COHESION * grams[word[:at]] * grams[word[at:]] for at in range(1, len(word)))
