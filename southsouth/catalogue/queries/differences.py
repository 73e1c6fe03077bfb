"""Two texts beside each other: what was taken out and what came in, word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

ALONE = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
)
"""Letters of scripts that put no space between words: each stands for itself."""
SENTENCE = re.compile(r"[^.!?。！？؟।\n]*[.!?。！？؟।\n]+\s*|[^.!?。！？؟।\n]+")
CLOSE = 250_000
"""Pairs of pieces up to which two texts are compared word by word; longer ones sentence by sentence first."""


class Sign(StrEnum):
    KEPT = "kept"
    TAKEN = "taken"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    sign: Sign
    text: str


def words_apart(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in their order.

    Kept and taken ones together are ``before``, kept and added ones ``after``, to the letter.
    """
    return _slid(list(_joined(_bridged(list(_pieces(before, after))))))


def pieces_of(text: str) -> list[str]:
    """Words, single signs, the space between them; of a script without spaces each letter with its marks."""
    found: list[str] = []
    kind = ""
    for letter in text:
        now = _kind(letter)
        if found and (now == "mark" or (now == kind and now in ("word", "space"))):
            found[-1] += letter
            continue
        found.append(letter)
        kind = "word" if now == "mark" else now
    return found


def _kind(letter: str) -> str:
    if letter.isspace():
        return "space"
    category = unicodedata.category(letter)
    if category[0] == "M" or letter in "\u200c\u200d":
        return "mark"
    if category[0] in "PS":
        return "sign"
    return "alone" if ALONE.match(letter) else "word"


def _pieces(before: str, after: str) -> Iterator[Piece]:
    ours, theirs = pieces_of(before), pieces_of(after)
    head = _same(ours, theirs)
    tail = _same(ours[head:][::-1], theirs[head:][::-1])
    yield Piece(Sign.KEPT, "".join(ours[:head]))
    ours, theirs, end = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail], ours[len(ours) - tail :]
    if len(ours) * len(theirs) <= CLOSE:
        yield from _apart(ours, theirs)
    else:
        yield from _by_sentence("".join(ours), "".join(theirs))
    yield Piece(Sign.KEPT, "".join(end))


def _same(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many pieces are the same from the start."""
    count = 0
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            break
        count += 1
    return count


def _apart(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Piece]:
    for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Sign.KEPT, "".join(ours[i:j]))
        else:
            yield from _replaced("".join(ours[i:j]), "".join(theirs[k:m]))


def _replaced(taken: str, added: str) -> Iterator[Piece]:
    yield Piece(Sign.TAKEN, taken)
    yield Piece(Sign.ADDED, added)


def _by_sentence(before: str, after: str) -> Iterator[Piece]:
    ours, theirs = SENTENCE.findall(before), SENTENCE.findall(after)
    for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        taken, added = "".join(ours[i:j]), "".join(theirs[k:m])
        if tag == "equal":
            yield Piece(Sign.KEPT, taken)
        elif len(pieces_of(taken)) * len(pieces_of(added)) <= CLOSE:
            yield from _apart(pieces_of(taken), pieces_of(added))
        else:
            yield from _replaced(taken, added)


def _bridged(pieces: Sequence[Piece]) -> list[Piece]:
    """Changes with nothing but a space or a sign between them are one change: they read as one."""
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        between = 0 < place < len(pieces) - 1 and piece.sign == Sign.KEPT and not any(map(str.isalnum, piece.text))
        if between and "\n" not in piece.text and pieces[place - 1].text and _changes(pieces, place):
            found += _replaced(piece.text, piece.text)
        else:
            found.append(piece)
    return found


def _changes(pieces: Sequence[Piece], place: int) -> bool:
    """Whether words were both taken and added before and after this place."""
    before, after = _run(pieces[place - 1 :: -1]), _run(pieces[place + 1 :])
    return before == after == {Sign.TAKEN, Sign.ADDED}


def _run(pieces: Sequence[Piece]) -> set[Sign]:
    signs: set[Sign] = set()
    for piece in pieces:
        if piece.sign == Sign.KEPT and piece.text:
            break
        signs |= {piece.sign} if piece.text else set()
    return signs


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one sign as one piece; in each change what was taken before what was added."""
    waiting = {Sign.TAKEN: "", Sign.ADDED: ""}
    kept = ""
    for piece in pieces:
        if piece.sign != Sign.KEPT:
            if kept:
                yield Piece(Sign.KEPT, kept)
                kept = ""
            waiting[piece.sign] += piece.text
        elif piece.text:
            yield from _given(waiting)
            kept += piece.text
    yield from _given(waiting)
    if kept:
        yield Piece(Sign.KEPT, kept)


def _given(waiting: dict[Sign, str]) -> Iterator[Piece]:
    for sign, text in waiting.items():
        if text:
            yield Piece(sign, text)
            waiting[sign] = ""


def _slid(pieces: Sequence[Piece]) -> list[Piece]:
    """A change that begins with the sign that also stands behind it begins after the sign: ``it.[ More.]``."""
    found = list(pieces)
    for place in range(1, len(found) - 1):
        before, changed, after = found[place - 1 : place + 2]
        first = changed.text[0]
        alone = before.sign == after.sign == Sign.KEPT != changed.sign
        last = place + 2 == len(found)
        if alone and _kind(first) == "sign" and after.text.startswith(first) and (last or after.text != first):
            found[place - 1] = Piece(Sign.KEPT, before.text + first)
            found[place] = Piece(changed.sign, changed.text[1:] + first)
            found[place + 1] = Piece(Sign.KEPT, after.text[1:])
    return [piece for piece in found if piece.text]
