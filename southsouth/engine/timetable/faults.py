"""What in a problem contradicts itself, so that no plan can be made: each with its place, all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from southsouth.engine.timetable.problem import Fault, Problem, Wish


def faults(problem: Problem) -> Iterator[Fault]:
    """What no plan can mend: names used twice or not known, people who meet themselves, meetings locked that clash."""
    yield from _twice(problem)
    yield from _unknown(problem)
    yield from _locks(problem)
    yield from _too_many(problem)


def _twice(problem: Problem) -> Iterator[Fault]:
    lists = {
        "slots": [slot.id for slot in problem.slots],
        "people": [person.id for person in problem.people],
        "wishes": [wish.id for wish in problem.wishes],
        "tables": [table.id for table in problem.tables or ()],
        "locked": [lock.wish for lock in problem.locked],
    }
    for name, ids in lists.items():
        seen: set[str] = set()
        for place, each in enumerate(ids):
            if each in seen:
                yield Fault(f"{name}[{place}]", "twice", (("id", each),))
            seen.add(each)


def _unknown(problem: Problem) -> Iterator[Fault]:
    slots = {slot.id for slot in problem.slots}
    people = {person.id for person in problem.people}
    wishes = {wish.id for wish in problem.wishes}
    tables = {table.id for table in problem.tables or ()}
    for place, wish in enumerate(problem.wishes):
        where = f"wishes[{place}]"
        yield from (
            Fault(f"{where}.{end}", "not_known", (("id", who),)) for end, who in _ends(wish) if who not in people
        )
        yield from (Fault(f"{where}.after", "not_known", (("id", each),)) for each in wish.after if each not in wishes)
        if wish.a == wish.b:
            yield Fault(where, "with_oneself", (("id", wish.a),))
        if wish.id in wish.after:
            yield Fault(f"{where}.after", "after_itself", (("id", wish.id),))
    for where, named_slots in _slots_named(problem):
        yield from (Fault(where, "not_known", (("id", name),)) for name in named_slots if name not in slots)
    for place, lock in enumerate(problem.locked):
        named = (("wish", lock.wish, wishes), ("slot", lock.slot, slots), ("table", lock.table or None, tables))
        for field_name, value, known in named:
            if value is not None and value not in known:
                yield Fault(f"locked[{place}].{field_name}", "not_known", (("id", value),))


def _slots_named(problem: Problem) -> Iterator[tuple[str, list[str]]]:
    """Where slots are named, in an order that does not change."""
    for place, person in enumerate(problem.people):
        yield f"people[{place}].free", sorted(person.free or ())
    for place, table in enumerate(problem.tables or ()):
        yield f"tables[{place}].slots", sorted(table.slots or ())
    for place, pool in enumerate(problem.interpreters or ()):
        yield f"interpreters[{place}].slots", [name for name, _ in pool.slots]
    for place, wish in enumerate(problem.wishes):
        yield f"wishes[{place}].free", sorted(wish.free or ())


def _ends(wish: Wish) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("a", wish.a), ("b", wish.b)


def _locks(problem: Problem) -> Iterator[Fault]:
    """Two settled meetings of one person, or at one table, in one slot; or where somebody is not free."""
    wishes = {wish.id: wish for wish in problem.wishes}
    people = {person.id: person for person in problem.people}
    tables = {table.id: table for table in problem.tables or ()}
    taken: dict[tuple[str, str, str], str] = {}
    for place, lock in enumerate(problem.locked):
        wish = wishes.get(lock.wish)
        if wish is None:
            continue
        where = f"locked[{place}]"
        for kind, name in (("person", wish.a), ("person", wish.b), ("table", lock.table)):
            other = taken.setdefault((kind, name, lock.slot), lock.wish) if name else lock.wish
            if other != lock.wish:
                yield Fault(where, f"{kind}_taken", (("id", name), ("wish", other)))
        for who in (people.get(wish.a), people.get(wish.b)):
            if who is not None and who.free is not None and lock.slot not in who.free:
                yield Fault(where, "not_free", (("id", who.id), ("slot", lock.slot)))
        table = tables.get(lock.table)
        if table is not None and table.slots is not None and lock.slot not in table.slots:
            yield Fault(where, "no_table", (("id", table.id), ("slot", lock.slot)))


def _too_many(problem: Problem) -> Iterator[Fault]:
    """More settled meetings than a ceiling allows, than there are tables, or in another order than asked."""
    wishes = {wish.id: wish for wish in problem.wishes}
    people = {person.id: person for person in problem.people}
    order = {slot.id: place for place, slot in enumerate(problem.slots)}
    known = [lock for lock in problem.locked if lock.wish in wishes and lock.slot in order]
    at = {lock.wish: order[lock.slot] for lock in known}
    counts: Counter[str] = Counter()
    tables: Counter[str] = Counter()
    for place, lock in enumerate(known):
        wish, where = wishes[lock.wish], f"locked[{place}]"
        two = [people[who] for who in (wish.a, wish.b) if who in people]
        for person in two:
            counts[person.id] += 1
            if person.most is not None and counts[person.id] > person.most:
                yield Fault(where, "ceiling", (("id", person.id), ("most", str(person.most))))
        tables[lock.slot] += bool(lock.table) or not all(person.remote for person in two)
        if problem.tables is not None and tables[lock.slot] > _there(problem, lock.slot):
            yield Fault(where, "tables_short", (("slot", lock.slot),))
        for earlier in wish.after:
            if at.get(earlier, -1) >= at[wish.id]:
                yield Fault(where, "order", (("wish", earlier),))


def _there(problem: Problem, slot: str) -> int:
    return sum(table.slots is None or slot in table.slots for table in problem.tables or ())
