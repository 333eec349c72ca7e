"""Who issues a report: the office itself, or the body above in whose name it writes (Phòng Nội vụ for UBND huyện)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from models.base.errors import AppError
from models.base.text import fold
from models.base.words import _
from models.work import office, province
from models.work.place_names import place_of
from models.work.units import Unit

OWN: Final = "own"
PARENT: Final = "parent"
ARCHIVE: Final = "VT"  # Văn thư keeps the original (NĐ 30/2020, Phụ lục I, mục II)

_COMMITTEE: Final = re.compile(r"(?:uy ban nhan dan|ubnd)\b")
# Which level a People's Committee is of, by the word after its kind.
_LEVELS: Final = (
    ("tinh", ("tinh",)),
    ("huyen", ("huyen", "thi xa", "quan", "thanh pho")),
    ("xa", ("xa", "phuong", "thi tran", "dac khu")),
)


@dataclass(frozen=True)
class Issuer:
    """What is printed of whoever issues. `parent` is the body above it, None where the book knows none.

    `key` is `own` or `parent`; `archive` stands after “Lưu:”.
    """

    key: str
    unit_id: str
    name: str
    code: str
    level: str
    parent: str | None
    place: str
    symbol: str
    report_to: tuple[str, ...]
    copies_to: tuple[str, ...]
    archive: str = ARCHIVE

    @property
    def committee(self) -> bool:
        """Whether it is a People's Committee."""
        return is_committee(self.name)

    @property
    def superior(self) -> str | None:
        """The body printed above its name; none above a People's Committee (NĐ 30/2020, Phụ lục I, ô 2)."""
        return None if self.committee else self.parent

    @property
    def full_name(self) -> str:
        """The name as a sentence says it where nothing else tells of which place it is."""
        if self.superior is None or (self.place and fold(self.place) in fold(self.name)):
            return self.name
        return f"{self.name}, {self.parent}"


def is_committee(name: str) -> bool:
    """Whether a name is that of a People's Committee."""
    return _COMMITTEE.match(fold(name)) is not None


def seat(own: Unit, above: Unit | None) -> Unit:
    """Whom communes are under: the People's Committee that a division works for, else the office itself."""
    return above if above is not None and is_committee(above.name) and not is_committee(own.name) else own


def choices(session: Session) -> tuple[Issuer, ...]:
    """Who may issue, the office itself first. A People's Committee never issues for the one above it.

    Raises AppError `no_office`.
    """
    own = office.card(session)
    mine = Issuer(
        key=OWN,
        unit_id=own.unit_id,
        name=own.name,
        code=own.code or "",
        level=own.level,
        parent=own.parent,
        place=own.place,
        symbol=own.symbol,
        report_to=own.report_to,
        copies_to=own.copies_to,
    )
    above = None if mine.committee else _above(session, mine)
    return (mine,) if above is None else (mine, above)


def of(session: Session, key: str) -> Issuer:
    """The issuer of this key; the office itself where nobody above it is known any more. Raises AppError."""
    return next((one for one in choices(session) if one.key == key), choices(session)[0])


def refuse_unknown(session: Session, key: str) -> None:
    """Raises AppError `issuer_unknown` for somebody who does not issue here."""
    if key not in {one.key for one in choices(session)}:
        raise AppError(
            "issuer_unknown",
            _("Không có cơ quan cấp trên để ban hành báo cáo này."),
            _("Sổ chưa khai báo cơ quan cấp trên, hoặc cơ quan là Ủy ban nhân dân nên tự ban hành."),
            _("Hãy chọn chính cơ quan ban hành, hoặc ghi đơn vị cấp trên ở trang Đơn vị."),
        )


def unit_ids(session: Session) -> frozenset[str]:
    """The units in whose name reports of this book are issued."""
    return frozenset(one.unit_id for one in choices(session))


def key_of(session: Session, unit_id: str) -> str:
    """The key of the issuer that is this unit; that of the office itself for any other."""
    return next((one.key for one in choices(session) if one.unit_id == unit_id), OWN)


def _above(session: Session, own: Issuer) -> Issuer | None:
    """The body above, with what the settings say of it, and what its name proposes where they say nothing."""
    row = office.own(session)
    parent_id = session.get_one(Unit, row.unit_id).parent_id
    unit = session.get(Unit, parent_id) if parent_id else None
    if unit is None:
        return None
    higher = session.get(Unit, unit.parent_id) if unit.parent_id else None
    level = _level(unit.name) or unit.level
    return Issuer(
        key=PARENT,
        unit_id=unit.id,
        name=unit.name,
        code=unit.code or "",
        level=level,
        parent=higher.name if higher else None,
        place=row.above_place or place_of(unit.name) or own.place,
        symbol=row.above_symbol or office.symbol_of(unit.name, code=unit.code or ""),
        report_to=tuple(row.above_report_to.splitlines())
        or _reports_to(session, unit.name, higher.name if higher else "", own.name),
        copies_to=tuple(row.above_copies_to.splitlines()) or (own.name,),
        archive=f"{ARCHIVE}, {own.symbol}" if own.symbol else ARCHIVE,
    )


def _level(name: str) -> str:
    found = _COMMITTEE.match(fold(name))
    place = fold(name)[found.end() :].strip() if found else ""
    return next((level for level, words in _LEVELS if any(place.startswith(f"{word} ") for word in words)), "")


def _reports_to(session: Session, name: str, higher: str, own: str) -> tuple[str, ...]:
    """Whom reports on administrative reform go to: a district's to Sở Nội vụ, a province's to Bộ Nội vụ."""
    level = _level(name)
    if level == "tinh":
        return (_("Bộ Nội vụ"),)
    if level == "huyen":
        return (_("Sở Nội vụ {province}").format(province=province.of_office(session, higher, name, own)).rstrip(),)
    return (higher,) if higher else ()
