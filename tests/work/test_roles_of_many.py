"""Roles given to several tasks at once: what is mixed and left alone stays, what is ticked is so in all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.work.unit_roles import Held, RoleChoice, gathered

NAMES = ("Phòng Tư pháp", "Phòng Nội vụ", "Xã Bản Phố", "Công an huyện")


@st.composite
def held(draw: st.DrawFn) -> Held:
    names = draw(st.permutations(NAMES))
    lead = draw(st.integers(0, 4))
    return tuple(names[:lead]), tuple(names[lead : draw(st.integers(lead, 4))])


@given(st.lists(held(), min_size=1, max_size=6))
def test_nothing_touched_changes_nothing(many: list[Held]) -> None:
    start = gathered(many)
    assert [start.applied(one) for one in many] == many
    assert not set(start.lead) & start.some_lead


@given(st.lists(held(), min_size=1, max_size=6), st.sampled_from(NAMES))
def test_ticked_lead_leads_all_and_helps_none(many: list[Held], name: str) -> None:
    start = gathered(many)
    choice = RoleChoice(
        (*start.lead, name),
        tuple(n for n in start.helping if n != name),
        start.some_lead - {name},
        start.some_help - {name},
    )
    for before, (lead, helping) in zip(many, map(choice.applied, many), strict=True):
        assert name in lead and name not in helping
        assert {n for n in lead if n != name} == {n for n in before[0] if n != name}
        assert {n for n in helping if n != name} == {n for n in before[1] if n != name}
        assert len(set(lead)) == len(lead)


@given(st.lists(held(), min_size=1, max_size=6), st.sampled_from(NAMES))
def test_tick_taken_off_takes_role_from_all(many: list[Held], name: str) -> None:
    start = gathered(many)
    choice = RoleChoice(
        tuple(n for n in start.lead if n != name), start.helping, start.some_lead - {name}, start.some_help
    )
    assert all(name not in choice.applied(one)[0] for one in many)


def test_tasks_left_without_lead_counted() -> None:
    many: list[Held] = [(("Phòng Tư pháp",), ()), ((), ())]
    assert gathered(many).leaderless(many) == 1
    assert RoleChoice(("Phòng Nội vụ",)).leaderless(many) == 0
    assert RoleChoice().leaderless(many) == 2
