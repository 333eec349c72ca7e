"""The fields and buttons that forms are made of, each with the name that is read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton

from ui.base import theme
from ui.base.plain_tips import plain_name
from ui.kit.whole_line import show_whole


def line_field(name: str, hint: str = "", *, longest: int | None = None, text: str = "") -> QLineEdit:
    """A line to type in, at most `longest` letters; `hint` stands in it while it is empty."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    if longest is not None:
        made.setMaxLength(longest)
    show_whole(made, text)
    return made


def words_box(name: str, hint: str, lines: float = 3) -> QPlainTextEdit:
    """A field for a few lines of words; Tab goes on to the next field."""
    box = QPlainTextEdit()
    box.setAccessibleName(name)
    box.setPlaceholderText(hint)
    box.setTabChangesFocus(True)
    box.setMinimumHeight(theme.em(lines + 0.9))
    box.setMaximumHeight(theme.em(lines + 1.6))
    return box


def words_to_read(name: str, text: str) -> QPlainTextEdit:
    """A long text that can be read and copied, not changed."""
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setPlainText(text)
    made.setAccessibleName(name)
    return made


def choice_field(name: str, choices: Iterable[tuple[str, Any]] = (), chosen: Any = None) -> QComboBox:  # noqa: ANN401
    """A list of (words, value) to choose one from, beginning with the value `chosen`."""
    made = QComboBox()
    made.setAccessibleName(name)
    for words, value in choices:
        made.addItem(words, value)
    choose(made, chosen)
    return made


def choose(box: QComboBox, value: Any) -> None:  # noqa: ANN401 - whatever the box's entries carry
    """Show the entry that carries `value`, else the first one."""
    box.setCurrentIndex(max(0, box.findData(value)))


def button(text: str, act: Callable[[], object]) -> QPushButton:
    """A button that Enter in a field of the same dialog does not press; an `&` in its words is shown."""
    made = QPushButton(plain_name(text))
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked: act())
    return made


def step_button(sign: str, name: str, act: Callable[[], object], keys: str = "") -> QPushButton:
    """A small button that goes one on or back; `name` says what the sign means, `keys` what does the same."""
    made = QPushButton(sign)
    made.setAccessibleName(name)
    made.setToolTip(" · ".join(filter(None, (name, keys))))
    made.clicked.connect(lambda _checked: act())
    return made


def answers(no: QPushButton, yes: QPushButton) -> QHBoxLayout:
    """The foot of a dialog: what leaves it, then at the right what it is for. Enter in a field presses neither."""
    theme.mark(yes, "primary")
    foot = QHBoxLayout()
    foot.addStretch(1)
    for answer in (no, yes):
        answer.setAutoDefault(False)
        foot.addWidget(answer)
    return foot
