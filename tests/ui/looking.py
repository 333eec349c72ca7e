"""Finding what is on the screen as a person does, by the words on it or read aloud for it, and using it.

What is looked for must be there once and in sight (or be in sight as soon as `root` is), else the test fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.kit.pick_line import PickLine

W = TypeVar("W", bound=QWidget)


def in_sight(root: QWidget, kind: type[W]) -> list[W]:
    """The widgets of a kind that show when `root` does."""
    return [widget for widget in root.findChildren(kind) if widget.isVisibleTo(root)]


def named(root: QWidget, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
    """The widget that is read aloud as `name`; where none is, the one that stands behind the label of these words."""
    labelled = {label.buddy() for label in in_sight(root, QLabel) if label.text() == name}
    aloud = [w for w in in_sight(root, kind) if w.accessibleName() == name]
    fits = aloud or [w for w in in_sight(root, kind) if w in labelled]
    return _only(fits, name, [w.accessibleName() for w in in_sight(root, kind)])


def one(root: QWidget, kind: type[W]) -> W:
    """The only widget of a kind."""
    return _only(in_sight(root, kind), kind.__name__, [])


def one_open(kind: type[W]) -> W:
    """The only open window of a kind, a dialog as a rule."""
    fits = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return _only(fits, kind.__name__, [])


def button(root: QWidget, words: str) -> QAbstractButton:
    """The button, box to tick or link with these words; where none has exactly them, the one that begins with them."""
    buttons = in_sight(root, QAbstractButton)
    whole = [b for b in buttons if words in {_plain(b.text()), b.accessibleName()}]
    fits = whole or [b for b in buttons if _plain(b.text()).startswith(words)]
    return _only(fits, words, [b.text() for b in buttons])


def action(root: QWidget | QMenu, words: str) -> QAction:
    """The menu entry, or the action of a page, that begins with these words."""
    actions = root.actions()
    whole = [a for a in actions if _plain(a.text()) == words]
    fits = whole or [a for a in actions if _plain(a.text()).startswith(words)]
    return _only(fits, words, [a.text() for a in actions])


def menu(window: QMainWindow, title: str) -> QMenu:
    """The menu of this title in the menu bar, opened."""
    entries = [entry for entry in window.menuBar().actions() if _plain(entry.text()) == title]
    found = _only(entries, title, []).menu()
    assert isinstance(found, QMenu)
    found.aboutToShow.emit()
    return found


def texts(root: QWidget) -> list[str]:
    """The words of every label."""
    return [label.text() for label in in_sight(root, QLabel) if label.text()]


def says(root: QWidget, words: str) -> bool:
    """Whether a label has these words in it."""
    return any(words in text for text in texts(root))


def click(root: QWidget, words: str) -> None:
    """Press a button. One that may not be pressed fails the test."""
    press(button(root, words))


def press(found: QAbstractButton) -> None:
    """Press a button that is in hand, with the mouse: on a box to tick, at its sign."""
    assert found.isEnabled(), found.text()
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=QPoint(8, found.height() // 2))


def tick(root: QWidget, words: str, on: bool = True) -> None:
    """Bring a box to tick to `on`."""
    if button(root, words).isChecked() != on:
        click(root, words)
    assert button(root, words).isChecked() == on


def type_text(widget: QWidget, text: str) -> None:
    """Letters into the field, one after the other, as UniKey sends them: without a key. A new line is Enter."""
    for letter in text:
        if letter == "\n":
            QTest.keyClick(widget, Qt.Key.Key_Return)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def type_in(root: QWidget, name: str, text: str) -> QWidget:
    """Type into the field of this name, behind what is in it; the field."""
    field = named(root, name, QWidget)
    assert isinstance(field, QLineEdit | QPlainTextEdit), name
    assert field.isEnabled() and not field.isReadOnly(), name
    field.setFocus()
    type_text(field, text)
    return field


def retype(root: QWidget, name: str, text: str) -> None:
    """Type over what is in the field of this name, and leave it."""
    field = named(root, name, QWidget)
    assert isinstance(field, QLineEdit | QPlainTextEdit), name
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    type_in(root, name, text)


def choose(root: QWidget, name: str, words: str) -> None:
    """Pick the entry that begins with these words from the list of this name."""
    box = named(root, name, QWidget)
    assert isinstance(box, QComboBox | PickLine), name
    entries = box.words() if isinstance(box, PickLine) else [box.itemText(number) for number in range(box.count())]
    entry = _only([number for number, text in enumerate(entries) if text.startswith(words)], words, entries)
    if isinstance(box, PickLine):
        box.setFocus()
        box.selectAll()
        type_text(box, f"{entries[entry]}\n")
        return
    box.setCurrentIndex(entry)
    box.activated.emit(entry)


def leaves(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """The entries of a tree that have none below them."""
    return [item for item in entries_of(tree) if not item.childCount()]


def entries_of(tree: QTreeWidget) -> Iterator[QTreeWidgetItem]:
    """Every entry of a tree, from top to bottom."""
    todo = [tree.topLevelItem(number) for number in reversed(range(tree.topLevelItemCount()))]
    while todo:
        item = todo.pop()
        assert item is not None
        yield item
        todo += [item.child(number) for number in reversed(range(item.childCount()))]


T = TypeVar("T")


def _only(fits: list[T], words: str, there: list[str]) -> T:
    assert len(fits) == 1, f"{len(fits)} of “{words}” in sight; there is: {[text for text in there if text]}"
    return fits[0]


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
