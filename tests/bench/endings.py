"""Whether the program ends with 0 after every page was open: started, led through all pages, closed, again and again.

Run: `python tests/bench/endings.py [TIMES]` (1,000 if nothing is said). Each time another process; on every page it
takes keys and copies, as a person does. Prints how many ended otherwise, and how; exit 1 when any did.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[1]
sys.path[:0] = [str(ROOT), str(BENCH)]

TASKS = 60
LAST = "month"  # what its grid copies are objects of Python's, and the clipboard holds them to the end
PATIENT = 12  # looks at a page whose tables stay empty
LONGEST = 120  # seconds for one start and its end on a busy machine


def through_all_pages(home: Path) -> int:
    """The program as `main.py` starts it, led from page to page by a timer, and closed behind the last one."""
    from PySide6.QtCore import QTimer

    from models.base.paths import Home
    from ui import app
    from ui.frame import window

    init = window.Window.__init__

    def led(self: Any, *args: Any, **more: Any) -> None:
        init(self, *args, **more)
        leader, clock = Leader(self), QTimer(self)
        clock.timeout.connect(partial(leader.step))  # which Qt holds; the method alone it would not
        clock.start(30)

    window.Window.__init__ = led  # type: ignore[method-assign]
    return app.run(Home(home))


class Leader:
    """Goes from page to page of a window as soon as there is something to see, copies, and closes it at the end."""

    def __init__(self, window: Any) -> None:
        self._window = window
        self._waiting = sorted(window.keys(), key=lambda key: key == LAST)
        self._looks = 0  # at the page on screen

    def step(self) -> None:
        """What is next; a fault ends the process, for the program's own crash view would wait for somebody."""
        try:
            if self._window.gate() is None and self._window.context.office is not None:
                self._go_on()
        except Exception:  # noqa: BLE001
            traceback.print_exc()
            os._exit(70)

    def _go_on(self) -> None:
        from PySide6.QtWidgets import QTableView

        self._window.context.jobs.settle()
        tables = self._window.current_page().findChildren(QTableView)
        filled = [view for view in tables if view.isVisible() and full(view)]
        self._looks += 1
        if not filled and self._looks < PATIENT:
            return
        for view in filled:
            copy_from(view)
        self._looks = 0
        if self._waiting:
            self._window.go(self._waiting.pop(0))
        else:
            self._window.close()


def full(view: Any) -> bool:
    """Whether a table has rows."""
    return view.model() is not None and view.model().rowCount() > 0


def copy_from(view: Any) -> None:
    """Choose a cell, then all, and copy, by the keys of a list or by the grid's own action."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    view.setCurrentIndex(view.model().index(0, view.model().columnCount() - 1))
    for key in (Qt.Key.Key_A, Qt.Key.Key_C):
        QTest.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
    for action in view.actions():
        if action.text() == "Chép":
            action.trigger()


def prepare(folder: Path) -> Path:
    """A small office that the keyring of the benchmark opens."""
    from office_maker import make_office

    from models.access import own_ways
    from models.base.paths import Home

    office = make_office(Home(folder / "office"), TASKS)
    if not own_ways.remember_here(office):
        raise SystemExit("the benchmark's keyring does not keep")
    office.close()
    return office.home.folder


def main() -> int:
    """0 when all ended with 0."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    ends: Counter[int] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"PYTHON_KEYRING_BACKEND": "file_keyring.Keyring", "BENCH_KEYRING": str(folder / "keyring.json")}
        os.environ["PYTHONPATH"] = str(BENCH)
        if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        home, begun = prepare(folder), time.monotonic()
        for number in range(1, times + 1):
            command = [sys.executable, str(BENCH / "endings.py"), "--lead", str(home)]
            ran = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
            ends[ran.returncode] += 1
            if ran.returncode:
                print(f"{number}: ended with {ran.returncode}\n{ran.stderr[-2000:]}", flush=True)
            elif number % 100 == 0:
                print(f"{number} times in {time.monotonic() - begun:.0f} s: {dict(ends)}", flush=True)
    print(f"{times} starts: {ends[0]} ended with 0, {times - ends[0]} otherwise ({dict(ends)})")
    return 0 if ends[0] == times else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--lead"]:
        sys.exit(through_all_pages(Path(sys.argv[2])))
    sys.exit(main())
