"""The deadline of a proposal that recurs: shown with its day of the month, which is typed where a date is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.base.errors import AppError
from models.reading.proposal import ProposedTask, Source
from models.work import kept_review
from models.work.review import Review, ReviewItem
from models.work.unit_catalogue import UnitCatalogue
from ui.directives.proposal_rows import DUE, OFTEN, ProposalRows

MONTHLY = ProposedTask(
    "1", "Báo cáo", None, (), (), "trước ngày 10 hằng tháng", None, "monthly", Source(0, 7), due_day=9
)


@pytest.fixture(name="rows")
def a_monthly_duty(qtbot: Any) -> ProposalRows:
    rows = ProposalRows()
    rows.show_review(Review("Báo cáo", (ReviewItem("1", MONTHLY),)), UnitCatalogue(), {})
    return rows


def shown(rows: ProposalRows, column: int) -> str:
    return str(rows.index(0, column).data())


@pytest.mark.parametrize(
    ("typed", "day"), [("ngày 25", 25), ("trước ngày 10", 9), ("chậm nhất ngày 5", 5), ("Ngày 07", 7), ("", None)]
)
def test_day_of_the_month_is_typed_as_it_is_said(rows: ProposalRows, typed: str, day: int | None) -> None:
    assert shown(rows, DUE) == shown(rows, OFTEN) == "Hằng tháng, ngày 9"
    assert rows.setData(rows.index(0, DUE), typed)
    assert (rows.item(0).task.due_day, rows.item(0).task.due_on) == (day, None)
    assert shown(rows, DUE) == ("Hằng tháng" if day is None else f"Hằng tháng, ngày {day}")


def test_date_is_still_a_date_and_nonsense_is_refused(rows: ProposalRows) -> None:
    refused: list[AppError] = []
    rows.refused.connect(refused.append)
    for nonsense in ("ngày 45", "trước ngày 10 tháng sau"):
        assert not rows.setData(rows.index(0, DUE), nonsense)
    assert [one.code for one in refused] == ["wrong_day", "wrong_day"] and rows.item(0).task == MONTHLY
    assert rows.setData(rows.index(0, DUE), "5/3/2024")
    assert rows.item(0).task.due_on == date(2024, 3, 5)


def test_what_is_done_once_has_no_day_of_each_month(rows: ProposalRows) -> None:
    assert rows.setData(rows.index(0, OFTEN), "")
    assert rows.item(0).task.due_day is None
    assert not rows.setData(rows.index(0, DUE), "ngày 9")


def test_day_is_kept_with_the_review() -> None:
    (item,) = kept_review.from_plain(kept_review.as_plain([ReviewItem("1", MONTHLY)]))
    assert item.task == MONTHLY
    (older,) = [
        {name: value for name, value in one.items() if name != "due_day"} for one in kept_review.as_plain([item])
    ]
    assert kept_review.from_plain([older])[0].task.due_day is None
