"""What support needs to know of this computer: versions, fonts, drivers, disks, the log. Nothing of the office. No Qt.

The person reads it before it is sent: names of people, of the office and of folders are left out or masked.
"""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from models.base import clock, policy, windows
from models.base.paths import RESOURCES, Home
from models.base.text import show_number
from models.base.version import VERSION
from models.base.words import _
from models.store.local import data_folder
from models.store.sqlite import connection
from ui.support import log

_TAIL = 120_000  # bytes of each log
_KINDS = {2: _("USB, ổ rời"), 3: _("ổ cứng"), 4: _("ổ mạng"), 5: _("đĩa quang"), 6: _("ổ trong bộ nhớ")}
# Drivers of the tokens that agencies use, as their makers name the libraries in System32.
_TOKENS = (
    *("eTPKCS11.dll", "eps2003csp11v2.dll", "vnpt-ca_v34.dll", "vnptca_p11_v8.dll", "viettel-ca_v6.dll"),
    *("bkavcaetoken.dll", "bkavcav2s.dll", "fpt-ca.dll", "nca_v6.dll", "ca2_v34.dll", "gclib.dll", "wdpkcs.dll"),
    *("bit4ipki.dll", "acos5evopkcs11.dll", "cmcca_csp11_v1.dll", "smartsign_csp11.dll", "st3csp11.dll"),
)


def text(home: Home, window: Sequence[str] = ()) -> str:
    """The whole file. `window` are lines that only the window knows (screens, Qt's font, printers)."""
    parts = [
        (_("Chương trình"), _program()),
        (_("Máy tính"), _computer()),
        (_("Cửa sổ"), list(window)),
        (_("Phông chữ"), _fonts()),
        (_("Trình điều khiển chữ ký số"), _drivers()),
        (_("Ổ đĩa"), _disks(home)),
        (_("Sổ (chỉ kích thước tệp)"), _files(home)),
        (_("Thiết lập do quản trị máy đặt"), _fixed()),
        (_("Thư viện"), _libraries()),
        *_logs(home),
    ]
    head = _("Tệp chẩn đoán của Sổ CCHC, lập lúc {at}. Không chứa dữ liệu của cơ quan.")
    whole = [head.format(at=clock.iso_vietnam(clock.now()))]
    for title, lines in parts:
        if lines:
            whole += ["", f"== {title}", *lines]
    return _masked("\n".join(whole) + "\n", home)


def _program() -> list[str]:
    return [
        f"Sổ CCHC {VERSION}",
        f"Python {platform.python_version()}, {sys.executable}",
        *(f"{name} {metadata.version(name)}" for name in ("PySide6-Essentials", "sqlcipher3")),
        f"SQLite {connection.SQLITE}",
    ]


def _computer() -> list[str]:
    language = ".".join(part or "?" for part in locale.getlocale())
    return [
        platform.platform(),
        f"{platform.machine()}, CPU: {os.cpu_count()}",
        f"{language}, {sys.getfilesystemencoding()}",
        f"{clock.iso_utc(clock.now())}",
    ]


def _fonts() -> list[str]:
    from models.reports.fonts import font_family

    lines = [_("Báo cáo in bằng: {file}").format(file=font_family().regular)]
    folder = Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "Fonts"
    if folder.is_dir():
        wanted = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf", "segoeui.ttf", "segoeuib.ttf")
        lines += [f"{name}: {_size(folder / name)}" for name in wanted]
    lines += [f"{file.name}: {_size(file)}" for file in sorted((RESOURCES / "fonts").rglob("*.ttf"))]
    return lines


def _drivers() -> list[str]:
    system = Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32"
    if not system.is_dir():
        return []
    found = [f"{name}: {_size(system / name)}" for name in _TOKENS if (system / name).is_file()]
    return found or [_("Không thấy thư viện của thiết bị ký số nào thường gặp trong System32.")]


def _disks(home: Home) -> list[str]:
    words = _("{root} {kind}, {system}, trống {free} / {total} MB")
    lines = [
        words.format(
            root=disk.root,
            kind=_KINDS.get(disk.kind, "?"),
            system=disk.system or "?",
            free=show_number(disk.free // 1_000_000),
            total=show_number(disk.total // 1_000_000),
        )
        for disk in windows.answers.disks()
    ]
    near = next((folder for folder in (home.folder, *home.folder.parents) if folder.is_dir()), None)
    if near is not None:
        free = show_number(shutil.disk_usage(near).free // 1_000_000)
        against = ", ".join(data_folder.kinds(home.folder)) or _("không có gì đáng ngại")
        told = _("Thư mục dữ liệu: trống {free} MB; nơi đặt: {against}")
        lines.append(told.format(free=free, against=against))
    return lines


def _files(home: Home) -> list[str]:
    named = (home.database, home.keys, home.last_close, home.settings, home.last_view)
    lines = [f"{file.name}: {_size(file)}" for file in named]
    for folder in (home.backups, home.evidence):
        inside = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
        size = show_number(sum(path.stat().st_size for path in inside) // 1000)
        lines.append(_("{folder}: {n} tệp, {size} kB").format(folder=folder.name, n=len(inside), size=size))
    return lines


def _fixed() -> list[str]:
    fixed = policy.current()
    lines = [f"{name} ({fixed.sources[name]})" for name in fixed.values]
    return lines + [_("Không đọc được: {fault}").format(fault=fault) for fault in fixed.faults]


def _libraries() -> list[str]:
    return sorted({f"{one.metadata['Name']} {one.version}" for one in metadata.distributions()}, key=str.casefold)


def _logs(home: Home) -> list[tuple[str, list[str]]]:
    """The newest part of each log, the hard crashes' traces too."""
    found = sorted(home.logs.glob("*.log")) if home.logs.is_dir() else []
    return [(_("Nhật ký {name}").format(name=path.name), _tail(path)) for path in found]


def _tail(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL))
            return log.redact(file.read().decode("utf-8", "replace")).splitlines()
    except OSError as failure:
        return [type(failure).__name__]


def _size(file: Path) -> str:
    try:
        return _("{n} byte").format(n=show_number(file.stat().st_size))
    except OSError:
        return _("không có")


def _masked(words: str, home: Home) -> str:
    """The person's and the office's folders by what they are, in whichever way a path was written."""
    for folder, instead in ((home.folder, _("<thư mục dữ liệu>")), (Path.home(), "~")):
        for written in (str(folder), str(folder).replace("\\", "/"), str(folder).replace("\\", "\\\\")):
            words = words.replace(written, instead)
    return words
