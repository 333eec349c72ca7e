"""Reading a document that somebody sent, in a process of its own: what breaks there breaks nothing here."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.base.errors import AppError
from models.base.words import _
from models.reading import child
from models.reading.proposal import Reading

SECONDS = 60.0  # for the whole reading; the longest real document takes a few
LARGEST_ANSWER = 256 * 1024 * 1024  # bytes
_LOOK_EVERY = 0.05  # seconds between two looks at whether the person called it off
_PROGRAM = Path(__file__).resolve().parents[2]
# What Python itself needs to start. Passphrases in our environment are none of a document's business.
_PASSED_ON = {"PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONHOME"}


def read_file_confined(path: Path, check: Callable[[], object] = lambda: None, seconds: float = SECONDS) -> Reading:
    """What `read_file` gives, read in a child process with limits on time and memory.

    `check` is called again and again and may raise to call the reading off. Raises AppError as `read_file` does, and
    `reading_too_slow`, `reading_too_much_memory`, `reading_crashed`.
    """
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", child.__name__],
        cwd=_PROGRAM,
        env={name: value for name, value in os.environ.items() if name.upper() in _PASSED_ON},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        said = _said(process, path.absolute(), check, seconds)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()
    return _understood(said)


def _said(process: subprocess.Popen[bytes], path: Path, check: Callable[[], object], seconds: float) -> bytes:
    """All that the child says until it ends. Raises AppError `reading_too_slow`, and what `check` raises."""
    heard: list[bytes] = []
    until = time.monotonic() + seconds
    ear = threading.Thread(target=_talk, args=(process, str(path), heard), name="reading", daemon=True)
    ear.start()
    try:
        while ear.is_alive():
            ear.join(_LOOK_EVERY)
            check()
            if ear.is_alive() and time.monotonic() > until:
                raise _too_slow()
    finally:
        process.kill()  # closes the pipe from the other side, so that the ear comes back
        ear.join()
    return b"".join(heard)


def _talk(process: subprocess.Popen[bytes], path: str, heard: list[bytes]) -> None:
    assert process.stdin and process.stdout  # noqa: S101 - both were asked for above
    try:
        process.stdin.write(path.encode("utf-8", "surrogatepass"))
        process.stdin.close()
    except OSError:
        return  # it died before it listened, which its silence says as well
    heard.append(process.stdout.read(LARGEST_ANSWER))


def _understood(said: bytes) -> Reading:
    import msgspec

    try:
        answer: dict[str, Any] = msgspec.json.decode(said)
        if "error" not in answer:
            return msgspec.convert(answer["reading"], Reading)
        error = {name: str(answer["error"][name]) for name in ("code", "what", "why", "do")}
    except (msgspec.DecodeError, msgspec.ValidationError, KeyError, TypeError):
        raise _crashed() from None
    raise _too_much_memory() if error["code"] == child.TOO_MUCH_MEMORY else AppError(**error)


def _too_slow() -> AppError:
    return AppError(
        "reading_too_slow",
        _("Đã dừng đọc tệp vì quá lâu."),
        _("Bên trong tệp có phần quá phức tạp, có thể do tệp hỏng hoặc được tạo ra để làm treo máy."),
        _("Hãy mở tệp bằng Word hoặc trình đọc PDF, chép phần nội dung chỉ đạo sang tệp .docx mới rồi đọc lại."),
    )


def _too_much_memory() -> AppError:
    return AppError(
        child.TOO_MUCH_MEMORY,
        _("Đã dừng đọc tệp vì tệp đòi quá nhiều bộ nhớ."),
        _("Bên trong tệp có phần lớn bất thường; một văn bản chỉ đạo không cần nhiều như vậy."),
        _("Hãy chép phần nội dung chỉ đạo sang tệp .docx mới rồi đọc lại."),
    )


def _crashed() -> AppError:
    return AppError(
        "reading_crashed",
        _("Không đọc được tệp."),
        _("Phần đọc tệp đã dừng đột ngột, có thể do tệp hỏng; sổ và dữ liệu không bị ảnh hưởng."),
        _("Hãy mở tệp bằng Word hoặc trình đọc PDF, lưu thành tệp mới rồi đọc lại."),
    )
