r"""What the office's administrator has fixed for this computer: the second place of backups, the parent, the lock.

From the policy key `HKLM\Software\Policies\SoCCHC`, else from `SoCCHC.ini` beside the program, section `[SoCCHC]`,
with the same names: BackupFolder, ParentUnit, LockMinutes. What is fixed is shown as fixed, and refused to change.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from models.base import windows
from models.base.errors import AppError
from models.base.notes import read_note
from models.base.text import clean, fold
from models.base.words import _

FILE = "SoCCHC.ini"
_SECTION = "SoCCHC"
_LARGEST = 64_000  # bytes; three lines need no more
LONGEST = 24 * 60  # minutes until a lock


@dataclass(frozen=True)
class Policy:
    """What is fixed, by the names of `_READERS`; `sources` says where each was found, `faults` what could not be read.

    A line that cannot be read fixes nothing, and is said in the settings and in the diagnostics file.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    def get(self, name: str) -> Any:  # noqa: ANN401 - a path as text, a name, or minutes
        """The fixed value, or None where the person may choose."""
        return self.values.get(name)


@cache
def current() -> Policy:
    """What is fixed here; read once, for a program lives shorter than a policy."""
    return read(beside_program() / FILE)


def read(file: Path) -> Policy:
    """The policy's values, and for the names that it leaves open those of the file."""
    faults: list[str] = []
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    given = ((_from_file(file, faults), str(file)), (windows.answers.policy(), f"HKLM\\{windows.POLICY}"))
    for found, source in given:
        for name, text in found.items():
            known = next((one for one in _READERS if one.casefold() == name.casefold()), None)
            try:
                if known is None:
                    raise ValueError(_("không có tên này"))
                values[known], sources[known] = _READERS[known](text), source
            except ValueError as failure:
                faults.append(f"{source}: {name} = {text}: {failure}")
    return Policy(values, sources, tuple(faults))


def beside_program() -> Path:
    """The folder that the administrator sees as the program's: the setup's own, the unpacked zip's, or the source's.

    A setup keeps everything it replaces in `program`, so what lies beside that folder survives an upgrade.
    """
    top = Path(__file__).resolve().parents[2]
    if top.name != "app":
        return top
    installed = top.parent.parent
    return installed if (installed / "uninstall.exe").exists() else top.parent


def refuse(name: str, wanted: object) -> None:
    """Raises AppError `pinned` when `name` is fixed to anything but `wanted`."""
    fixed = current().get(name)
    if fixed is None or fixed == wanted:
        return
    if isinstance(fixed, str) and fold(fixed) == fold(str(wanted or "")):
        return
    raise AppError(
        "pinned",
        _("{what} do quản trị máy đặt là “{value}” nên không đổi được.").format(what=what(name), value=fixed),
        _("Nơi đặt: {source}.").format(source=current().sources[name]),
        _("Cần đổi thì nhờ quản trị máy tính của cơ quan sửa ở đó."),
    )


def what(name: str) -> str:
    """A pinned name in the words of the office."""
    return {
        "BackupFolder": _("Nơi sao lưu thứ hai"),
        "ParentUnit": _("Cơ quan chủ quản"),
        "LockMinutes": _("Số phút tự khóa khi không ai dùng máy"),
    }[name]


def _from_file(file: Path, faults: list[str]) -> dict[str, str]:
    """The lines of the section; Notepad's ways of saving a text are all read."""
    try:
        data = read_note(file, _LARGEST)
    except OSError:
        return {}  # most computers have none
    from configparser import Error, RawConfigParser

    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    parser = RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_string(data.decode("utf-16" if wide else "utf-8-sig"))
    except (Error, UnicodeError) as failure:
        faults.append(f"{file}: {type(failure).__name__}")
        return {}
    section = next((one for one in parser.sections() if one.casefold() == _SECTION.casefold()), None)
    if section is None:
        faults.append(f"{file}: " + _("thiếu dòng [{name}]").format(name=_SECTION))
        return {}
    return dict(parser.items(section))


def _folder(text: str) -> str:
    named = os.path.expandvars(text).strip()
    if not named or not (Path(named).is_absolute() or named.startswith("\\\\")):
        raise ValueError(_("phải là đường dẫn đầy đủ của một thư mục"))
    return named


def _name(text: str) -> str:
    if not clean(text):
        raise ValueError(_("còn trống"))
    return clean(text)


def _whole_minutes(text: str) -> int:
    if not text.strip().isdecimal() or int(text) > LONGEST:
        raise ValueError(_("phải là số phút từ 0 đến 1440, 0 là không tự khóa"))
    return int(text)


_READERS: dict[str, Callable[[str], Any]] = {
    "BackupFolder": _folder,
    "ParentUnit": _name,
    "LockMinutes": _whole_minutes,
}
