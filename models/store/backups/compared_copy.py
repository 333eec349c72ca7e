"""Writing a copy so that it counts only when the disk gives back what was written: a fake or pulled stick is met."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import IO

from models.base import clock, ids
from models.base.errors import AppError
from models.base.paths import patiently, replace, sync_folder
from models.base.words import _

AT_ONCE = 1 << 20  # bytes between two looks at whether it was called off
_PART = ".part"  # a copy that is being written
_NOBODYS = timedelta(minutes=10)  # since the last piece was written: whoever wrote it is gone


def write(source: IO[bytes], root: Path, target: Path, check: Callable[[], None]) -> None:
    """Write beside in `root`, flush, open it again and compare, then rename.

    Each piece is on the disk before the next is written, or a slow stick could not be left before the last. `check`
    may raise to call it off. Raises AppError `backup_not_proven`, OSError; nothing half written stays.
    """
    part, written = root / f".{target.name[:40]}.{ids.new_id()[-12:]}{_PART}", hashlib.sha256()
    try:
        with part.open("xb") as to_file:
            while piece := source.read(AT_ONCE):
                check()
                written.update(piece)
                to_file.write(piece)
                to_file.flush()
                os.fsync(to_file.fileno())
        if digest(part, check) != written.hexdigest():
            raise AppError(
                "backup_not_proven",
                _("Bản chép không dùng được."),
                _("Ổ đĩa ở {place} trả lại nội dung khác với nội dung vừa ghi.").format(place=root),
                _("Hãy dùng USB hoặc ổ đĩa khác; những bản đã có vẫn còn nguyên."),
            )
        replace(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    sync_folder(target.parent)


def tidy(root: Path) -> None:
    """Remove copies that were cut off with their program, but none that another one may be writing just now."""
    for part in root.glob(f"*{_PART}"):
        with suppress(OSError):
            if abs(clock.now() - clock.from_timestamp(part.stat().st_mtime)) > _NOBODYS:
                part.unlink()


def digest(path: Path, check: Callable[[], None]) -> str:
    """The SHA-256 of a file as it is read back, in hexadecimal; `check` may raise to call it off."""
    found = hashlib.sha256()
    with patiently(lambda: path.open("rb")) as file:
        if hasattr(os, "posix_fadvise"):
            # From the disk itself, not from what the system still has in memory of writing it.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while piece := file.read(AT_ONCE):
            check()
            found.update(piece)
    return found.hexdigest()
