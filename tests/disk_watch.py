"""Watches what reaches the disk: which content was synced, what was renamed to where, and whether that was synced too.

A power cut cannot be had in a test, but what it takes away can be told: content that was renamed before it was synced,
and a name whose folder was not synced after it. What SQLite writes itself is seen by neither, and not asked about.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

State = tuple[int, int, int]  # inode, bytes, time of the last change


@dataclass
class DiskWatch:
    """What was seen, in order: ("content", file's state), ("folder", inode), ("name", path, folder's inode)."""

    seen: list[tuple[Any, ...]] = field(default_factory=list)
    lost: list[Path] = field(default_factory=list)  # names given to content that was not on the disk yet
    named: list[Path] = field(default_factory=list)

    def synced(self, handle: int) -> None:
        """A file or a folder is on the disk as it is now."""
        found = os.fstat(handle)
        folder = stat.S_ISDIR(found.st_mode)
        self.seen.append(("folder", found.st_ino) if folder else ("content", _state(found)))

    def renamed(self, source: Path, target: Path) -> None:
        """A file is about to get a name; its content must be on the disk by now."""
        content = source.is_file()
        if content and ("content", _state(source.stat())) not in self.seen:
            self.lost.append(target)
        self.seen.append(("name", target, target.parent.stat().st_ino))
        self.named.append(target)

    def syncs_of(self, path: Path) -> list[int]:
        """How many bytes of this file were on the disk each time that it was synced."""
        inode = path.stat().st_ino
        return [what[1][1] for what in self.seen if what[0] == "content" and what[1][0] == inode]

    def unsafe(self) -> list[str]:
        """What a power cut at the end could take away: content not synced, names whose folder was not synced since."""
        open_names: dict[int, list[Path]] = {}
        for what in self.seen:
            if what[0] == "name":
                open_names.setdefault(what[2], []).append(what[1])
            elif what[0] == "folder":
                open_names.pop(what[1], None)
        unkept = [path.name for paths in open_names.values() for path in paths if path.exists()]
        return [f"content: {path.name}" for path in self.lost] + [f"name: {name}" for name in unkept]


def _state(found: os.stat_result) -> State:
    return found.st_ino, found.st_size, found.st_mtime_ns


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[DiskWatch]:
    """Everything that this process syncs and renames during the block."""
    watch = DiskWatch()
    fsync, replace, rename, link = os.fsync, os.replace, os.rename, os.link

    def sync(handle: Any) -> None:
        fsync(handle)
        watch.synced(handle if isinstance(handle, int) else handle.fileno())

    def over(real: Any) -> Any:
        def move(source: Any, target: Any, **options: Any) -> None:
            watch.renamed(Path(source), Path(target))
            real(source, target, **options)

        return move

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", sync)
        patch.setattr(os, "replace", over(replace))
        patch.setattr(os, "rename", over(rename))
        patch.setattr(os, "link", over(link))
        yield watch
