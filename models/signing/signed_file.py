"""Where a signed file is written, and that it is written whole and as it was signed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from models.base import files, ids, paths
from models.base.errors import AppError
from models.base.text import ascii_name
from models.base.words import _
from models.signing import limits

if TYPE_CHECKING:
    from models.signing.signature_places import Role
    from models.signing.signing_key import SigningKey

_LONGEST_NAME = 50  # characters with the extension, as provinces' portals ask


def target_name(source: Path) -> Path:
    """A name beside `source` that no file has: `<name>_daky.pdf`, `<name>_daky-2.pdf`; ASCII, at most 50 characters."""
    source, number = paths.reachable(source), 1
    while True:
        tail = "_daky.pdf" if number == 1 else f"_daky-{number}.pdf"
        stem = re.sub(r"_daky(-\d+)?$", "", source.stem)
        # Names that are already fit for a portal keep their underscores.
        plain = stem if re.fullmatch(r"[A-Za-z0-9._-]+", stem) else ascii_name(stem)
        target = source.with_name(plain[: _LONGEST_NAME - len(tail)] + tail)
        if not target.exists():
            return target
        number += 1


def sign_file(
    source: Path,
    target: Path,
    key: SigningKey,
    *,
    role: Role,
    image: bytes | None = None,
    check: Callable[[], object] = lambda: None,
) -> None:
    """Sign the file `source` into the new file `target`; an existing file is never overwritten.

    The file is opened in a process of its own. `check` is called again and again until the file is written, and may
    raise to call the signing off. Raises AppError as `files.read` and `sign_sandboxed` do and when `target` exists;
    OSError when the target cannot be written.
    """
    from models.signing.sandboxed_signing import sign_sandboxed

    refuse_taken(target)
    signed = sign_sandboxed(files.read(source, limits.PDF), key, role=role, image=image, check=check)
    check()
    write_signed(target, signed)


def refuse_taken(target: Path) -> None:
    """Raises AppError `target_exists` where a signed file could not be written."""
    if paths.reachable(target).exists():
        raise _target_exists(target)


def write_signed(target: Path, content: bytes) -> None:
    """Write a signed file under a name that nothing has, and read it again.

    Raises AppError `target_exists`, `signed_file_differs`, OSError.
    """
    try:
        _write_new(paths.reachable(target), content)
    except FileExistsError as taken:
        raise _target_exists(target) from taken
    if paths.reachable(target).read_bytes() != content:
        raise AppError(
            "signed_file_differs",
            _("Tệp {name} vừa ghi không giống bản đã ký.").format(name=target.name),
            _("Ổ đĩa hoặc USB ghi sai, hoặc chương trình khác vừa sửa tệp."),
            _("Hãy xóa tệp đó và lưu bản đã ký sang chỗ khác."),
        )


def _write_new(target: Path, content: bytes) -> None:
    """Write a file whole under a name that nothing has, also if the power fails. Raises FileExistsError, OSError."""
    beside = target.with_name(f".{target.name[:40]}.{ids.new_id()[-12:]}.part")
    try:
        paths.write_file(beside, content)
        _take_name(beside, target)
        paths.sync_folder(target.parent)
    finally:
        beside.unlink(missing_ok=True)


def _take_name(beside: Path, target: Path) -> None:
    if os.name == "nt":
        beside.rename(target)  # refuses a name that is taken
        return
    try:
        target.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # a stick's file system has no second names
        target.open("xb").close()
        beside.replace(target)


def _target_exists(target: Path) -> AppError:
    return AppError(
        "target_exists",
        _("Đã có tệp {name} ở nơi lưu.").format(name=target.name),
        _("Phần mềm không ghi đè lên tệp có sẵn."),
        _("Hãy chọn tên khác cho tệp đã ký."),
    )
