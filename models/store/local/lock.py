"""Locks an office's file for one program at a time; another one learns who holds it and since when."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import IO

from models.base import clock, os_lock
from models.base.errors import AppError
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
            self._file: IO[bytes] | None = patiently(lambda: path.open("ab"))
        try:
            os_lock.take(self._file)
        except OSError as failure:
            self._file.close()
            self._file = None
            elsewhere = failure.errno in os_lock.ELSEWHERE
            raise (self._refusal() if elsewhere else faults.disk_failing()) from None
        # The note is only for words on a screen, so a disk that refuses it must not stop the office.
        with contextlib.suppress(OSError):
            self._note.write_text(json.dumps(_holder(), ensure_ascii=False), "utf-8")

    def __enter__(self) -> FileLock:
        """Held for a block."""
        return self

    def __exit__(self, *_failure: object) -> None:
        """Let the next program in."""
        self.release()

    def _refusal(self) -> AppError:
        try:
            holder = json.loads(self._note.read_text("utf-8"))
            why = _("Chương trình trên máy {computer} đang giữ sổ từ {since} (mã tiến trình {process}).").format(
                computer=holder["computer"], since=holder["since"], process=holder["process"]
            )
        except (OSError, ValueError, KeyError, TypeError):
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


def _holder() -> dict[str, str]:
    since = clock.local(clock.now()).strftime("%H:%M %d/%m/%Y")
    return {"computer": _computer(), "process": str(os.getpid()), "since": since}


def _computer() -> str:
    # Not platform.node(): for the name alone it asks Windows' WMI about the whole system, which can take seconds.
    return os.environ.get("COMPUTERNAME", "") if os.name == "nt" else os.uname().nodename
