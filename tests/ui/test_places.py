"""Each page opens where the person left it, and what is kept for that says nothing of the book."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from contexts import settle
from looking import click
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from reports_driver import ReportsDriver
from task_book import NOW, build, texts
from units_driver import UnitsDriver

from models.base import settings
from models.work.month_cells import COLUMNS
from ui.base.context import Context
from ui.directives.page import DirectivesPage
from ui.frame import places
from ui.frame.pages import TITLES, PageEntry
from ui.frame.window import Window
from ui.month.page import MonthPage
from ui.reports.page import ReportsPage
from ui.tasks.page import TasksPage
from ui.units.page import UnitsPage

if TYPE_CHECKING:
    from models.work.accounts import AccountRow

ENTRIES = (PageEntry("tasks", TITLES["tasks"], "ui.tasks.page:TasksPage"),)


@pytest.fixture
def ids(real_context: Context, hold_clock: Callable[[datetime], None]) -> dict[str, str]:
    hold_clock(NOW)
    return build(real_context)


def back(kind: Any, context: Context, shown: Any, place: dict[str, str]) -> Any:
    page = kind(context)
    page.go_back(place)
    page.resize(1148, 700)
    shown(page)
    settle(context)
    return page


def test_place_of_task_list(real_context: Context, ids: dict[str, str], shown: Any) -> None:
    page = back(TasksPage, real_context, shown, {})
    page.filters.put("area", "procedure")
    page.filters.put("search", "số hóa")
    settle(real_context)
    page.table.choose(ids["monthly"])
    assert page.place() == {"area": "procedure", "row": ids["monthly"]}
    again = back(TasksPage, real_context, shown, page.place())
    assert sorted(texts(again)) == ["Rà soát thủ tục hành chính", "Số hóa hồ sơ"]
    assert again.table.current().id == ids["monthly"]


def test_place_of_month_cell(real_context: Context, ids: dict[str, str], shown: Any) -> None:
    page = back(MonthPage, real_context, shown, {})
    page.grid.setCurrentIndex(page.rows.index(2, COLUMNS.index("note")))
    unit = page.rows.line(2).by
    page.show_filter({"period": "2024-04", "unit": unit})
    settle(real_context)
    page.grid.setCurrentIndex(page.rows.index(0, COLUMNS.index("note")))
    again = back(MonthPage, real_context, shown, page.place())
    assert again.unit.code() == unit
    assert again.rows.place(0, "note") == again.rows.place(again.grid.currentIndex().row(), "note")
    assert COLUMNS[again.grid.currentIndex().column()] == "note"


@pytest.mark.parametrize("away", ["", "2024-02", "2025-03"])
def test_month_stays_until_another_is_chosen(
    real_context: Context, ids: dict[str, str], shown: Any, hold_clock: Callable[[datetime], None], away: str
) -> None:
    page = back(MonthPage, real_context, shown, {})
    if away:
        page.choose_period(away)
        settle(real_context)
    hold_clock(datetime(2024, 4, 20, 3, tzinfo=UTC))
    again = back(MonthPage, real_context, shown, page.place())
    assert again.rows.period.key == (away or "2024-04")
    click(again.bar, "Về kỳ hiện tại")
    settle(real_context)
    assert again.rows.period.key == "2024-05"
    assert not [b for b in again.bar.findChildren(QAbstractButton) if b.isVisible() and "hiện tại" in b.text()]


def test_place_of_report(
    real_context: Context, ids: dict[str, str], shown: Any, hold_clock: Callable[[datetime], None]
) -> None:
    page = back(ReportsPage, real_context, shown, {})
    reports = ReportsDriver(page)
    reports.choose_kind("Báo cáo quý")
    reports.click("Kỳ trước")
    reports.choose_issuer("UBND huyện Bắc Hà")
    hold_clock(datetime(2024, 7, 20, 3, tzinfo=UTC))
    again = back(ReportsPage, real_context, shown, page.place())
    assert again.place() == {"kind": "quy", "period": "2024-Q1", "issuer": "parent"}
    assert ReportsDriver(again).shows_period("Quý I/2024")
    click(again, "Về kỳ hiện tại")
    settle(real_context)
    assert again.place() == {"kind": "quy", "period": "2024-Q3", "issuer": "parent"}


def test_places_of_two_people_apart(real_context: Context) -> None:
    lan, hoa = (cast("AccountRow", SimpleNamespace(id=name)) for name in ("lan", "hoa"))
    for account, period in ((lan, "2024-02"), (hoa, "2024-03")):
        real_context.account = account
        places.keep(real_context, {"month": {"period": period}})
    assert places.kept(real_context, "month") == {"period": "2024-03"}
    real_context.account = lan
    assert places.kept(real_context, "month") == {"period": "2024-02"}
    places.keep(real_context, {"tasks": {}})
    assert places.kept(real_context, "month") == {"period": "2024-02"} and places.kept(real_context, "units") == {}


@pytest.mark.parametrize("kept", [{"": 1}, {"": {"month": 2}}, {"": {"month": {"period": 3}}}, {"month": {}}])
def test_places_nonsense_or_of_an_earlier_program(real_context: Context, kept: Any) -> None:
    real_context.settings.put("places", kept)
    assert places.kept(real_context, "month") == {}
    places.keep(real_context, {"month": {"period": "2024-02"}})
    assert places.kept(real_context, "month") == {"period": "2024-02"}


def test_place_of_units_page(real_context: Context, ids: dict[str, str], shown: Any) -> None:
    page = back(UnitsPage, real_context, shown, {})
    unit = UnitsDriver(page).unit_id("Xã Lùng Cải")
    page.tree.choose(unit)
    again = back(UnitsPage, real_context, shown, page.place())
    assert again.tree.chosen_id() == unit
    assert back(UnitsPage, real_context, shown, {"people": "1"}).tabs.currentIndex() == 1


@pytest.mark.parametrize("kind", [TasksPage, MonthPage, UnitsPage, DirectivesPage, ReportsPage])
def test_place_gone_or_nonsense(kind: Any, real_context: Context, ids: Any, shown: Any) -> None:
    names = (
        "row",
        "directive",
        "unit",
        "area",
        "period",
        "task",
        "of",
        "column",
        "present",
        "people",
        "kind",
        "issuer",
    )
    page = back(kind, real_context, shown, dict.fromkeys(names, "không còn"))
    assert page.banner.isHidden()


def test_place_kept_without_office_data(real_context: Context, ids: dict[str, str], shown: Any) -> None:
    window = shown(Window(real_context, ENTRIES))
    window.open_office("Phòng Nội vụ", "UBND huyện Bắc Hà")
    settle(real_context)
    page = window.current_page()
    assert isinstance(page, TasksPage)
    page.filters.put("timeliness", "overdue")
    page.filters.put("search", "việc tế nhị")
    window.close()
    assert real_context.settings.get("places")[""]["tasks"] == {"timeliness": "overdue"}
    assert "tế nhị" not in real_context.home.settings.read_text("utf-8")


def test_place_not_writable(
    real_context: Context, ids: dict[str, str], shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    window: Window = shown(Window(real_context, ENTRIES))
    window.open_office("Phòng Nội vụ", "")
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    page = window.current_page()
    assert page is not None
    monkeypatch.setattr(settings, "write_file", full)
    real_context.settings.put("lock_minutes", 5)
    assert page.banner.text().startswith("Chưa lưu được cài đặt vừa đổi trên máy này.")
    assert real_context.settings.get("lock_minutes") == 5
    assert window.close()
