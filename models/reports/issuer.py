"""Who issues a report: the head of the document, whose report it is, who signs it, to whom it goes."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base.text import fold
from models.base.words import _
from models.reports.data import Letterhead, ReportUnit, Signer
from models.work import people, report_register
from models.work.office import OfficeCard
from models.work.report_kinds import ReportKind


def unit(own: OfficeCard) -> ReportUnit:
    """The office that reports, by its full name."""
    return ReportUnit(_full_name(own), own.code or "", own.level, own.unit_id)


def parent(own: OfficeCard) -> ReportUnit | None:
    """The body above the one that reports."""
    return ReportUnit(own.parent, "", own.level) if own.parent else None


def recipients(own: OfficeCard) -> tuple[str, ...]:
    """Kính gửi."""
    return own.report_to


def copies(own: OfficeCard) -> tuple[str, ...]:
    """Nơi nhận, without “Như trên” and “Lưu”."""
    return own.copies_to


def letterhead(kind: ReportKind, own: OfficeCard, kept: report_register.Report | None) -> Letterhead:
    """The head of the document, with the number and the day that văn thư gave."""
    return Letterhead(
        issuer=own.name,
        superior=_superior(own),
        place=own.place,
        symbol=f"{kind.document}-{own.symbol}",
        number=int(kept.number) if kept and kept.number else None,
        issued_on=kept.issued_on if kept else None,
    )


def signer(session: Session, own: OfficeCard, chosen: str | None) -> Signer:
    """Who was chosen to sign, else the first of those who sign, else the head of such an office, without a name."""
    found = session.get(people.Person, chosen) if chosen else None
    if found is None:
        found = session.scalars(select(people.Person).where(people.Person.signs).order_by(people.Person.id)).first()
    if found is not None:
        return Signer((*filter(None, found.authority.upper().splitlines()), found.title.upper()), found.name)
    if _issues_in_own_name(own.name):
        return Signer((_("TM. ỦY BAN NHÂN DÂN"), _("CHỦ TỊCH")), "")
    folded = fold(own.name)
    return Signer((_("GIÁM ĐỐC") if folded.startswith("so ") else _("TRƯỞNG PHÒNG"),), "")


def _issues_in_own_name(name: str) -> bool:
    # A People's Committee shows no superior body on its documents (NĐ 30/2020, Phụ lục I, ô 2).
    return fold(name).startswith(("uy ban nhan dan", "ubnd"))


def _superior(own: OfficeCard) -> str | None:
    return None if _issues_in_own_name(own.name) else own.parent


def _full_name(own: OfficeCard) -> str:
    if own.parent is None or _issues_in_own_name(own.name) or (own.place and fold(own.place) in fold(own.name)):
        return own.name
    return f"{own.name}, {own.parent}"
