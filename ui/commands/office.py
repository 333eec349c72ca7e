"""`office init`: a new office from a script."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from models.base import files
from models.base.errors import AppError
from models.base.text import clean
from models.base.words import _
from models.work import opening
from ui.cli import Answer, Request, say
from ui.commands import opened

LARGEST_CSV = 5_000_000  # bytes; a whole province's units are some 200 kB
MOST_UNITS = 5_000  # a province of before 2025 with its districts and communes had 700


def init(request: Request) -> Answer:
    """Found an office. The recovery code is printed once, here, and kept nowhere."""
    options = request.options
    children = read_children(options.children) if options.children else ()
    spec = opening.OfficeSpec(
        name=options.name,
        code=options.code,
        level=options.level,
        parent=options.parent,
        place=options.place,
        symbol=options.symbol,
        children=children,
    )
    passphrase = opened.secret(opened.OFFICE_VARIABLE, _("Đặt mật khẩu cho sổ: "))
    office, recovery = opening.found(request.home, spec, passphrase)
    office.close()
    for notice in office.notices:
        say(f"{notice.text} {notice.do}")
    data = {"home": str(request.home.folder), "name": clean(options.name), "children": len(children)}
    lines = [
        _("Đã tạo sổ của {name} với {n} đơn vị trực thuộc.").format(name=data["name"], n=len(children)),
        _("Thư mục dữ liệu: {folder}").format(folder=data["home"]),
        _("Mã khôi phục, chỉ hiện một lần này, hãy ghi ra giấy và cất riêng: {code}").format(code=recovery),
    ]
    return Answer({**data, "recovery_code": recovery}, lines)


def read_children(path: Path) -> tuple[tuple[str | None, str], ...]:
    """Units from a CSV with the columns code,name (UTF-8). Raises AppError `wrong_csv` naming the line."""
    try:
        content = files.read(path, LARGEST_CSV).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _wrong_csv(path, _("tệp không phải mã UTF-8")) from None
    reader = csv.DictReader(io.StringIO(content))
    units: list[tuple[str | None, str]] = []
    try:
        if not {"code", "name"} <= set(reader.fieldnames or ()):
            raise _wrong_csv(path, _("dòng đầu phải có hai cột code và name"))
        for row in reader:
            if not clean(row["name"] or ""):
                raise _wrong_csv(path, _("dòng {n} thiếu tên đơn vị").format(n=reader.line_num))
            units.append((clean(row["code"] or "") or None, clean(row["name"])))
            if len(units) > MOST_UNITS:
                raise _wrong_csv(path, _("có hơn {n} dòng, nhiều hơn số đơn vị của một tỉnh").format(n=MOST_UNITS))
    except csv.Error:
        raise _wrong_csv(path, _("dòng {n} không đọc được").format(n=reader.line_num)) from None
    return tuple(units)


def _wrong_csv(path: Path, why: str) -> AppError:
    return AppError(
        "wrong_csv",
        _("Không đọc được danh sách đơn vị trong tệp {name}.").format(name=path.name),
        _("Lý do: {why}.").format(why=why),
        _("Hãy lưu danh sách từ Excel dạng “CSV UTF-8” với hai cột code,name rồi thử lại."),
    )
