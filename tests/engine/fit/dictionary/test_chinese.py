"""Chinese words found by counting."""

from hypothesis import given
from hypothesis import strategies as st

from southsouth.engine.fit.dictionary.chinese import KNOWN_WEIGHT, Segmenter, learn_counts

WORDS = ["政府", "服务", "改革", "工作", "提供", "公民", "学校", "医院", "农民", "道路", "银行", "市场"]
TEXTS = [one + other for one in WORDS for other in WORDS if one != other]


def test_characters_that_keep_together_become_a_word():
    counts = learn_counts(TEXTS)
    assert {word for word in counts if len(word) > 1} == set(WORDS)
    assert Segmenter(counts)("政府提供服务") == ["政府", "提供", "服务"]


def test_known_words_are_kept_whole_whether_seen_or_not():
    counts = learn_counts(TEXTS, ["一站式服务", "政府工作"])
    assert counts["一站式服务"] == KNOWN_WEIGHT
    assert Segmenter(counts)("政府工作一站式服务") == ["政府工作", "一站式服务"]


def test_grammar_signs_do_not_stick_to_words():
    counts = learn_counts(["我们的政府的工作"] * 9)
    assert [word for word in counts if "的" in word] == ["的"]


def test_without_counts_every_character_is_a_word():
    assert Segmenter({})("政府") == ["政", "府"]


@given(st.text(alphabet="政府服务工作改革提供的在", max_size=30))
def test_a_cut_loses_nothing(run):
    assert "".join(Segmenter(learn_counts(TEXTS))(run)) == run
