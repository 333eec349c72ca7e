"""Registers a form for the keeping of drafts (`watch`), and brings back what was kept when it is opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from models.base.words import _
from ui.base.context import context_of

if TYPE_CHECKING:
    from ui.kit.banner import Banner

_KINDS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox, QSpinBox)

# The page on which the form is opened, and what to choose there.
Place = tuple[str, Mapping[str, str]]


@dataclass
class WatchedForm:
    """A form on the screen: whose typing it is (`key`), how it is called, where it is opened, where it can speak."""

    widget: Any  # a QWidget with `dirty()`
    key: Callable[[], str]
    title: Callable[[], str]
    place: Callable[[], Place]
    banner: Banner
    last: str = ""  # the key under which its typing is kept now


def watch(form: WatchedForm, dialog: QDialog | None = None) -> None:
    """Keep the typing of a form while it is not saved. What was kept of it is put back into its fields at once.

    When `dialog` is finished, saved or not, its typing is not wanted any more.
    """
    context = context_of(form.widget)
    if context is not None and context.drafts is not None:
        context.drafts.watch(form, dialog)


def typed(form: QWidget) -> dict[str, str]:
    """What stands in the named fields of a form; never what is typed unseen."""
    found = {}
    for widget in form.findChildren(QWidget):
        if isinstance(widget, _KINDS) and widget.accessibleName() and not _secret(widget):
            found[widget.accessibleName()] = text_of(widget)
    return found


def retype(form: QWidget, fields: Mapping[str, str]) -> None:
    """Put the texts back into the fields of these names."""
    for widget in form.findChildren(QWidget):
        if isinstance(widget, _KINDS) and widget.accessibleName() in fields and not _secret(widget):
            _put(widget, fields[widget.accessibleName()])


def _secret(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.echoMode() != QLineEdit.EchoMode.Normal or widget.isReadOnly()
    return isinstance(widget, QPlainTextEdit) and widget.isReadOnly()


def text_of(widget: QWidget) -> str:
    """What stands in a field, as it is kept and shown."""
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QCheckBox):
        return _("có") if widget.isChecked() else _("không")
    return widget.text() if isinstance(widget, QLineEdit | QSpinBox) else ""


def _put(widget: QWidget, text: str) -> None:
    from ui.kit.pick_line import PickLine

    if isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QComboBox):
        widget.setCurrentIndex(max(widget.findText(text), 0))
    elif isinstance(widget, QCheckBox):
        widget.setChecked(text == _("có"))
    elif isinstance(widget, QSpinBox):
        widget.setValue(widget.valueFromText(text))
    elif isinstance(widget, PickLine):
        widget.pick_words(text)
    elif isinstance(widget, QLineEdit):
        widget.setText(text)
