"""What units' entries make of a task: whose word counts, how they are averaged, and when all of them are through."""

from __future__ import annotations

from datetime import date

import pytest

from models.work.judged import Judgement, Said, judge, newest

FEBRUARY, MARCH = date(2024, 2, 14), date(2024, 3, 14)
FIRST, SECOND, LAST = date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 3)


def said(unit: str, *, state: str | None = None, percent: int | None = None, done: date | None = None) -> Said:
    return Said(unit, state, percent, done, speaks=any(one is not None for one in (state, percent, done)))


def entries(*rows: tuple[Said, date]) -> dict[str, int | None]:
    """The percentages that count, of the office `own` and the leads `a` and `b`."""
    return {unit: row.percent for unit, row in newest(rows, ["a", "b"], "own").items()}


def test_newest_word_of_each_unit_counts() -> None:
    assert entries((said("a", percent=1), FEBRUARY), (said("a", percent=2), MARCH)) == {"a": 2}
    assert entries((said("a", percent=1), FEBRUARY), (said("a"), MARCH)) == {"a": 1}  # a note alone says nothing
    assert entries((said("c", percent=3), MARCH), (said("a", percent=1), MARCH)) == {"c": 3, "a": 1}


def test_office_gives_way_to_lead_only_for_later_period() -> None:
    own, lead = said("own", percent=50), said("a", percent=10)
    assert entries((own, FEBRUARY), (lead, FEBRUARY)) == {"own": 50, "a": 10}
    assert entries((own, FEBRUARY), (lead, MARCH)) == {"a": 10}
    assert entries((lead, FEBRUARY), (own, MARCH)) == {"a": 10, "own": 50}
    assert entries((own, FEBRUARY), (said("helper", percent=10), MARCH)) == {"own": 50, "helper": 10}
    # An office that leads itself speaks for itself.
    found = newest([(own, FEBRUARY), (lead, MARCH)], ["own", "a"], "own")
    assert set(found) == {"own", "a"}


def judged(*rows: Said, leads: tuple[str, ...] = ("a", "b")) -> Judgement:
    return judge({row.unit_id: row for row in rows}, leads, "own")


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        # The office's own word is the whole.
        ((said("own", percent=30), said("a", percent=90)), Judgement(30, None, None)),
        ((said("own", percent=100, done=FIRST, state="accepted"),), Judgement(100, FIRST, "accepted")),
        # Leads are averaged, rounded down; a silent one is nothing.
        ((said("a", percent=33), said("b", percent=100)), Judgement(66, None, None)),
        ((said("a", percent=99),), Judgement(49, None, None)),
        ((said("a"), said("b", percent=5)), Judgement(2, None, None)),
        # Who does not lead counts only where nobody else spoke.
        ((said("c", percent=80), said("d", percent=20)), Judgement(50, None, None)),
        ((said("c", percent=80), said("a", percent=20)), Judgement(10, None, None)),
        # Done when all are, on the last of their days.
        ((said("a", percent=100, done=SECOND), said("b", percent=100, done=FIRST)), Judgement(100, SECOND, "accepted")),
        ((said("a", percent=100, done=SECOND),), Judgement(50, None, None)),
        # A word counts when all say it.
        ((said("a", state="doing"), said("b", state="doing")), Judgement(0, None, "doing")),
        ((said("a", state="doing"), said("b", state="paused")), Judgement(0, None, None)),
        ((said("a", state="doing"),), Judgement(0, None, None)),
        ((said("a", state="paused"), said("b")), Judgement(0, None, "paused")),
        # One is through, the other has not said so.
        ((said("a", state="accepted", percent=100, done=FIRST), said("b")), Judgement(50, None, "doing")),
        ((said("a", state="submitted"), said("b")), Judgement(0, None, "doing")),
        ((said("a", state="submitted"), said("b", state="submitted")), Judgement(0, None, "submitted")),
        (
            (said("a", state="submitted", done=FIRST), said("b", state="submitted", done=LAST)),
            Judgement(0, LAST, "submitted"),
        ),
        (
            (said("a", state="submitted", done=FIRST), said("b", state="accepted", done=LAST)),
            Judgement(0, LAST, "accepted"),
        ),
    ],
)
def test_what_they_make_of_it(rows: tuple[Said, ...], wanted: Judgement) -> None:
    assert judged(*rows) == wanted


def test_without_leads_whoever_spoke_is_averaged() -> None:
    assert judged(said("c", percent=41), leads=()) == Judgement(41, None, None)
    assert judged(said("c", percent=41), said("d", percent=40), leads=()) == Judgement(40, None, None)
