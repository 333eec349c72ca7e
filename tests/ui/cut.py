"""Finding what is cut on the screen: heads, cells that say something important, buttons, labels, fields.

Measured by the letters themselves and by what the program draws with `…`, not by the program's own sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QToolButton,
    QTreeView,
    QWidget,
)

from models.work.codes import RECURRENCES, STATES, TIMELINESS, recurrence_name, state_name, timeliness_name
from ui.base import theme
from ui.directives.proposal_cells import ProposalDelegate
from ui.kit.cards import CountCard
from ui.kit.frozen_columns import FrozenColumns
from ui.kit.labels import PathLabel, ShortLabel
from ui.overview.task_lines import TaskLine

_STATES = [*map(state_name, STATES), *map(timeliness_name, TIMELINESS), *map(recurrence_name, RECURRENCES)]
IMPORTANT = re.compile(
    r"\d{2}/\d{2}/\d{4}( \d{2}:\d{2})?|quá hạn \d{2}/\d{2}.*|\d+ %|[\d.,]+|[−-]?\d+ ngày"
    rf"|({'|'.join(map(re.escape, _STATES))})( · .*)?|Đã ký|Chưa ký|\d+ mục chờ nhận|Đã rà soát xong|Không nhận mục nào"
)
_PAINTED = (CountCard, TaskLine)  # buttons that paint their words themselves: what they shorten is noted


@pytest.fixture(name="shortened")
def texts_drawn_short(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every text that the program itself draws with `…` from now on."""
    found: set[str] = set()
    real = QFontMetrics.elidedText

    def elided(metrics: QFontMetrics, text: str, *how: object) -> str:
        short: str = real(metrics, text, *how)  # type: ignore[arg-type]
        if short != text:
            found.add(text)
        return short

    monkeypatch.setattr(QFontMetrics, "elidedText", elided)
    return found


def cut_on(root: QWidget) -> list[str]:
    """What is cut on a page or in a dialog that is shown, each in words."""
    found: list[str] = []
    for view in _visible(root, QAbstractItemView):
        if isinstance(view, QTableView | QTreeView) and not view.parentWidget().inherits("QComboBoxPrivateContainer"):
            found += [f"head {words}" for words in cut_heads(view)]
            found += [f"cell {words}" for words in cut_cells(view)]
    for kind, cut in ((QAbstractButton, _button_cut), (QLabel, _label_cut), (QComboBox, _choice_cut)):
        found += [f"{kind.__name__} {widget.text() if not isinstance(widget, QComboBox) else widget.currentText()}"
                  for widget in _visible(root, kind) if cut(widget)]  # fmt: skip
    found += [f"field {field.placeholderText()}" for field in _visible(root, QLineEdit) if _hint_cut(field)]
    return found


def cut_heads(view: QTableView | QTreeView) -> Iterator[str]:
    """The heads whose words are wider than their column leaves, with the arrow where the column is sorted by."""
    header = view.header() if isinstance(view, QTreeView) else view.horizontalHeader()
    bold = QFontMetrics(theme.font(bold=True))
    pad = 2 * round(theme.em() * (0.2 if header.property("role") == "tight" else 0.45)) + 1
    for place in range(header.count()):
        words = str(view.model().headerData(place, Qt.Orientation.Horizontal) or "")
        arrow = theme.em(0.6) if header.isSortIndicatorShown() and header.sortIndicatorSection() == place else 0
        room = header.sectionSize(place) - pad - arrow
        if not header.isSectionHidden(place) and max(map(bold.horizontalAdvance, words.split("\n"))) > room:
            yield words


def cut_cells(view: QTableView | QTreeView) -> Iterator[str]:
    """The important words that are wider than their cell leaves, in any row that there is."""
    header = view.header() if isinstance(view, QTreeView) else view.horizontalHeader()
    for index in _cells(view):
        words, column = str(index.data() or ""), index.column()
        if isinstance(view.itemDelegate(), ProposalDelegate):
            return  # goes on in the next line; what it shortens is noted
        if header.isSectionHidden(column) or not IMPORTANT.fullmatch(words):
            continue
        font = index.data(Qt.ItemDataRole.FontRole)
        metrics = QFontMetrics(font if isinstance(font, QFont) else view.font())
        if metrics.horizontalAdvance(words) > header.sectionSize(column) - 2 * theme.em(0.4):
            yield words


def _cells(view: QTableView | QTreeView, above: QModelIndex | None = None) -> Iterator[QModelIndex]:
    model, top = view.model(), above if above is not None else QModelIndex()
    for row in range(min(model.rowCount(top), 400)):
        yield from (model.index(row, column, top) for column in range(model.columnCount(top)))
        if isinstance(view, QTreeView):
            yield from _cells(view, model.index(row, 0, top))


W = TypeVar("W", bound=QWidget)


def _visible(root: QWidget, kind: type[W]) -> list[W]:
    found = [widget for widget in root.findChildren(kind) if widget.isVisible()]
    return [widget for widget in found if not isinstance(widget, FrozenColumns)]


def _button_cut(button: QAbstractButton) -> bool:
    if not button.text() or isinstance(button, _PAINTED):
        return False
    hint = button.minimumSizeHint() if isinstance(button, QPushButton | QToolButton) else button.sizeHint()
    return button.width() < hint.width() or button.height() < hint.height() or _beyond(button)


def _label_cut(label: QLabel) -> bool:
    if not label.text() or isinstance(label, ShortLabel):
        return False
    if label.wordWrap():
        words = [] if isinstance(label, PathLabel) else re.split("[\\s\u200b]+", label.text())
        longest = max(map(label.fontMetrics().horizontalAdvance, words), default=0)
        return label.height() < label.heightForWidth(label.width()) or label.width() < longest or _beyond(label)
    return label.width() < label.sizeHint().width() or label.height() < label.fontMetrics().height() or _beyond(label)


def _choice_cut(box: QComboBox) -> bool:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    return box.fontMetrics().horizontalAdvance(box.currentText()) > room.width()


def _hint_cut(field: QLineEdit) -> bool:
    room = field.contentsRect().width() - 2 * round(theme.em() * 0.45)
    return not field.text() and field.fontMetrics().horizontalAdvance(field.placeholderText()) > room


def _beyond(widget: QWidget) -> bool:
    """Whether what it stands in cuts it, unless that scrolls."""
    inside = widget.parentWidget()
    if inside is None or isinstance(inside.parentWidget(), QScrollArea | QAbstractItemView):
        return False
    return not QRect(0, 0, inside.width(), inside.height()).contains(widget.geometry())
