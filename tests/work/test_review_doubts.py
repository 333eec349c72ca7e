"""What is asked before proposals become tasks: all that are not sure, and each name once however it is spelled."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading.proposal import Ground, ProposedTask, Source
from models.work.review import ReviewItem
from models.work.review_doubts import doubts

GROUNDS = st.lists(st.builds(Ground, st.sampled_from(["lead", "due"]), st.none(), st.text(min_size=1), st.booleans()))
FLAGS = st.lists(st.text(min_size=1), max_size=2)
DAY = date(2024, 3, 5)


def item(key: str, *lead: str, flags: tuple[str, ...] = (), grounds: tuple[Ground, ...] = ()) -> ReviewItem:
    task = ProposedTask(key, "Rà soát", None, lead, (), None, None, None, Source(0, 1), None, flags, grounds=grounds)
    return ReviewItem(key, task)


def nobody(_name: str) -> bool:
    return False


@given(st.lists(st.tuples(FLAGS, GROUNDS), max_size=6))
def test_every_unsure_one_is_asked_about_with_its_reasons(drawn: list[tuple[list[str], list[Ground]]]) -> None:
    items = [item(str(n), "A", flags=tuple(f), grounds=tuple(g)) for n, (f, g) in enumerate(drawn)]
    found = doubts(items, nobody, given_on=DAY)
    assert list(found.remarked) == [one for one in items if not one.task.sure]
    for one in found.remarked:
        reasons = {*one.task.flags, *(ground.how for ground in one.task.grounds if not ground.sure)}
        assert set(one.task.doubts) == reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND các quận, huyện", "UBND CÁC QUẬN, HUYỆN"),
        ("UBND các quận, huyện", "Ủy ban nhân dân các quận,huyện"),
        ("Uỷ ban nhân dân các xã", "UBND  các xã."),
        ("Hội Nông dân - Hội Phụ nữ", "Hội Nông dân – Hội Phụ nữ"),
    ],
)
def test_one_name_in_two_spellings_is_asked_once(one: str, other: str) -> None:
    items = [item("1", other), item("2", one), item("3", one, other), item("4", "Sở Tư pháp")]
    found = doubts(items, nobody, given_on=DAY)
    (name,) = (name for name in found.strange if name != "Sở Tư pháp")
    assert not name.isupper()
    assert [one.key for one in found.strange[name]] == ["1", "2", "3"]
    assert found.led(found.strange) == 4
    answered = found.answered({name: ["Phòng Nội vụ"]})
    assert [entry.led(answered).task.lead for entry in items[:3]] == [("Phòng Nội vụ",)] * 3


def test_names_that_differ_by_a_mark_stay_two() -> None:
    assert len(doubts([item("1", "Phường Sa Pa"), item("2", "Phường Sa Pả")], nobody, given_on=DAY).strange) == 2
