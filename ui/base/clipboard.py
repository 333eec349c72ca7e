"""The clipboard at the program's end: nothing that Python made may stay in it until Qt's own libraries end."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

# Their clipboards belong to the application and end with it, while Python still runs; what was copied stays behind in
# the system. Those of any other (offscreen, minimal, vnc) are variables of Qt's library, which ends after Python.
_OF_THE_SYSTEM = {"windows", "xcb", "wayland", "cocoa"}


def let_go() -> None:
    """Take out what was copied, where it would be destroyed too late: the process would end by a signal.

    It is lost nobody: such a clipboard is seen by this process alone.
    """
    if QGuiApplication.instance() is not None and QGuiApplication.platformName() not in _OF_THE_SYSTEM:
        QGuiApplication.clipboard().clear()
