"""What `start.py` starts and times: `bare` (PySide6 with a table view) or `ours HOME`. Prints two moments and ends."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

ROWS = 10_000


def say(word: str) -> None:
    """One line: what happened, and when (the clock that all processes of this computer share)."""
    sys.stdout.write(f"{word} {time.monotonic()}\n")
    sys.stdout.flush()


def bare() -> None:
    """The least that shows a list: a window, a table view, a model in Python."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    class Model(QAbstractTableModel):
        def rowCount(self, _parent: Any = QModelIndex()) -> int:  # noqa: B008
            return ROWS

        def columnCount(self, _parent: Any = QModelIndex()) -> int:  # noqa: B008
            return 7

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            return f"{index.row()} {index.column()}" if role == Qt.ItemDataRole.DisplayRole else None

    class Window(QMainWindow):
        def paintEvent(self, event: Any) -> None:
            super().paintEvent(event)
            say("painted")

    class Table(QTableView):
        def paintEvent(self, event: Any) -> None:
            super().paintEvent(event)
            say("rows")
            say("asked")
            app.quit()

    app = QApplication([])
    window, table = Window(), Table()
    table.setModel(Model())
    window.setCentralWidget(table)
    window.resize(1200, 700)
    window.show()
    app.exec()


def ours(home: Path) -> None:
    """The program as `main.py` starts it, watched from outside: by what its window and its first table paint."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from models.base.paths import Home
    from ui import app
    from ui.frame import window

    init = window.Window.__init__

    def watched(self: Any, *args: Any, **more: Any) -> None:
        init(self, *args, **more)
        self.painted.connect(lambda: say("painted"))
        self.painted.connect(lambda: watch_tables(self))

    window.Window.__init__ = watched  # type: ignore[method-assign]
    app.run(Home(home))


def watch_tables(window: Any) -> None:
    """Say when a table with rows in it has been painted, and when they came from the open book; then close."""
    from ui.kit.table import ListTable

    def paint(self: Any, event: Any) -> None:
        super(ListTable, self).paintEvent(event)
        if self.rows.total and self.rows.row_at(0) is not None:
            say("rows")
            if self.rows.source is not None:
                say("asked")
                window.close()

    ListTable.paintEvent = paint  # type: ignore[method-assign]


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(Path(sys.argv[2]))
