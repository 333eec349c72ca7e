"""The pages, in the order of the navigation. A page is listed here from the day it works, never as a stub."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from models.base.words import _


class Entry(NamedTuple):
    """One page: its key, its name in the navigation, and where its class is (imported when first shown)."""

    key: str
    title: Callable[[], str]
    path: str  # "ui.tasks.page:TasksPage"


def shortcut(place: int) -> str:
    """The keys that lead to the page at `place` in the navigation, from 1: a keyboard has nine; "" for the others."""
    return f"Ctrl+{place}" if place <= 9 else ""


PAGES: tuple[Entry, ...] = (
    Entry("overview", lambda: _("Tổng quan"), "ui.overview.page:OverviewPage"),
    Entry("directives", lambda: _("Văn bản chỉ đạo"), "ui.directives.page:DirectivesPage"),
    Entry("tasks", lambda: _("Nhiệm vụ"), "ui.tasks.page:TasksPage"),
    Entry("month", lambda: _("Cập nhật kỳ"), "ui.month.page:MonthPage"),
    Entry("reports", lambda: _("Báo cáo"), "ui.reports.page:ReportsPage"),
    Entry("units", lambda: _("Đơn vị"), "ui.units.page:UnitsPage"),
    Entry("audit", lambda: _("Nhật ký"), "ui.journal.page:AuditPage"),
    Entry("bin", lambda: _("Thùng rác"), "ui.bin.page:BinPage"),
    Entry("settings", lambda: _("Cài đặt"), "ui.settings.page:SettingsPage"),
)

# What a page has to say of another page it says with this name.
TITLES: dict[str, Callable[[], str]] = {entry.key: entry.title for entry in PAGES}
