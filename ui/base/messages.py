"""Messages and questions to the person: errors and banners on the page, question boxes, file and print dialogs.

A test answers the next questions with `answering`. Text is always plain: what comes from outside is never markup.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from models.base.errors import AppError
from models.base.paths import write_file
from models.base.words import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QMessageBox

# Windows' dialog opens for printers only; without one Qt prepares a PDF instead, and the dialog would not come at all.
ONLY_PRINTERS = sys.platform == "win32"

LEAVING = ("stay", "discard", "save")

Kinds = Sequence[tuple[str, str]]  # ("Văn bản Word", "*.docx")


@runtime_checkable
class MessageArea(Protocol):
    """A page, or a view over the pages, that has room for a message of its own."""

    def show_error(self, failure: AppError) -> None:
        """Show what happened, why, and what to do; it stays until it is closed or the next one comes."""

    def show_done(
        self, text: str, undo_operation: str | None, also: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Show what has been done, with Undo when there is an operation to take back; `also` is offered beside it."""


# Saying


def error(owner: QObject | None, failure: AppError) -> None:
    """Say a refusal on the page that `owner` belongs to; where no page is to be found, in a box."""
    place = _speaker(owner)
    if place is not None:
        place.show_error(failure)
    else:
        blocked(owner if isinstance(owner, QWidget) else None, failure)


def on_page(failure: AppError) -> None:
    """Say it on the page on the screen, if there is one: it is not worth a box."""
    place = _speaker(None)
    if place is not None:
        place.show_error(failure)


def show_done(
    owner: QObject,
    text: str,
    undo_operation: str | None = None,
    also: tuple[str, Callable[[], object]] | None = None,
) -> None:
    """Say on the page of `owner` what has been done. Without a page it is not said: it is no failure.

    `also` is something to do about it, by its words, beside Undo.
    """
    place = _speaker(owner)
    if place is not None:
        place.show_done(text, undo_operation, *([also] if also is not None else []))


def blocked(parent: QWidget | None, failure: AppError) -> None:
    """Say a refusal in a box that must be closed: only where nothing can go on before it is read."""
    if _heard("error", failure.what):
        return
    box = _box(parent, failure.what, "\n\n".join(part for part in (failure.why, failure.do) if part))
    box.setIcon(type(box).Icon.Warning)
    box.exec()


def _speaker(owner: QObject | None) -> MessageArea | None:
    seen: QObject | None = owner
    while seen is not None:
        if isinstance(seen, MessageArea):
            return seen
        seen = seen.parent()
    if owner is None:
        window = QApplication.activeWindow()
        current = getattr(window, "current_page", None)
        page = current() if callable(current) else None
        return page if isinstance(page, MessageArea) else None
    return None


# Asking


def ask(parent: QWidget, what: str, why: str = "", *, yes: str, no: str = "", danger: bool = False) -> bool:
    """A question with the action itself as the answer (`yes=_("Xóa nhiệm vụ")`). Esc and closing mean no.

    With `danger` the safe answer is the default one.
    """
    answered, value = _answer("ask", what)
    if answered:
        return bool(value)
    box = _box(parent, what, why)
    role = box.ButtonRole.DestructiveRole if danger else box.ButtonRole.AcceptRole
    agree = box.addButton(yes, role)
    refuse = box.addButton(no or _("Thôi"), box.ButtonRole.RejectRole)
    box.setDefaultButton(refuse if danger else agree)
    box.setEscapeButton(refuse)
    box.exec()
    return bool(box.clickedButton() is agree)


def choose(parent: QWidget, what: str, why: str, choices: Sequence[str]) -> int | None:
    """One of several actions, or None when the person thinks better of it. The first is the default."""
    answered, value = _answer("choose", what)
    if answered:
        return None if value is None else int(value)
    box = _box(parent, what, why)
    buttons = [box.addButton(text, box.ButtonRole.AcceptRole) for text in choices]
    box.setEscapeButton(box.addButton(_("Thôi"), box.ButtonRole.RejectRole))
    box.setDefaultButton(buttons[0])
    box.exec()
    clicked = box.clickedButton()
    return next((number for number, button in enumerate(buttons) if button is clicked), None)


