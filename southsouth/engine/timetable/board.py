"""A plan in the making: who sits where in which slot, and what is left. Every change can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from southsouth.engine.timetable.frame import Frame, bits

LONGEST_CHAIN = 40
STAY_WORTH = 2
"""A published meeting that stays where it was weighs as much as this many of the best."""
Move = tuple[int, int, int]
"""A wish, the slot it leaves, the slot it goes to."""


class Board:
    """``slot[w]``: where a wish is held, -1 where it is not; ``busy[p][t]``: the wish that a person is at."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.slot = [-1] * len(frame.ends)
        self.pool = [-1] * len(frame.ends)
        self.busy = [[-1] * len(frame.slots) for _ in frame.people]
        self.open = list(frame.there)
        self.count = [0] * len(frame.least)
        self.left = list(frame.room)
        self.rooms = sum(1 << slot for slot in frame.slots if frame.room[slot] > 0)
        self.staff = [list(pool) for pool in frame.staff]
        self.staffed = [sum(1 << slot for slot, number in enumerate(pool) if number > 0) for pool in frame.staff]
        self.pinned: frozenset[int] = frozenset()
        self.stay: dict[int, int] = {}
        self.log: list[tuple[int, int, int]] = []
        self.tied = [bool(frame.before[wish] or frame.behind[wish]) for wish in frame.wishes]
        for wish, slot in frame.fixed.items():
            self.hold(wish, slot, frame.fixed_pool.get(wish, -1))

    # What is allowed

    def allowed(self, wish: int) -> int:
        """The slots in which a wish could be held as things stand, floors and ceilings apart."""
        frame = self.frame
        one, two = frame.ends[wish]
        mask = frame.free[wish] & self.open[one] & self.open[two]
        if frame.seated[wish]:
            mask &= self.rooms
        if mask and not frame.spoken[wish]:
            mask &= self.interpreted(wish)
        return mask & self.in_order(wish) if mask and self.tied[wish] else mask

    def interpreted(self, wish: int) -> int:
        mask = 0
        for pool in self.frame.pools[wish]:
            mask |= self.staffed[pool]
        return mask

    def in_order(self, wish: int) -> int:
        """The slots after those this wish follows, and before those that follow it."""
        mask = (1 << len(self.left)) - 1
        for earlier in self.frame.before[wish]:
            if self.slot[earlier] >= 0:
                mask &= -1 << (self.slot[earlier] + 1)
        for later in self.frame.behind[wish]:
            if self.slot[later] >= 0:
                mask &= (1 << self.slot[later]) - 1
        return mask

    def full(self, person: int) -> bool:
        return self.count[person] >= self.frame.most[person]

    # Changes

    def hold(self, wish: int, slot: int, pool: int = -1) -> None:
        """``pool``: who interprets; where it is open, the pool with most left, so that scarce ones last."""
        self.log.append((wish, -1, -1))
        one, two = self.frame.ends[wish]
        bit = 1 << slot
        self.slot[wish] = slot
        self.busy[one][slot] = self.busy[two][slot] = wish
        self.open[one] &= ~bit
        self.open[two] &= ~bit
        self.count[one] += 1
        self.count[two] += 1
        if self.frame.seated[wish]:
            self.left[slot] -= 1
            if self.left[slot] <= 0:
                self.rooms &= ~bit
        if not self.frame.spoken[wish]:
            self._take_interpreter(wish, slot, pool)

    def _take_interpreter(self, wish: int, slot: int, pool: int) -> None:
        if pool < 0:
            pool = max(self.frame.pools[wish], key=lambda each: (self.staff[each][slot], -each))
        self.pool[wish] = pool
        self.staff[pool][slot] -= 1
        if self.staff[pool][slot] <= 0:
            self.staffed[pool] &= ~(1 << slot)

    def drop(self, wish: int) -> None:
        slot = self.slot[wish]
        self.log.append((wish, slot, self.pool[wish]))
        one, two = self.frame.ends[wish]
        bit = 1 << slot
        self.slot[wish] = -1
        self.busy[one][slot] = self.busy[two][slot] = -1
        self.open[one] |= bit
        self.open[two] |= bit
        self.count[one] -= 1
        self.count[two] -= 1
        if self.frame.seated[wish]:
            self.left[slot] += 1
            if self.left[slot] > 0:
                self.rooms |= bit
        pool = self.pool[wish]
        if pool >= 0:
            self.pool[wish] = -1
            self.staff[pool][slot] += 1
            if self.staff[pool][slot] > 0:
                self.staffed[pool] |= bit

    def undo(self, mark: int) -> None:
        """Take back every change since the log was ``mark`` long."""
        steps = self.log[mark:]
        for wish, slot, pool in reversed(steps):
            if slot < 0:
                self.drop(wish)
            else:
                self.hold(wish, slot, pool)
        del self.log[mark:]

    def sound(self, slots: Iterable[int]) -> bool:
        """Whether nothing is overdrawn in these slots."""
        return all(self.left[slot] >= 0 and all(pool[slot] >= 0 for pool in self.staff) for slot in slots)

    def settled(self, wish: int) -> bool:
        """Whether a meeting may not be moved."""
        return wish in self.frame.fixed or wish in self.pinned or self.tied[wish]

    # Placing

    def place(self, wish: int) -> bool:
        """Hold a wish in a slot that is free for it, the emptiest first; move others where that frees one."""
        mask = self.allowed(wish)
        if mask:
            self.hold(wish, self.emptiest(mask))
            return True
        return self.place_by_moving(wish)

    def emptiest(self, mask: int) -> int:
        left = self.left
        return max(bits(mask), key=lambda slot: (left[slot], -slot))

    def place_by_moving(self, wish: int) -> bool:
        if self.tied[wish] or (self.frame.seated[wish] and not self.rooms):
            return False
        one, two = self.frame.ends[wish]
        wanted = self.frame.free[wish]
        for mine, other in ((one, two), (two, one)):
            for here in bits(wanted & self.open[mine] & ~self.open[other] & self.frame.there[other]):
                first = self.busy[other][here]
                for there in bits(self.open[other] & self.frame.free[first]):
                    if self._try(self.chain(first, here, there, mine, other), wish, here):
                        return True
        return self._make_room(wish)

    def chain(self, first: int, here: int, there: int, mine: int, other: int) -> list[Move] | None:
        """The moves by which ``other`` becomes free ``here``: along the alternating path of the two slots (Kempe).

        ``None`` when the path meets somebody who cannot, or comes back to ``mine``, who must stay free here.
        """
        frame, moves, source, goal, comes_from = self.frame, [], here, there, other
        wish = first
        for _ in range(LONGEST_CHAIN):
            if self.settled(wish) or not frame.free[wish] >> goal & 1:
                return None
            moves.append((wish, source, goal))
            one, two = frame.ends[wish]
            person = two if one == comes_from else one
            if person == mine:
                return None
            wish = self.busy[person][goal]
            if wish < 0:
                return moves
            source, goal, comes_from = goal, source, person
        return None

    def _try(self, moves: Sequence[Move] | None, wish: int, slot: int) -> bool:
        """Do the moves and hold the wish; take all back where a table or an interpreter is missing."""
        if moves is None:
            return False
        mark = len(self.log)
        for moved, _, _ in moves:
            self.drop(moved)
        for moved, _, goal in moves:
            self.hold(moved, goal)
        if self.allowed(wish) >> slot & 1:
            self.hold(wish, slot)
            if self.sound({slot, *(each for move in moves for each in move[1:])}):
                return True
        self.undo(mark)
        return False

    def _make_room(self, wish: int) -> bool:
        """Where both are free but every table is taken: move one meeting to a slot with a table left."""
        frame = self.frame
        one, two = frame.ends[wish]
        if not frame.seated[wish]:
            return False
        for slot in bits(frame.free[wish] & self.open[one] & self.open[two] & ~self.rooms):
            if frame.spoken[wish] or self.interpreted(wish) >> slot & 1:
                for other in self.held_in(slot):
                    goals = self.allowed(other) if frame.seated[other] and not self.settled(other) else 0
                    if goals and self._try([(other, slot, self.emptiest(goals))], wish, slot):
                        return True
        return False

    def held_in(self, slot: int) -> list[int]:
        """The wishes held in a slot, each once."""
        ends = self.frame.ends
        return [row[slot] for person, row in enumerate(self.busy) if row[slot] >= 0 and ends[row[slot]][0] == person]

    # Worth

    def shortfall(self, person: int) -> int:
        return max(0, self.frame.least[person] - self.count[person])

    def gain(self, wish: int) -> int:
        """What holding this wish would add: its worth, and the floors it helps."""
        one, two = self.frame.ends[wish]
        floors = (self.count[one] < self.frame.least[one]) + (self.count[two] < self.frame.least[two])
        return self.frame.worth[wish] + floors * self.frame.floor_worth

    def loss(self, wish: int) -> int:
        """What giving this meeting up would cost; one that was published where it stands costs more."""
        one, two = self.frame.ends[wish]
        floors = (self.count[one] <= self.frame.least[one]) + (self.count[two] <= self.frame.least[two])
        stays = self.frame.best * STAY_WORTH if self.stay.get(wish, -1) == self.slot[wish] else 0
        return self.frame.worth[wish] + floors * self.frame.floor_worth + stays

    def value(self) -> int:
        """The worth of all that is held, less the floors that are short."""
        held = sum(self.frame.worth[wish] for wish, slot in enumerate(self.slot) if slot >= 0)
        return held - self.frame.floor_worth * sum(map(self.shortfall, self.frame.people))
