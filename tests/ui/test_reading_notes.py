"""What stays above the proposals: remarks of the reader, and the goals, each given to a task or left out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from looking import button, choose, click, one_open, says
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.reading.proposal import DirectiveHead, ProposedTarget, ProposedTask, Source
from models.work.directive_view import OpenDirective
from models.work.goals import Goal
from models.work.review import ReviewItem
from models.work.unit_catalogue import UnitCatalogue
from ui.directives.directive_head import DirectiveHeadForm
from ui.directives.goal_choice import GoalsDialog
from ui.directives.reading_notes import ReadingNotes
from ui.kit.dialog import Dialog

REMARKS = ("Trang 2 chưa được đọc.", "Trang 5 có chữ <b>lạ</b>.")


def goal(key: str, *, item: str = "", left_out: bool = False) -> Goal:
    by = date(2027, 12, 31)
    target = ProposedTarget(key, f"Đạt {key} 95%", f"Tỷ lệ {key}", Decimal(95), "%", "up", by, Source(3, 9))
    return Goal(key, target, item, left_out)


def opened(*goals: Goal, remarks: tuple[str, ...] = REMARKS) -> OpenDirective:
    texts = ("Việc một", "Việc hai")
    items = tuple(
        ReviewItem(str(n), ProposedTask(str(n), text, None, (), (), None, None, None, Source(0, 3)))
        for n, text in enumerate(texts, 1)
    )
    at = datetime(2024, 3, 5, tzinfo=UTC)
    return OpenDirective(
        "d",
        "131/KH-UBND",
        DirectiveHead(),
        "x" * 20,
        items,
        {},
        UnitCatalogue(),
        "f",
        "a.pdf",
        at,
        None,
        remarks,
        goals,
    )


@pytest.fixture
def notes(qtbot: QtBot) -> ReadingNotes:
    made = ReadingNotes()
    qtbot.addWidget(made)
    made.show_notes(opened(goal("1"), goal("2", item="2"), goal("3", left_out=True)))
    made.show()
    return made


def test_remarks_last_and_open_as_a_list(notes: ReadingNotes) -> None:
    assert says(notes, REMARKS[0])
    click(notes, "Lưu ý khi đọc (2)…")
    dialog = one_open(Dialog)
    assert all(remark in dialog.findChild(QPlainTextEdit).toPlainText() for remark in REMARKS)
    dialog.close()


def test_nothing_to_say_takes_no_room(notes: ReadingNotes) -> None:
    notes.show_notes(opened(remarks=()))
    assert not notes.isVisible()
    notes.show_notes(opened(goal("1"), remarks=()))
    assert notes.isVisible() and not notes.remarks.isVisible()


def test_goals_are_given_or_left_out(notes: ReadingNotes, qtbot: QtBot) -> None:
    assert button(notes, "Mục tiêu (3, 1 chưa chọn)…")
    click(notes, "Mục tiêu (3")
    dialog = one_open(GoalsDialog)
    assert says(dialog, "Tỷ lệ 1 · 95 % · đến 31/12/2027")
    asked = "Chỉ số của nhiệm vụ nào: Tỷ lệ {}"
    choose(dialog, asked.format(1), "2 · Việc hai")
    click(dialog, "Lưu lựa chọn")
    assert dialog.isVisible() and says(dialog, "Hai mục tiêu cùng chọn nhiệm vụ 2")
    choose(dialog, asked.format(2), "Không dùng làm chỉ số")
    with qtbot.waitSignal(notes.decided) as told:
        click(dialog, "Lưu lựa chọn")
    assert told.args == [{"1": "2", "2": None}]


def test_goal_leads_to_its_words(notes: ReadingNotes, qtbot: QtBot) -> None:
    notes.show_notes(opened(goal("1")))
    click(notes, "Mục tiêu (1")
    with qtbot.waitSignal(notes.look) as told:
        click(one_open(GoalsDialog), "Xem đoạn nguồn")
    assert told.args == [3, 9]


def test_those_who_only_look_decide_nothing(notes: ReadingNotes) -> None:
    notes.read_only()
    click(notes, "Mục tiêu (3")
    dialog = one_open(GoalsDialog)
    assert not button(dialog, "Lưu lựa chọn").isEnabled()
    assert dialog.findChild(QComboBox) is not None
    dialog.close()


@pytest.mark.parametrize(("signer", "shown"), [(None, False), ("Lò Văn Thử", True)])
def test_a_title_alone_is_no_signer(qtbot: QtBot, signer: str | None, shown: bool) -> None:
    form = DirectiveHeadForm()
    qtbot.addWidget(form)
    form.show_head(DirectiveHead(kind="Kế hoạch", signer=signer, signer_title="TM. ỦY BAN NHÂN DÂN"))
    assert says(form, "Ký:") == shown
    assert ("người ký" in form.missing()) != shown
