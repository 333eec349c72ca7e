"""Where room is short: no list is scrolled for one column more, and no name, number or preview is cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import full_book
import pytest
from contexts import read, settle, write
from cut import cut_on
from every_dialog import MAKERS, Book
from looking import named
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QTableView, QTableWidget
from typefaces import both_typefaces

from models.base.settings import Settings
from models.work.unit_catalogue import UnitCatalogue
from ui.base.context import Context
from ui.directives.page import DirectivesPage
from ui.directives.proposal_rows import LEAD
from ui.tasks.page import TasksPage
from ui.tasks.task_columns import task_columns
from ui.tasks.unit_roles import UnitRoles

pytestmark = both_typefaces
AT_150 = (693, 415)
KEYS = [column.key for column in task_columns()]


@pytest.fixture
def page(context: Context, cheap_keys: None, founded: Path, hold_clock: Any, shown: Any) -> TasksPage:
    full_book.open_full(context, founded, hold_clock)
    made: TasksPage = shown(TasksPage(context))
    for size in ((1148, 640), AT_150):
        made.resize(*size)
        settle(context)
    return made


def hidden(table: QTableView) -> set[str]:
    return {KEYS[place] for place in range(len(KEYS)) if table.isColumnHidden(place)}


def test_tasks_at_150_are_not_scrolled_sideways(page: TasksPage) -> None:
    table = page.table
    assert table.horizontalScrollBar().maximum() == 0
    away = {KEYS[place] for place in table.widths.away()}
    assert away and away <= {"area", "percent"}
    assert {column.key for column in table.columns_on_screen()} >= {"area", "percent"}  # what is copied and exported
    page.resize(1148, 640)
    settle(page)
    assert not table.widths.away() and not {"area", "percent"} & hidden(table)


def test_spared_column_is_remembered_as_shown(page: TasksPage, shown: Any) -> None:
    assert page.table.widths.away()
    page.table.keep_columns()
    again = shown(TasksPage(page.context))
    again.resize(1148, 640)
    settle(page)
    assert not {"area", "percent"} & hidden(again.table)


def test_column_that_a_person_wants_stays(page: TasksPage) -> None:
    place = next(iter(page.table.widths.away()))
    page.table.widths.insist(place)
    page.table.setColumnHidden(place, False)
    page.table.widths.fill()
    page.resize(690, 415)
    settle(page)
    assert not page.table.isColumnHidden(place)


def test_review_slices_no_column_and_no_unit(
    context: Context, cheap_keys: None, founded: Path, hold_clock: Any, shown: Any
) -> None:
    ids = full_book.open_full(context, founded, hold_clock)
    names = ("Văn phòng HĐND và UBND huyện Bắc Hà", "Phòng Tài nguyên và Môi trường huyện Bắc Hà")

    def give(session: Any) -> None:
        from dataclasses import replace

        from models.work import directives

        items = directives.items(session, ids["directive"])
        first = replace(items[0], task=replace(items[0].task, lead=names))
        directives.keep_items(session, ids["directive"], (first, *items[1:]))

    write(context, "directive.review", give)
    page: DirectivesPage = shown(DirectivesPage(context))
    page.show_filter({"directive": ids["directive"]})
    for size in ((1148, 640), AT_150):
        page.resize(*size)
        settle(context)
        table = page.review.table
        header, edge = table.horizontalHeader(), table.viewport().width()
        ends = [header.sectionViewportPosition(n) + header.sectionSize(n) for n in range(header.count())]
        assert edge in ends or max(ends) <= edge
        index = table.model().index(0, LEAD)
        seen = page.review.table.itemDelegate().words(index, header.sectionSize(LEAD), table.font())
        assert "".join("".join(seen).split()) == "".join(
            "".join(f"✓{n}" if n == names[0] else n for n in names).split()
        )
        room = table.rowHeight(0)
        assert room >= len(seen) * table.fontMetrics().lineSpacing()


def test_counts_of_many_tasks_are_whole(app: Any, shown: Any, home: Any) -> None:
    units = ("Phòng Nội vụ", "Xã Bản Phố")
    view: UnitRoles = shown(UnitRoles(Settings(home.settings)))
    view.resize(700, 500)
    held = [(units[:1], units[1:])] * 1111 + [((), ())] * 1111
    view.show_units(UnitCatalogue(units), held)
    table = view.findChild(QTableWidget)
    assert table is not None and table.item(0, 1).text() == "1111/2222"  # type: ignore[union-attr]
    for column in (1, 2):
        assert table.columnWidth(column) >= table.sizeHintForColumn(column)


def test_preview_of_a_signer_is_seen_while_it_is_typed(page: TasksPage) -> None:
    ids = {"late": read(page.context, lambda s: __import__("models.work.task_list", fromlist=["x"]).find(s, "1").id)}
    dialog: Any = MAKERS["person"](Book(page.context, page, ids))
    dialog.show()
    named(dialog, "Họ và tên", QLineEdit).setText("Nguyễn Thị Phương Thảo")
    named(dialog, "Chức vụ", QLineEdit).setText("Phó Chủ tịch UBND huyện")
    named(dialog, "Thẩm quyền ký", QPlainTextEdit).setPlainText("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")
    settle(page)
    area = dialog.findChild(QScrollArea)
    assert area is not None and area.verticalScrollBar().maximum() == 0
    label: QLabel = dialog.preview
    assert label.height() >= label.heightForWidth(label.width())
    assert cut_on(dialog) == []
    dialog.preview.setText("")
    dialog.name.clear()
    dialog.post.clear()
    dialog.authority.clear()
    dialog.close()
