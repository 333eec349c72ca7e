"""What somebody without the passphrase can do to an evidence file: one function for each, by what it leaves there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

Spoil = Callable[[Path], None]


def _random(more: int) -> Spoil:
    return lambda path: _write(path, os.urandom(path.stat().st_size + more))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _unnoticed(path: Path) -> None:
    state = path.stat()
    path.write_bytes(os.urandom(state.st_size))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _others_bytes(path: Path) -> None:
    """The bytes of another evidence file beside it, under this name."""
    content = b""
    for other in sorted(path.parent.parent.glob("??/*")):
        if other.is_file() and other.name != path.name:
            with other.open("rb") as file:
                content = file.read(1 << 20)
    path.write_bytes(content)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "của ai đó.txt").write_text("x")


def _link(path: Path) -> None:
    outside = path.parents[2] / "bên ngoài.bin"
    outside.write_bytes(b"outside")
    path.unlink()
    path.symlink_to(outside)


def _linked_folder(path: Path) -> None:
    """The folder of the file is a link to one elsewhere, which has the file whole."""
    elsewhere = path.parents[2] / f"nơi khác {path.parent.name}"
    shutil.move(path.parent, elsewhere)
    (elsewhere / path.name).write_bytes(b"outside")
    path.parent.symlink_to(elsewhere)


def _file_for_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_bytes(b"x")


def _huge(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(1 << 40)  # with holes: it takes no room


def _capitals(path: Path) -> None:
    path.rename(path.with_name(path.name.upper()))


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _read_only(path: Path) -> None:
    path.write_bytes(b"rubbish")
    path.chmod(0o400)


SPOILS: dict[str, Spoil] = {
    "longer": _random(1),
    "shorter": _random(-1),
    "same_length": _random(0),
    "same_length_and_time": _unnoticed,
    "bytes_of_another": _others_bytes,
    "empty": lambda path: _write(path, b""),
    "gone": Path.unlink,
    "folder": _folder,
    "link": _link,
    "linked_folder": _linked_folder,
    "file_for_folder": _file_for_folder,
    "huge": _huge,
    "pipe": _pipe,
    "read_only": _read_only,
}
# What leaves the file whole, though not where it was.
MOVED: dict[str, Spoil] = {"capitals": _capitals}
