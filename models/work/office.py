"""The office whose file this is: its own unit, what is printed on its documents, and the rules it set for itself."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ForeignKey, Integer, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base.errors import AppError
from models.base.text import clean, clean_lines, fold
from models.base.words import _
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work import rights
from models.work.place_names import place_of
from models.work.units import Unit


class Office(Table):
    """The one row that says whose file this is. `sample` marks the demonstration office on every screen and page."""

    __tablename__ = "office"
    __declared__ = Declaration(
        title=_("Cơ quan"),
        rank=12,
        write="office.change",
        words={
            "unit_id": _("Cơ quan"),
            "place": _("Địa danh"),
            "symbol": _("Ký hiệu"),
            "report_to": _("Kính gửi"),
            "copies_to": _("Nơi nhận"),
            "due_soon_days": _("Số ngày cảnh báo trước hạn"),
            "lock_minutes": _("Số phút tự khóa lâu nhất"),
            "above_place": _("Địa danh khi cấp trên ban hành"),
            "above_symbol": _("Ký hiệu khi cấp trên ban hành"),
            "above_report_to": _("Kính gửi khi cấp trên ban hành"),
            "above_copies_to": _("Nơi nhận khi cấp trên ban hành"),
        },
        writes={"lock_minutes": "office.lock"},
        untold=frozenset({"sample"}),
        at_start=True,
        pages=frozenset({"overview", "tasks", "month", "reports", "units", "settings"}),
    )

    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    place: Mapped[str]  # địa danh of the date line, `Bắc Hà`
    symbol: Mapped[str]  # abbreviation in a ký hiệu, `PNV` in `BC-PNV`
    report_to: Mapped[str]  # Kính gửi, one recipient a line
    copies_to: Mapped[str]  # Nơi nhận, one a line, without `Như trên` and `Lưu`
    due_soon_days: Mapped[int] = mapped_column(Integer)
    sample: Mapped[int] = mapped_column(Integer)
    # Minutes that a computer may stay open with nobody there, 0 for ever (`models.work.idle_lock`).
    lock_minutes: Mapped[int] = mapped_column(Integer, server_default=text("15"))
    # What is printed when the body above issues; "" where its name says it (`models.work.issuers`).
    above_place: Mapped[str] = mapped_column(server_default="", default="")
    above_symbol: Mapped[str] = mapped_column(server_default="", default="")
    above_report_to: Mapped[str] = mapped_column(server_default="", default="")
    above_copies_to: Mapped[str] = mapped_column(server_default="", default="")


_OWN_UNIT = select(Office.unit_id)  # made once: it is part of every cell's saving


@dataclass(frozen=True)
class OfficeCard:
    """What screens and documents say about the office. `parent` is None for a body that issues in its own name."""

    unit_id: str
    name: str
    code: str | None
    level: str
    parent: str | None
    place: str
    symbol: str
    report_to: tuple[str, ...]
    copies_to: tuple[str, ...]
    due_soon_days: int
    sample: bool
    lock_minutes: int


@dataclass(frozen=True)
class Printed:
    """What a form says of an issuer: recipients and copies one a line. An empty text is proposed from its name."""

    place: str = ""
    symbol: str = ""
    report_to: str = ""
    copies_to: str = ""


def own(session: Session) -> Office:
    """The office's row. Raises AppError `no_office` in a file that has none yet."""
    found = session.scalars(select(Office)).first()
    if found is None:
        raise AppError(
            "no_office",
            _("Sổ chưa có cơ quan."),
            _("Cần khai báo cơ quan trước khi dùng sổ."),
            _("Hãy mở chương trình để tạo cơ quan, hoặc dùng lệnh office init."),
        )
    return found


def own_unit_id(session: Session) -> str:
    """The id of the office's own unit. Raises AppError `no_office`."""
    return session.connection().scalar(_OWN_UNIT) or own(session).unit_id


def card(session: Session) -> OfficeCard:
    """The office's particulars. Raises AppError `no_office`."""
    office = own(session)
    unit = session.get_one(Unit, office.unit_id)
    parent = session.get(Unit, unit.parent_id) if unit.parent_id else None
    return OfficeCard(
        unit_id=unit.id,
        name=unit.name,
        code=unit.code,
        level=unit.level,
        parent=parent.name if parent else None,
        place=office.place,
        symbol=office.symbol,
        report_to=tuple(office.report_to.splitlines()),
        copies_to=tuple(office.copies_to.splitlines()),
        due_soon_days=office.due_soon_days,
        sample=bool(office.sample),
        lock_minutes=office.lock_minutes,
    )


def names(session: Session) -> tuple[str, ...]:
    """What everybody knows the office by: a passphrase made of nothing else keeps nobody out."""
    known = card(session)
    return tuple(filter(None, (known.name, known.parent, known.place, known.symbol)))


def change(
    session: Session,
    *,
    place: str,
    symbol: str,
    report_to: str,
    copies_to: str,
    due_soon_days: int,
    above: Printed | None = None,
) -> None:
    """Correct what is printed on documents and the days of warning (1 to 30).

    `above` is what is printed when the body above issues; None leaves that as it is.

    Raises AppError `wrong_days`, `not_allowed`.
    """
    rights.require(session, "office.change")
    if not 1 <= due_soon_days <= 30:
        raise AppError(
            "wrong_days",
            _("Số ngày cảnh báo trước hạn không hợp lệ."),
            _("Số ngày phải từ 1 đến 30."),
            _("Hãy nhập lại, ví dụ 3."),
        )
    office = own(session)
    office.place, office.symbol = clean(place), clean(symbol).upper()
    office.report_to, office.copies_to = clean_lines(report_to), clean_lines(copies_to)
    office.due_soon_days = due_soon_days
    if above is not None:
        office.above_place, office.above_symbol = clean(above.place), clean(above.symbol).upper()
        office.above_report_to, office.above_copies_to = clean_lines(above.report_to), clean_lines(above.copies_to)


def symbol_of(name: str, given: str = "", code: str = "") -> str:
    """The usual abbreviation of an office in a ký hiệu: `Phòng Nội vụ` -> `PNV`, a People's Committee -> `UBND`."""
    if clean(given):
        return clean(given).upper()
    # A code of letters is the agency's own abbreviation; an official unit code is digits.
    if code.isalpha() and code.isupper():
        return code
    folded = fold(name)
    if folded.startswith(("uy ban nhan dan", "ubnd")):
        return "UBND"
    if folded.startswith("van phong"):
        return "VP"
    own = name.removesuffix(place_of(name)).split()
    while own and fold(own[-1]) in {"huyen", "xa", "phuong", "tinh", "xã", "quan"}:
        own.pop()
    return "".join(word[0] for word in own if word[0].isalpha()).upper()[:10]
