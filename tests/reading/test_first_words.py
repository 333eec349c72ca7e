"""A table of alternatives by their first word finds what one long pattern of them would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading.words.first_words import FirstWords, words_in

WORDS = ("rà", "soát", "lập", "in", "ấn", "nâng", "cấp", "báo", "cáo")
AFTER = r"(?!\w)"

plain_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


@st.composite
def alternatives(draw: st.DrawFn) -> str:
    """One alternative as the lists of names have them: words, a choice, an optional group, an aside before them."""
    words, other = draw(plain_words), draw(plain_words)
    form = draw(
        st.sampled_from(("{a}", "(?:{a}|{b})", "(?:{a}|{b}) {a}", "(?:{a} )?{b}", "{a}(?: {b})?", "(?!{b}){a}"))
    )
    return form.format(a=words, b=other)


patterns = st.lists(alternatives(), min_size=1, max_size=6).map("|".join)
sentences = st.lists(st.sampled_from((*WORDS, "và", "insoát", ",")), max_size=8).map(" ".join)


@given(patterns, sentences)
def test_table_finds_what_one_pattern_finds(pattern: str, sentence: str) -> None:
    table, whole = FirstWords(pattern), re.compile(f"(?:{pattern}){AFTER}")
    for word in words_in(sentence):
        told, wanted = table.match(sentence, word.start()), whole.match(sentence, word.start())
        assert (told and told.span()) == (wanted and wanted.span())


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("rà soát|lập", {"rà", "lập"}),
        ("(?:rà|lập) kế hoạch", {"rà", "lập"}),
        ("(?:tổng )?rà soát", {"tổng", "rà"}),
        ("(?-i:VNPT)|bưu điện", {"vnpt", "bưu"}),
        ("(?<!không )in(?! lại)|in ấn", {"in"}),
        (r"đ/c\s+\w+", {"đ"}),
    ],
)
def test_first_words_are_those_that_an_alternative_must_begin_with(pattern: str, words: set[str]) -> None:
    assert FirstWords(pattern).words == words


def test_alternative_without_a_first_word_of_its_own_is_tried_at_every_word() -> None:
    table = FirstWords(r"t[ổo]ng lần|[mr]\w* lần|mỗi quý")
    assert table.words == {"mỗi"}
    assert all(table.match(words) is not None for words in ("tổng lần", "mỗi lần", "rất lần", "mỗi quý"))
    assert table.match("hai lần") is None


def test_case_matters_only_where_the_pattern_says_so() -> None:
    table = FirstWords("(?-i:UBND) xã|trạm", re.IGNORECASE)
    assert table.match("UBND Xã") is not None
    assert table.match("ubnd xã") is None
    assert table.match("TRẠM") is not None


def test_match_keeps_to_the_stretch_it_was_given() -> None:
    table = FirstWords("rà soát")
    assert table.match("cần rà soát", 4) is not None
    assert table.match("cần rà soát", 4, 8) is None
    assert table.match("rà soátx") is None
