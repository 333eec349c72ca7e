"""Locks an office's file for one program at a time; another one learns who holds it and since when."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
from pathlib import Path
from typing import IO

from models.base import clock, os_lock
from models.base.errors import AppError
from models.base.notes import read_note
from models.base.paths import patiently
from models.base.words import _
from models.store import faults


class FileLock:
    """An operating-system lock, which ends with the process however it ends, beside a note of who holds it."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises AppError `in_use` when another program has it, `read_only` when it cannot be made."""
        self._path = path
        self._note = path.with_suffix(".holder")
        with faults.sorting(disk=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[bytes] | None = patiently(lambda: _opened(path))
        try:
            os_lock.take(self._file)
        except OSError as failure:
            self._file.close()
            self._file = None
            elsewhere = failure.errno in os_lock.ELSEWHERE
            raise (self._refusal() if elsewhere else faults.disk_failing()) from None
        # The note is only for words on a screen, so a disk that refuses it must not stop the office.
        with contextlib.suppress(OSError):
            self._write_note()

    def __enter__(self) -> FileLock:
        """Held for a block."""
        return self

    def __exit__(self, *_failure: object) -> None:
        """Let the next program in."""
        self.release()

    def _write_note(self) -> None:
        # Made anew, never written through: a link of this name may lead to anybody's file.
        self._note.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(self._note, flags, 0o600), "wb") as file:
            file.write(json.dumps(_holder(), ensure_ascii=False).encode())

    def _refusal(self) -> AppError:
        try:
            holder = json.loads(read_note(self._note))
            why = _("Chương trình trên máy {computer} đang giữ sổ từ {since} (mã tiến trình {process}).").format(
                computer=holder["computer"], since=holder["since"], process=holder["process"]
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            why = _("Một chương trình khác đang giữ sổ.")
        return AppError(
            "in_use",
            _("Sổ của cơ quan đang được mở ở nơi khác."),
            why,
            _("Hãy đóng cửa sổ hoặc lệnh kia rồi làm lại."),
        )

    def release(self) -> None:
        """Let the next program in; safe to call twice."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._note.unlink(missing_ok=True)
            os_lock.give_back(self._file)
            self._file = None


def _opened(path: Path) -> IO[bytes]:
    """A regular file to lock, made when it is missing. Raises OSError: a pipe would keep us waiting."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(path, flags, 0o666), "ab")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(errno.EINVAL, "no regular file", str(path))


def _holder() -> dict[str, str]:
    since = clock.local(clock.now()).strftime("%H:%M %d/%m/%Y")
    return {"computer": _computer(), "process": str(os.getpid()), "since": since}


def _computer() -> str:
    # Not platform.node(): for the name alone it asks Windows' WMI about the whole system, which can take seconds.
    return os.environ.get("COMPUTERNAME", "") if os.name == "nt" else os.uname().nodename
