"""People of the office: who writes, who signs, and what is printed under a signature."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import Boolean, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base.errors import AppError
from models.base.text import clean, clean_lines, sort_key
from models.base.words import _
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work.issuers import OWN


class Person(Table):
    """Someone whose name appears in the office's work. `signs` marks who may sign reports."""

    __tablename__ = "people"
    __declared__ = Declaration(
        title=_("Người"),
        rank=11,
        write="person.save",
        words={
            "name": _("Họ và tên"),
            "title": _("Chức vụ"),
            "authority": _("Thẩm quyền ký"),
            "signs": _("Được ký"),
            "signs_for": _("Ký văn bản của"),
            "image": _("Ảnh chữ ký"),
        },
        untold=frozenset({"unit_id", "name_key"}),
        values={
            "image": lambda _address: _("có ảnh"),
            "signs_for": lambda key: _("cơ quan cấp trên") if key == "parent" else _("cơ quan"),
        },
        subject=("name",),
        name=itemgetter("name"),
        sought=("name", "title"),
        in_bin=True,
        pages=frozenset({"reports", "units"}),
    )

    name: Mapped[str]
    title: Mapped[str]
    authority: Mapped[str]  # lines above the title, e.g. "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH" (NĐ 30, ô 7a)
    signs: Mapped[bool] = mapped_column(Boolean)
    signs_for: Mapped[str] = mapped_column(server_default=OWN, default=OWN)  # whose documents, as in `issuers`
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"))
    image: Mapped[str | None]  # evidence address of the blue signature picture (PNG)
    name_key: Mapped[str]


@dataclass(frozen=True)
class PersonRow:
    """A person as lists show it."""

    id: str
    name: str
    title: str
    authority: str
    signs: bool
    image: str | None
    signs_for: str = OWN


def save(
    session: Session,
    person_id: str | None,
    *,
    name: str,
    title: str,
    authority: str = "",
    signs: bool = False,
    image: str | None = None,
    signs_for: str = OWN,
) -> Person:
    """Add a person, or correct one. `signs_for` is `own`, or `parent` for who signs what the body above issues.

    Raises AppError `person_name_missing`, `person_unknown`.
    """
    name = clean(name)
    if not name:
        raise AppError(
            "person_name_missing",
            _("Chưa nhập họ và tên."),
            _("Họ tên được in dưới chữ ký trong báo cáo."),
            _("Hãy nhập họ và tên."),
        )
    person = get(session, person_id) if person_id else Person()
    person.name, person.name_key = name, sort_key(name.rsplit(" ", 1)[-1] + " " + name)
    person.title, person.authority, person.signs, person.image = clean(title), clean_lines(authority), signs, image
    person.signs_for = signs_for
    session.add(person)
    session.flush()
    return person


def get(session: Session, person_id: str) -> Person:
    """The person with this id. Raises AppError `person_unknown`."""
    person = session.get(Person, person_id)
    if person is None:
        raise AppError(
            "person_unknown",
            _("Không tìm thấy người này."),
            _("Có thể người này vừa bị xóa ở cửa sổ khác."),
            _("Hãy tải lại danh sách."),
        )
    return person


def remove(session: Session, person_id: str) -> None:
    """Take a person off the list; documents keep the name that was printed. Raises AppError `person_unknown`."""
    from models.work.report_register import Report

    person = get(session, person_id)
    for report in session.scalars(select(Report).where(Report.signer_id == person_id)):
        report.signer_id = None
    session.delete(person)


def rows(session: Session) -> list[PersonRow]:
    """Everybody, in the order of given names, as Vietnamese lists are."""
    people = session.scalars(select(Person).order_by(Person.name_key))
    return [PersonRow(p.id, p.name, p.title, p.authority, p.signs, p.image, p.signs_for) for p in people]
