"""The pages, in the order of the navigation. A page is listed here from the day it works, never as a stub."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from models.base.words import _


class PageEntry(NamedTuple):
    """One page: its key, its name in the navigation, and where its class is (imported when first shown)."""

    key: str
    title: Callable[[], str]
    path: str  # "ui.tasks.page:TasksPage"


def shortcut(place: int) -> str:
    """The keys that lead to the page at `place` in the navigation, from 1: a keyboard has nine; "" for the others."""
    return f"Ctrl+{place}" if place <= 9 else ""


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", lambda: _("Tổng quan"), "ui.overview.page:OverviewPage"),
    PageEntry("directives", lambda: _("Văn bản chỉ đạo"), "ui.directives.page:DirectivesPage"),
    PageEntry("tasks", lambda: _("Nhiệm vụ"), "ui.tasks.page:TasksPage"),
    PageEntry("month", lambda: _("Cập nhật kỳ"), "ui.month.page:MonthPage"),
    PageEntry("reports", lambda: _("Báo cáo"), "ui.reports.page:ReportsPage"),
    PageEntry("units", lambda: _("Đơn vị"), "ui.units.page:UnitsPage"),
    PageEntry("audit", lambda: _("Nhật ký"), "ui.journal.page:AuditPage"),
    PageEntry("bin", lambda: _("Thùng rác"), "ui.bin.page:BinPage"),
    PageEntry("settings", lambda: _("Cài đặt"), "ui.settings.page:SettingsPage"),
)

# What a page has to say of another page it says with this name.
TITLES: dict[str, Callable[[], str]] = {entry.key: entry.title for entry in PAGES}
