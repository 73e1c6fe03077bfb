"""The coverage gate names what falls short."""

from __future__ import annotations

from tests.gate import shortfalls


def of(
    covered: int, wanted: int, *, lines: tuple[int, ...] = (), branches: tuple[int, int] = (0, 0)
) -> dict[str, object]:
    return {
        "summary": {
            "covered_lines": covered,
            "num_statements": wanted,
            "covered_branches": branches[0],
            "num_branches": branches[1],
        },
        "missing_lines": list(lines),
        "missing_branches": [[7, 9]] if branches[0] < branches[1] else [],
    }


def report(files: dict[str, object], whole: object) -> dict[str, object]:
    return {"files": files, "totals": whole["summary"]}  # type: ignore[index]


def test_all_taken_is_good() -> None:
    assert shortfalls(report({"southsouth/ledger/actions.py": of(4, 4)}, of(4, 4))) == []


def test_a_line_missed_below_web_is_named() -> None:
    found = shortfalls(report({"southsouth/ledger/actions.py": of(99, 100, lines=(12,))}, of(99, 100)))
    assert found == ["southsouth/ledger/actions.py: 99.0 %, must be 100 %: 12"]


def test_a_branch_missed_below_web_is_named() -> None:
    found = shortfalls(report({"southsouth/engine/fit/rank.py": of(8, 8, branches=(1, 2))}, of(99, 100)))
    assert found == ["southsouth/engine/fit/rank.py: 90.0 %, must be 100 %: 7->9"]


def test_pages_may_fall_short_alone_but_not_all_together() -> None:
    files: dict[str, object] = {"southsouth/web/words.py": of(9, 10, lines=(3,))}
    assert shortfalls(report(files, of(95, 100))) == []
    assert shortfalls(report(files, of(94, 100))) == ["everything together: 94.0 %, must be 95 %"]
