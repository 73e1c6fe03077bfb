from __future__ import annotations

from southsouth.catalogue.lifecycle import NeedState
from southsouth.matching.lifecycle import MATCHED_NEEDS, NoLongerOpen


def test_a_need_has_matches_from_the_first_draft_until_it_is_closed() -> None:
    assert {
        NeedState.DRAFT,
        NeedState.ENDORSED,
        NeedState.SUBMITTED,
        NeedState.OPEN,
        NeedState.ANSWERED,
    } == MATCHED_NEEDS


def test_a_closed_match_names_both_states() -> None:
    refusal = NoLongerOpen("withdrawn", "published")

    assert (refusal.need_state, refusal.solution_state) == ("withdrawn", "published")
