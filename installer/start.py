"""What the shortcut opens on Windows. pythonw.exe has no console, so what fails before the window must be said here."""

from __future__ import annotations

import ctypes
import sys
import traceback
from pathlib import Path

# The shortcut carries the same name (app.nsi): so the taskbar shows one button, with our icon and not Python's.
TASKBAR_NAME = "SoCCHC.SoCCHC"
_ICON_ERROR = 0x10


def main() -> int:
    """Open the program; the exit code is its own, 3 when it did not even begin."""
    if sys.platform == "win32":
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(TASKBAR_NAME)
    if len(sys.argv) == 2 and Path(sys.argv[1]).is_file():
        # A file dropped on the icon comes bare.
        sys.argv.insert(1, "--open")
    try:
        from main import main as program

        return program()
    except Exception:  # noqa: BLE001 - nobody else is left to tell the person
        _tell(traceback.format_exc(limit=-3))
        return 3


def _tell(trace: str) -> None:
    folder = Path(__file__).resolve().parents[1]
    words = (
        "Sổ CCHC không khởi động được.\n\n"
        "Có thể tệp của chương trình bị thiếu, bị hỏng hoặc bị phần mềm diệt vi-rút giữ lại. "
        "Dữ liệu của cơ quan không bị ảnh hưởng.\n\n"
        f"Hãy cài lại Sổ CCHC; nếu vẫn vậy, gửi ảnh chụp cửa sổ này cho người hỗ trợ.\n\n{folder}\n{trace}"
    )
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, words, "Sổ CCHC", _ICON_ERROR)


if __name__ == "__main__":
    sys.exit(main())
