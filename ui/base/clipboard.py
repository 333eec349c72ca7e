"""The one door to the clipboard: what of the book was copied leaves it when the book is locked or the program ends.

What other programs put there stays, whatever it is.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

from models.base import ids

_OURS = "application/x-so-cchc-copied"
_MARK = ids.new_id().encode()  # another window of this program has its own
_STAYS = "application/x-so-cchc-stays"
# Windows keeps a history of the clipboard and sends it to other computers, except for what says so (Microsoft:
# Clipboard Formats, "Cloud Clipboard and Clipboard History Formats").
_NOT_KEPT = (
    "ExcludeClipboardContentFromMonitorProcessing",
    "CanIncludeInClipboardHistory",
    "CanUploadToCloudClipboard",
)
# Their clipboards belong to the application and end with it, while Python still runs; what was copied stays behind in
# the system. Those of any other (offscreen, minimal, vnc) are variables of Qt's library, which ends after Python.
_OF_THE_SYSTEM = {"windows", "xcb", "wayland", "cocoa"}


def put(data: QMimeData) -> None:
    """Something of the book, in whatever forms."""
    data.setData(_OURS, QByteArray(_MARK))
    for name in _NOT_KEPT:
        data.setData(f'application/x-qt-windows-mime;value="{name}"', QByteArray(bytes(4)))
    QGuiApplication.clipboard().setMimeData(data)


def put_text(text: str) -> None:
    """Words or figures of the book."""
    data = QMimeData()
    data.setText(text)
    put(data)


def put_to_stay(text: str) -> None:
    """What says nothing of the book and is wanted elsewhere after the program's end: a path, a report of a crash."""
    data = QMimeData()
    data.setText(text)
    data.setData(_STAYS, QByteArray(_MARK))
    QGuiApplication.clipboard().setMimeData(data)


def forget() -> None:
    """Take out what was copied here, by a button or by a field's own keys."""
    if QGuiApplication.instance() is None:
        return
    board = QGuiApplication.clipboard()
    data = held()
    ours = board.ownsClipboard() or bytes(data.data(_OURS).data()) == _MARK
    if ours and bytes(data.data(_STAYS).data()) != _MARK:
        board.clear()
    if board.ownsSelection():  # X11: what is marked is copied already
        board.clear(QClipboard.Mode.Selection)


def forget_text(text: str) -> None:
    """Take out this very text, however it came there."""
    if text and QGuiApplication.clipboard().text() == text:
        QGuiApplication.clipboard().clear()


def held() -> QMimeData:
    """What is there to be pasted, from whatever program."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()  # some platforms have none when it is empty


def let_go() -> None:
    """Take out what was copied, where it would be destroyed too late: the process would end by a signal.

    It is lost nobody: such a clipboard is seen by this process alone.
    """
    if QGuiApplication.instance() is not None and QGuiApplication.platformName() not in _OF_THE_SYSTEM:
        QGuiApplication.clipboard().clear()
