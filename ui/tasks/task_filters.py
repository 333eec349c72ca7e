"""What the list of tasks is narrowed to: a plain mapping of words, the bar to set it with, and its sentences.

The mapping is what `Context.open_list` carries and what a saved view keeps; `as_filter` makes the query's filter of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from models.base.text import clean, say_date, show_number
from models.base.words import _
from models.work.codes import (
    AREAS,
    STATES,
    TIMELINESS,
    WHOSE,
    area_name,
    state_name,
    timeliness_name,
    timeliness_whole,
    whose_name,
)
from ui.base import theme
from ui.kit.chips import Chips
from ui.kit.filters import FilterBox
from ui.kit.flow import FlowLayout
from ui.kit.search import SearchField

if TYPE_CHECKING:
    from models.work.task_list import TaskFilter
    from models.work.units import UnitRow

NO_AREA = "none"
_FLAGS = ("unfinished", "unassigned", "undated")
_DAYS = ("since", "due_from", "due_to")
KEYS = ("search", "area", "unit", "state", "whose", "timeliness", "directive", *_FLAGS, *_DAYS)


def sound(chosen: Mapping[str, str]) -> dict[str, str]:
    """What of a mapping from elsewhere (a link, a settings file) can be understood."""
    codes = {"area": {*AREAS, NO_AREA}, "state": set(STATES), "whose": set(WHOSE), "timeliness": set(TIMELINESS)}
    kept: dict[str, str] = {}
    for key in KEYS:
        value = chosen.get(key)
        if not isinstance(value, str) or not value or value not in codes.get(key, {value}):
            continue
        if key in _DAYS and _day(value) is None:
            continue
        kept[key] = clean(value)
    return kept


def as_filter(chosen: Mapping[str, str], sort: str = "", descending: bool = False) -> TaskFilter:
    """The filter of the query. Cancelled tasks are only shown when they are asked for, as every count leaves them."""
    from models.work.task_list import TaskFilter
    from models.work.task_order import SORTS, URGENT

    area = chosen.get("area", "")
    return TaskFilter(
        search=chosen.get("search", ""),
        area=area if area and area != NO_AREA else None,
        no_area=area == NO_AREA,
        unit_id=chosen.get("unit") or None,
        state=chosen.get("state") or None,
        whose=chosen.get("whose") or None,
        timeliness=chosen.get("timeliness") or None,
        directive_id=chosen.get("directive") or None,
        unfinished=bool(chosen.get("unfinished")),
        unassigned=bool(chosen.get("unassigned")),
        undated=bool(chosen.get("undated")),
        since=_day(chosen.get("since", "")),
        due_from=_day(chosen.get("due_from", "")),
        due_to=_day(chosen.get("due_to", "")),
        alive=chosen.get("state") != "cancelled",
        sort=sort if sort in SORTS else URGENT,
        descending=descending,
    )


def without_timeliness(wanted: TaskFilter) -> TaskFilter:
    """The same rows of every timeliness: what the cards count."""
    return replace(wanted, timeliness=None)


def sentences(chosen: Mapping[str, str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each condition in words, with its key. `names` gives words for ids of units and directives."""
    said: list[tuple[str, str]] = []
    if chosen.get("search"):
        said.append(("search", _("có chữ “{words}”").format(words=chosen["search"])))
    if chosen.get("timeliness"):
        said.append(("timeliness", timeliness_whole(chosen["timeliness"])))
    if chosen.get("area"):
        area = chosen["area"]
        said.append(("area", _("chưa ghi lĩnh vực") if area == NO_AREA else area_name(area)))
    if chosen.get("unit"):
        said.append(("unit", _("chủ trì: {name}").format(name=names.get(chosen["unit"], "…"))))
    if chosen.get("state"):
        said.append(("state", state_name(chosen["state"])))
    if chosen.get("whose"):
        said.append(("whose", _("loại: {name}").format(name=whose_name(chosen["whose"]).lower())))
    if chosen.get("directive"):
        said.append(("directive", names.get(chosen["directive"], _("một văn bản"))))
    if chosen.get("unfinished"):
        said.append(("unfinished", _("chưa hoàn thành")))
    if chosen.get("unassigned"):
        said.append(("unassigned", _("chưa giao đơn vị nào")))
    if chosen.get("undated"):
        said.append(("undated", _("không quy định thời hạn")))
    days = {
        "since": _("chưa hoàn thành, hoặc hoàn thành từ {day}"),
        "due_from": _("hạn từ {day}"),
        "due_to": _("hạn đến {day}"),
    }
    said += [(key, words.format(day=say_date(_day(chosen[key])))) for key, words in days.items() if chosen.get(key)]
    return said


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class TaskFilterBar(QWidget):
    """Search, boxes and chips over one mapping. Emits `changed` when a person changes it, not when it is shown."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self.search = SearchField(_("Tìm nhiệm vụ, văn bản, đơn vị…"))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        areas = [*((code, area_name(code)) for code in AREAS), (NO_AREA, _("Chưa ghi lĩnh vực"))]
        self._boxes = {
            "area": FilterBox(_("Lĩnh vực"), _("Mọi lĩnh vực"), areas),
            "unit": FilterBox(_("Đơn vị chủ trì"), _("Mọi đơn vị")),
            "state": FilterBox(_("Trạng thái"), _("Mọi trạng thái"), [(code, state_name(code)) for code in STATES]),
            "whose": FilterBox(_("Loại nhiệm vụ"), _("Mọi loại"), [(code, whose_name(code)) for code in WHOSE]),
            "directive": FilterBox(_("Văn bản giao"), _("Mọi văn bản")),
            "timeliness": FilterBox(_("Tình trạng thời hạn"), _("Mọi thời hạn")),
        }
        self._others: list[QWidget] = [*self._boxes.values()]
        self._boxes["timeliness"].hide()
        self.chips = Chips()
        self.line = FlowLayout()
        self.line.addWidget(self.search)
        for key, box in self._boxes.items():
            self.line.addWidget(box)
            box.picked.connect(lambda code, which=key: self.put(which, code))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        column.addLayout(self.line)
        column.addWidget(self.chips)
        self.search.searched.connect(lambda text: self.put("search", text))
        self.chips.taken_off.connect(lambda key: self.put(key, ""))
        self.chips.cleared.connect(self.clear)

    def add(self, widget: QWidget) -> None:
        """Put one more widget at the end of the first line."""
        self.line.addWidget(widget)
        self._others.append(widget)

    def chosen(self) -> dict[str, str]:
        """What is chosen now."""
        return dict(self._chosen)

    def show_chosen(self, chosen: Mapping[str, str]) -> None:
        """Show what was chosen elsewhere, without a signal."""
        self._chosen = sound(chosen)
        if self.search.query() != self._chosen.get("search", ""):
            self.search.show_query(self._chosen.get("search", ""))  # comes back to `put`, which finds nothing new
        self._draw()

    def put(self, key: str, value: str) -> None:
        """Change one condition, as a person does; "" takes it off."""
        if self._chosen.get(key, "") == value:
            return
        self.show_chosen({**self._chosen, key: value})
        self.changed.emit()

    def clear(self) -> None:
        """Take every condition off."""
        self.show_chosen({})
        self.changed.emit()

    def show_names(self, units: list[UnitRow], directives: Mapping[str, str]) -> None:
        """Offer these units, and know these documents by name."""
        self._names = {unit.id: unit.name for unit in units} | dict(directives)
        self._boxes["unit"].show_choices([(unit.id, unit.name) for unit in units])
        self._boxes["directive"].show_choices(list(directives.items()))
        self._draw()

    def show_compact(self, *, low: bool, folded: bool) -> None:
        """Offer the timeliness here, where the page has no room for cards; `folded`, only the search is left."""
        for widget in self._others:
            widget.setVisible(not folded)
        self._boxes["timeliness"].setVisible(low and not folded)

    def show_numbers(self, numbers: Mapping[str, int]) -> None:
        """How many tasks are of each timeliness."""
        words = [(code, f"{timeliness_name(code)} ({show_number(numbers.get(code, 0))})") for code in TIMELINESS]
        self._boxes["timeliness"].show_choices(words)
        self._draw()

    def name_of(self, key: str) -> str:
        """The name of a unit or document that the bar knows; "" for another."""
        return self._names.get(key, "")

    def _draw(self) -> None:
        for key, box in self._boxes.items():
            box.pick(self._chosen.get(key, ""))
        self.chips.show_chips(sentences(self._chosen, self._names))
