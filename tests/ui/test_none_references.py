"""PySide6 6.12.0 gave away one reference to None with each void call; after some thousand calls Python aborts."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="from 3.12 on None is immortal: nothing to lose")

CALLS = 10_000


def lost_references(call: Callable[[], object]) -> int:
    """How many references to None are gone after CALLS calls; counting ends early, before Python would abort."""
    before = sys.getrefcount(None)
    for number in range(CALLS):
        call()
        if number % 100 == 0 and before - sys.getrefcount(None) > CALLS // 100:
            break
    return before - sys.getrefcount(None)


@pytest.mark.parametrize(
    "call",
    [
        lambda label: label.setText("a"),
        lambda label: label.setEnabled(True),
        lambda label: label.update(),
        lambda label: label.setObjectName("b"),
    ],
)
def test_none_references_kept_by_void_calls(qtbot: QtBot, call: Callable[[QWidget], object]) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    assert abs(lost_references(lambda: call(label))) < 50  # the interpreter itself takes and gives a few


def test_none_references_kept_outside_widgets() -> None:
    timer, plain = QTimer(), QObject()
    assert abs(lost_references(lambda: timer.setInterval(10))) < 50
    assert abs(lost_references(lambda: plain.blockSignals(False))) < 50
