"""What the shortcut opens on Windows. pythonw.exe has no console, so what fails before the window must be said here."""

from __future__ import annotations

import ctypes
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path

# The shortcut carries the same name (app.nsi): so the taskbar shows one button, with our icon and not Python's.
TASKBAR_NAME = "SoCCHC.SoCCHC"
KEY = "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\SoCCHC"  # as in app.nsi
_ICON_ERROR = 0x10


def main() -> int:
    """Open the program; the exit code is its own, 3 when it did not even begin."""
    if sys.platform == "win32":
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(TASKBAR_NAME)
    given = sys.argv[1:]
    if given and all(Path(one).is_file() for one in given):
        # Files dropped on the icon come bare; the window opens one.
        sys.argv[1:] = ["--open", given[0]]
    try:
        own = Path(__file__).resolve().parents[2]
        newer = newer_copy(own, _installed(own))
        if newer is not None:
            _begin(newer)
            return 0
        from main import main as program

        return program()
    except SystemExit as ended:
        if ended.code and sys.stderr is None:
            tell(_not_understood(given))
        raise
    except Exception:  # noqa: BLE001 - nobody else is left to tell the person
        tell(_not_begun(traceback.format_exc(limit=-3)))
        return 3


def newer_copy(own: Path, installed: Mapping[Path, str]) -> Path | None:
    """The folder of a newer copy on this computer than the one in `own`; `installed` names the version in each folder.

    An icon of a person's own copy stays when an administrator installs for everyone. What the newer program wrote the
    older one refuses to read, so the icon opens the newer. A copy that was not installed (the zip) is opened as it is.
    """
    mine = next((_numbers(version) for folder, version in installed.items() if folder == own), None)
    if mine is None:
        return None
    newer = [
        (_numbers(version), folder)
        for folder, version in installed.items()
        if _numbers(version) > mine and all(path.is_file() for path in _started(folder))
    ]
    return max(newer)[1] if newer else None


def _installed(own: Path) -> dict[Path, str]:
    """The copies that Windows lists: everyone's, and the person's own.

    What any program of the person can write does not get an administrator's rights by being named there.
    """
    found: dict[Path, str] = {}
    if sys.platform == "win32":
        import winreg

        for hive in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            try:
                with winreg.OpenKey(hive, KEY) as key:
                    folder = winreg.QueryValueEx(key, "InstallLocation")[0]
                    version = winreg.QueryValueEx(key, "DisplayVersion")[0]
            except OSError:
                continue
            place = Path(folder).resolve()
            if hive == winreg.HKEY_LOCAL_MACHINE or place == own or not ctypes.windll.shell32.IsUserAnAdmin():
                found[place] = version
    return found


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _started(folder: Path) -> tuple[Path, Path]:
    return folder / "program" / "runtime" / "pythonw.exe", folder / "program" / "app" / "start.py"


def _begin(folder: Path) -> None:
    import subprocess

    python, start = _started(folder)
    subprocess.Popen([python, "-X", "utf8", start, *sys.argv[1:]])


def _not_understood(given: list[str]) -> str:
    return (
        "Sổ CCHC chưa mở vì không hiểu phần được đưa kèm.\n\n"
        "Biểu tượng chỉ nhận tệp: bản sao lưu (.cchc), báo cáo đã ký (.pdf), văn bản (.pdf, .docx); "
        "thư mục hoặc tệp không còn ở chỗ cũ thì không mở được.\n\n"
        "Hãy mở Sổ CCHC bằng biểu tượng, không kèm gì, hoặc kéo một tệp vào biểu tượng.\n\n" + "\n".join(given)
    )


def _not_begun(trace: str) -> str:
    return (
        "Sổ CCHC không khởi động được.\n\n"
        "Có thể tệp của chương trình bị thiếu, bị hỏng hoặc bị phần mềm diệt vi-rút giữ lại. "
        "Dữ liệu của cơ quan không bị ảnh hưởng.\n\n"
        "Hãy cài lại Sổ CCHC; nếu vẫn vậy, gửi ảnh chụp cửa sổ này cho người hỗ trợ.\n\n"
        f"{Path(__file__).resolve().parents[1]}\n{trace}"
    )


def tell(words: str) -> None:
    """Say it in a box of Windows; there is no window of ours."""
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, words, "Sổ CCHC", _ICON_ERROR)


if __name__ == "__main__":
    sys.exit(main())
