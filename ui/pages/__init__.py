"""The pages, in the order of the navigation. A page is listed here from the day it works, never as a stub."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from models.base.words import _


class Entry(NamedTuple):
    """One page: its key, its name in the navigation, and where its class is (imported when first shown)."""

    key: str
    title: Callable[[], str]
    path: str  # "ui.pages.tasks:TasksPage"


# By key, in the order of the navigation; what a page has to say of another page it says with this name.
TITLES: dict[str, Callable[[], str]] = {
    "overview": lambda: _("Tổng quan"),
    "directives": lambda: _("Văn bản chỉ đạo"),
    "tasks": lambda: _("Nhiệm vụ"),
    "month": lambda: _("Cập nhật kỳ"),
    "reports": lambda: _("Báo cáo"),
    "units": lambda: _("Đơn vị"),
    "audit": lambda: _("Nhật ký"),
    "bin": lambda: _("Thùng rác"),
    "settings": lambda: _("Cài đặt"),
}

PAGES: tuple[Entry, ...] = (
    Entry("overview", TITLES["overview"], "ui.pages.overview:OverviewPage"),
    Entry("directives", TITLES["directives"], "ui.pages.directives:DirectivesPage"),
    Entry("tasks", TITLES["tasks"], "ui.pages.tasks:TasksPage"),
    Entry("month", TITLES["month"], "ui.pages.month:MonthPage"),
    Entry("reports", TITLES["reports"], "ui.pages.reports:ReportsPage"),
    Entry("units", TITLES["units"], "ui.pages.units:UnitsPage"),
    Entry("audit", TITLES["audit"], "ui.pages.audit:AuditPage"),
    Entry("bin", TITLES["bin"], "ui.pages.bin:BinPage"),
    Entry("settings", TITLES["settings"], "ui.pages.settings:SettingsPage"),
)
