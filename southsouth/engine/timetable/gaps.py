"""Fewer idle gaps: meetings change slots, not partners, as long as somebody waits less."""

from __future__ import annotations

from southsouth.engine.timetable.board import Board
from southsouth.engine.timetable.build import Stop
from southsouth.engine.timetable.frame import Frame, bits


def day_masks(frame: Frame) -> tuple[int, ...]:
    """The slots of each day, as bits."""
    masks = dict.fromkeys(frame.days, 0)
    for slot, day in enumerate(frame.days):
        masks[day] |= 1 << slot
    return tuple(masks.values())


def gaps_in(busy: int, days: tuple[int, ...]) -> int:
    """Stretches without a meeting between two meetings of one day."""
    found = 0
    for day in days:
        held = busy & day
        if held:
            found += (held & ~(held << 1)).bit_count() - 1
    return found


class Gaps:
    """Who meets in which slots, as bits, and how many gaps that makes."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.days = day_masks(board.frame)

    def busy(self, person: int) -> int:
        return self.board.frame.there[person] & ~self.board.open[person]

    def of(self, person: int) -> int:
        return gaps_in(self.busy(person), self.days)

    def total(self) -> int:
        return sum(map(self.of, self.board.frame.people))


def close_gaps(board: Board, stop: Stop) -> None:
    """Move one meeting at a time, or swap the meetings of two slots along their path, while that helps."""
    gaps = Gaps(board)
    before = gaps.total() + 1
    while (now := gaps.total()) < before:
        before = now
        for person in board.frame.people:
            if stop():
                return
            if gaps.of(person):
                for wish in [each for each in board.busy[person] if each >= 0]:
                    board.log.clear()
                    _better_slot(board, gaps, wish)


def _better_slot(board: Board, gaps: Gaps, wish: int) -> bool:
    """Move a meeting to the slot in which the people concerned wait least, if any is better than now."""
    if board.settled(wish):
        return False
    frame, here = board.frame, board.slot[wish]
    for goal in bits(frame.free[wish] & ~(1 << here)):
        moved = _cycle(board, wish, here, goal)
        if moved is None:
            continue
        people = {person for each in moved for person in frame.ends[each]}
        before = sum(map(gaps.of, people))
        mark = len(board.log)
        slots = {each: board.slot[each] for each in moved}
        for each in moved:
            board.drop(each)
        for each, slot in slots.items():
            board.hold(each, goal if slot == here else here)
        if board.sound((here, goal)) and sum(map(gaps.of, people)) < before:
            return True
        board.undo(mark)
    return False


def _cycle(board: Board, wish: int, here: int, goal: int) -> list[int] | None:
    """All meetings of the two slots that hang together with this one; ``None`` where one of them cannot change."""
    frame, found, edge = board.frame, [wish], [wish]
    while edge:
        each = edge.pop()
        other = goal if board.slot[each] == here else here
        if board.settled(each) or not frame.free[each] >> other & 1 or len(found) > 12:
            return None
        for person in frame.ends[each]:
            hit = board.busy[person][other]
            if hit >= 0 and hit not in found:
                found.append(hit)
                edge.append(hit)
    return found
