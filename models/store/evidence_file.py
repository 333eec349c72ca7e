"""One evidence file as it lies on a disk: how it is sealed and padded, and how it is read where anybody may write.

A file of today is `_MARK`, a nonce, and under AES-256-GCM the length of the content, the content, and zeros up to one
of few lengths. One of earlier programs is a nonce and the content alone. Each is bound to its name and its form, so
that neither opens as the other.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.base import files, ids
from models.base.paths import patiently, replace, sync_folder

_MARK = b"SoCCHC\x00\x02"
_NONCE, _LENGTH, _TAG = 12, 8, 16  # bytes
_AROUND = len(_MARK) + _NONCE + _LENGTH + _TAG
_LEAST = 4096  # bytes: what every disk gives even the smallest file
_LINKS = {0xA000000C, 0xA0000003}  # Windows' reparse tags of symbolic links and junctions

# What is noted of a file to see whether it is still the one that was opened: size, times, number on its disk.
Stamp = tuple[int, int, int, int]


def seal(cipher: bytes, address: str, content: bytes) -> bytes:
    """`content` encrypted, bound to its name, and no longer telling its length. It opens with `content_of`."""
    nonce, fill = os.urandom(_NONCE), padded(len(content) + _AROUND) - _AROUND - len(content)
    plain = b"".join((len(content).to_bytes(_LENGTH, "big"), content, bytes(fill)))
    return b"".join((_MARK, nonce, AESGCM(cipher).encrypt(nonce, plain, _bound(address))))


def content_of(cipher: bytes, address: str, sealed: bytes) -> bytes | None:
    """What was sealed under this name, by this program or an earlier one; None for any other bytes."""
    if sealed.startswith(_MARK):
        start = len(_MARK)
        plain = _decrypted(cipher, sealed[start : start + _NONCE], sealed[start + _NONCE :], _bound(address))
        if plain is not None:
            return plain[_LENGTH : _LENGTH + int.from_bytes(plain[:_LENGTH], "big")]
    # Also after the mark: the nonce of an earlier program is any bytes at all.
    return _decrypted(cipher, sealed[:_NONCE], sealed[_NONCE:], address.encode())


def padded(length: int) -> int:
    """The length of a file that holds `length` bytes: at least a disk's block, then Padmé's steps.

    Padmé (Nikitin and others, "Reducing Metadata Leakage from Encrypted Files", PETS 2019) keeps as many leading bits
    of a length as the length of its exponent, so that at most 12 % is added; over a block it is at most 6 %.
    """
    exponent = max(length, 1).bit_length() - 1
    step = (1 << max(0, exponent - exponent.bit_length())) - 1
    return max(_LEAST, (length + step) & ~step)


def longest() -> int:
    """How many bytes a file of ours can have at most; a longer one is not read at all."""
    return padded(files.LARGEST_DOCUMENT + _AROUND)


def read(path: Path) -> tuple[bytes, Stamp]:
    """The bytes of a file and the stamp that they were read under.

    Raises OSError; ValueError for a folder, a link, a device, or more bytes than any file of ours has.
    """
    before = stamp(path)
    if before[0] > longest():
        raise ValueError("too long")
    sealed = patiently(path.read_bytes)
    return sealed, before if stamp(path) == before else (0, 0, 0, 0)


def stamp(path: Path) -> Stamp:
    """What tells this file from one that was written since. Raises as `read` does; nothing of it is read."""
    if is_link(path.parent):
        raise ValueError("a folder elsewhere")
    try:
        state = path.lstat()
    except NotADirectoryError:
        raise FileNotFoundError from None  # a file where its folder should be
    if not stat.S_ISREG(state.st_mode) or getattr(state, "st_reparse_tag", 0) in _LINKS:
        raise ValueError("no file")
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino


def is_link(path: Path) -> bool:
    """Whether something leads elsewhere: a symbolic link, or a junction of Windows. Raises OSError."""
    state = path.lstat()
    return stat.S_ISLNK(state.st_mode) or getattr(state, "st_reparse_tag", 0) in _LINKS


def make_way(path: Path) -> None:
    """Make the place of an evidence file one that can be written: its two folders, and nothing strange in the way.

    What lies there and is no file (a folder, a link, a file in the place of a folder) is moved aside, not followed and
    not lost. The folder that holds all must be there, or its parent. Raises OSError.
    """
    root, folder = path.parent.parent, path.parent
    if not root.exists():
        root.mkdir(exist_ok=True)
        sync_folder(root.parent)
    with suppress(FileNotFoundError):
        if is_link(folder) or not folder.is_dir():
            _move_aside(folder)
    if not folder.exists():
        folder.mkdir(exist_ok=True)
        sync_folder(root)
    with suppress(FileNotFoundError):
        if is_link(path) or not path.is_file():
            _move_aside(path)
        elif not os.access(path, os.W_OK):
            path.chmod(stat.S_IREAD | stat.S_IWRITE)  # or Windows lets no other file take its place


def _move_aside(path: Path) -> None:
    replace(path, path.with_name(f".{path.name[:40]}.{ids.new_id()[-12:]}.la"))


def _decrypted(cipher: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    try:
        return AESGCM(cipher).decrypt(nonce, sealed, bound)
    except (InvalidTag, ValueError):
        return None


def _bound(address: str) -> bytes:
    # A name is 64 letters, so this is never what an earlier program bound its files to.
    return b"padded/" + address.encode()