def leaving(parent: QWidget, what: str, why: str) -> str:
    """What to do with typing that would be lost: one of `LEAVING`. Esc and closing mean to stay."""
    answered, value = _answer("choose", what)
    if answered:
        return LEAVING[value or 0]
    box = _box(parent, what, why)
    save = box.addButton(_("Lưu"), box.ButtonRole.AcceptRole)
    discard = box.addButton(_("Không lưu"), box.ButtonRole.DestructiveRole)
    stay = box.addButton(_("Ở lại sửa tiếp"), box.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    return "save" if clicked is save else "discard" if clicked is discard else "stay"


def ask_text(
    parent: QWidget, title: str, label: str, value: str = "", *, several_lines: bool = False, why: str = ""
) -> str | None:
    """A line or a few lines of text, or None when the person thinks better of it. `why` is said above the `label`."""
    answered, given = _answer("text", label)
    if answered:
        return None if given is None else str(given)
    from PySide6.QtGui import QShortcut
    from PySide6.QtWidgets import QInputDialog, QLabel

    from ui.base import hand, theme

    dialog = QInputDialog(parent)
    for keys in hand.keys("Ctrl+Return"):  # as in every dialog, for in several lines Enter begins a line
        QShortcut(keys, dialog).activated.connect(dialog.accept)
    dialog.setWindowTitle(title)
    dialog.setLabelText("\n\n".join(filter(None, (why, label))))
    words = dialog.findChild(QLabel)
    if why and words is not None:
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        dialog.resize(theme.em(36), dialog.sizeHint().height())
    if several_lines:
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
    dialog.setTextValue(value)
    return dialog.textValue() if dialog.exec() else None


def open_file(parent: QWidget, title: str, kinds: Kinds, folder: str = "") -> Path | None:
    """The file to read, or None."""
    answered, value = _answer("open", title)
    if answered:
        return None if value is None else Path(value)
    from PySide6.QtWidgets import QFileDialog

    name, _kind = QFileDialog.getOpenFileName(parent, title, folder, _filters(kinds))
    return Path(name) if name else None


def open_files(parent: QWidget, title: str, kinds: Kinds) -> list[Path]:
    """The files to read, or none."""
    answered, value = _answer("open", title)
    if answered:
        return [Path(each) for each in value or ()]
    from PySide6.QtWidgets import QFileDialog

    names, _kind = QFileDialog.getOpenFileNames(parent, title, "", _filters(kinds))
    return [Path(each) for each in names]


def save_file(parent: QWidget, title: str, suggested: Path, kinds: Kinds) -> Path | None:
    """Where to write, or None. The dialog itself asks before a file is replaced."""
    answered, value = _answer("save", title)
    if answered:
        return None if value is None else Path(value)
    from PySide6.QtWidgets import QFileDialog

    name, _kind = QFileDialog.getSaveFileName(parent, title, str(suggested), _filters(kinds))
    return Path(name) if name else None


def choose_folder(parent: QWidget, title: str, folder: str = "") -> Path | None:
    """A folder, or None."""
    answered, value = _answer("folder", title)
    if answered:
        return None if value is None else Path(value)
    from PySide6.QtWidgets import QFileDialog

    name = QFileDialog.getExistingDirectory(parent, title, folder)
    return Path(name) if name else None


def choose_printer(parent: QWidget) -> QPrinter | None:
    """A printer, set up by the person, or None. That there is none to choose from is said."""
    answered, value = _answer("print", "")
    if answered:
        return None if value is None else value
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if ONLY_PRINTERS and printer.outputFormat() != QPrinter.OutputFormat.NativeFormat:
        error(parent, _no_printer())
        return None
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("In"))
    return printer if dialog.exec() else None


def write_out(path: Path, content: bytes) -> None:
    """Write a file of the person's choice, whole or not at all. Raises AppError `not_written`."""
    try:
        write_file(path, content)
    except OSError as failure:
        from models.store.local import export_file

        what = _("Không ghi được tệp {name}.").format(name=path.name)
        raise AppError("not_written", what, export_file.refusal(failure)[1], export_file.choose_another()) from None


def not_kept(failure: OSError) -> AppError:
    """What to say when this computer's settings could not be written."""
    from models.store.faults import sorted_fault

    known = sorted_fault(failure)
    return AppError(
        "settings_not_kept",
        _("Chưa lưu được cài đặt vừa đổi trên máy này."),
        known.why if known is not None else str(failure.strerror or ""),
        _("Cài đặt vẫn có hiệu lực tới khi đóng chương trình, và được lưu khi đổi cài đặt lần sau."),
    )


def not_printed() -> AppError:
    """What to say when the chosen printer did not begin, or stopped on the way."""
    return AppError(
        "not_printed",
        _("Máy in không nhận việc in."),
        _("Máy in có thể đang tắt, hết giấy, hoặc đã bị gỡ khỏi máy."),
        _("Hãy kiểm tra máy in rồi in lại."),
    )


def _no_printer() -> AppError:
    return AppError(
        "no_printer",
        _("Máy tính này chưa có máy in nào."),
        _("Windows không kê ra máy in nào: chưa cài máy in, hoặc dịch vụ in (Print Spooler) đang tắt."),
        _("Hãy cài máy in hoặc bật dịch vụ in rồi làm lại; báo cáo và danh sách vẫn lưu ra tệp được."),
    )


def _filters(kinds: Kinds) -> str:
    return ";;".join(f"{name} ({pattern})" for name, pattern in kinds)


def _box(parent: QWidget | None, what: str, why: str) -> QMessageBox:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent if parent is not None and shiboken6.isValid(parent) else None)
    box.setWindowTitle(_("Sổ CCHC"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(what)
    box.setInformativeText(why)
    return box


# The door that a test holds


class RecordedBoxes:
    """What was asked and said in boxes while a test answered: pairs of the kind and the text."""

    def __init__(self, answers: Sequence[Any]) -> None:
        self.answers = deque(answers)
        self.asked: list[tuple[str, str]] = []


_held: RecordedBoxes | None = None


@contextmanager
def answering(*answers: Any) -> Iterator[RecordedBoxes]:  # noqa: ANN401 - a bool, a text, a path, a list of paths, None
    """Answer the next questions with `answers`, in order. Raises AssertionError for a question nobody foresaw."""
    global _held  # noqa: PLW0603
    before, _held = _held, RecordedBoxes(answers)
    try:
        yield _held
    finally:
        _held = before


def held() -> RecordedBoxes | None:
    """Who answers instead of a person now, if anybody."""
    return _held


def _answer(kind: str, text: str) -> tuple[bool, Any]:
    if _held is None:
        return False, None
    _held.asked.append((kind, text))
    if not _held.answers:
        raise AssertionError(f"nobody answers: {kind}: {text}")
    return True, _held.answers.popleft()


def _heard(kind: str, text: str) -> bool:
    if _held is None:
        return False
    _held.asked.append((kind, text))
    return True
