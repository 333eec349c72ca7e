"""Measures a start of the window from inside, run by the installed python.exe: `probe.py program|bare OUT [HOME]`.

Not shipped. It writes a JSON file with seconds since the process began and the files that were opened by then.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

opened: set[str] = set()


def listen(event: str, arguments: tuple[Any, ...]) -> None:
    """Remember every file that Python opens, and every compiled module that it loads."""
    if event == "open" and isinstance(arguments[0], str):
        opened.add(os.path.normcase(arguments[0]))
    elif event == "import" and arguments[1]:
        opened.add(os.path.normcase(arguments[1]))


def age() -> float:
    """Seconds since this process was made."""
    made, *rest = (ctypes.c_uint64() for _number in range(4))
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.GetProcessTimes(ctypes.c_void_p(kernel.GetCurrentProcess()), ctypes.byref(made), *map(ctypes.byref, rest))
    between_1601_and_1970 = 11_644_473_600
    return time.time() - (made.value / 1e7 - between_1601_and_1970)


def loaded() -> set[str]:
    """The libraries of the program's own folder that the process holds: also those that no import names."""
    handles = (ctypes.c_void_p * 1024)()
    needed = ctypes.c_uint32()
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    process = ctypes.c_void_p(kernel.GetCurrentProcess())
    kernel.K32EnumProcessModules(process, handles, ctypes.sizeof(handles), ctypes.byref(needed))
    found = set()
    for handle in handles[: needed.value // ctypes.sizeof(ctypes.c_void_p)]:
        name = ctypes.create_unicode_buffer(1024)
        kernel.GetModuleFileNameW(ctypes.c_void_p(handle), name, len(name))
        found.add(os.path.normcase(name.value))
    return {path for path in found if "\\windows\\" not in path}


def awareness() -> int:
    """How this thread takes the screen's density: 0 not at all, 1 the first screen's, 2 each screen's own."""
    user = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
    user.GetThreadDpiAwarenessContext.restype = ctypes.c_void_p
    return int(user.GetAwarenessFromDpiAwarenessContext(ctypes.c_void_p(user.GetThreadDpiAwarenessContext())))


def keep(out: Path, when: str) -> None:
    """Add what is known at this moment to the file."""
    known = json.loads(out.read_text("utf-8")) if out.exists() else {}
    ours = os.path.normcase(str(Path(sys.executable).parents[1]))
    files = {path for path in opened | loaded() if path.startswith(ours)}
    known[when] = {"seconds": round(age(), 2), "files": len(files), "modules": len(sys.modules), "dpi": awareness()}
    out.write_text(json.dumps(known), "utf-8")


def bare(out: Path) -> None:
    """A window of PySide6 with nothing in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1000, 700)
    window.show()
    QTimer.singleShot(0, lambda: keep(out, "window"))
    QTimer.singleShot(0, app.quit)
    app.exec()


def program(out: Path, home: Path) -> None:
    """Our window, until its office is open."""
    from PySide6.QtCore import QCoreApplication, QTimer

    from models.base.paths import Home
    from ui import app
    from ui.base.context import Context
    from ui.frame.window import Window

    original = Window.__init__

    def begin(window: Window, context: Context, *rest: Any) -> None:  # noqa: ANN401 - whatever it is given
        original(window, context, *rest)
        window.painted.connect(lambda: keep(out, "window"))
        context.jobs.opened.connect(lambda: QTimer.singleShot(300, finish))

    def finish() -> None:
        keep(out, "office")
        QCoreApplication.quit()

    Window.__init__ = begin  # type: ignore[method-assign,assignment]
    app.run(Home(home))


if __name__ == "__main__":
    sys.addaudithook(listen)
    if sys.argv[1] == "bare":
        bare(Path(sys.argv[2]))
    else:
        program(Path(sys.argv[2]), Path(sys.argv[3]))
