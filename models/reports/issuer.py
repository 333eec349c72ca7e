"""What a report prints of whoever issues it: the head of the document, whose report it is, who signs."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base.text import fold
from models.base.words import _
from models.reports.data import Letterhead, ReportUnit, Signer
from models.work import issuers, people
from models.work.issuers import Issuer
from models.work.report_kinds import ReportKind
from models.work.report_register import Head
from models.work.signing_lines import signing_lines

# What the head of an office is called, by the beginning of its name; of all others, Trưởng phòng.
_HEADS: Final = (
    ("so ", _("GIÁM ĐỐC")),
    ("trung tam ", _("GIÁM ĐỐC")),
    ("van phong ", _("CHÁNH VĂN PHÒNG")),
    ("thanh tra ", _("CHÁNH THANH TRA")),
    ("chi cuc ", _("CHI CỤC TRƯỞNG")),
    ("ban ", _("TRƯỞNG BAN")),
)


def of(session: Session, head: Head) -> Issuer:
    """Who issues a report with this head. Raises AppError `no_office`."""
    return issuers.of(session, head.issuer)


def unit(who: Issuer) -> ReportUnit:
    """The office that reports, by its full name."""
    return ReportUnit(who.full_name, who.code, who.level, who.unit_id)


def parent(who: Issuer) -> ReportUnit | None:
    """The body above the one that reports."""
    return ReportUnit(who.parent, "", who.level) if who.parent else None


def letterhead(kind: ReportKind, who: Issuer, head: Head) -> Letterhead:
    """The head of the document, with the number and the day that văn thư gave."""
    return Letterhead(
        issuer=who.name,
        superior=who.superior,
        place=who.place,
        symbol=f"{kind.document}-{who.symbol}",
        number=int(head.number) if head.number else None,
        issued_on=head.issued_on,
    )


def signer(session: Session, who: Issuer, head: Head) -> Signer:
    """Who was chosen to sign, else the first of those who sign for the issuer, else its usual head without a name."""
    found = session.get(people.Person, head.signer_id) if head.signer_id else None
    if found is None or found.signs_for != who.key:
        wanted = select(people.Person).where(people.Person.signs, people.Person.signs_for == who.key)
        found = session.scalars(wanted.order_by(people.Person.id)).first()
    if found is not None:
        return Signer(signing_lines(found.authority, found.title), found.name)
    if who.committee:
        return Signer((_("TM. ỦY BAN NHÂN DÂN"), _("CHỦ TỊCH")), "")
    folded = fold(who.name)
    return Signer((next((title for begin, title in _HEADS if folded.startswith(begin)), _("TRƯỞNG PHÒNG")),), "")
