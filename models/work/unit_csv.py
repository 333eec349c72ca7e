"""A list of units as a CSV file of two columns, code and name, as Excel saves it. It enters nothing into the book."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from models.base import files
from models.base.errors import AppError
from models.base.text import clean
from models.base.words import _

LARGEST_CSV = 5_000_000  # bytes; a whole province's units are some 200 kB
MOST_UNITS = 5_000  # a province of before 2025 with its districts and communes had 700


def read_units(path: Path) -> tuple[tuple[str | None, str], ...]:
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
