"""Which province the office is in, where the book tells: a Sở is named with its province (`Sở Nội vụ tỉnh Lào Cai`)."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base.text import fold
from models.work.directives import Directive
from models.work.units import Unit

_CITY: Final = re.compile(r"(?i)\bthành phố\s+\S.*$")  # of a body above a district: one that is a province itself
_OF_PROVINCE: Final = re.compile(r"\btinh$")  # the office of a directive that is printed without the name


def of_office(session: Session, higher: str, *names: str) -> str:
    """`tỉnh Lào Cai`, by the name of the body above the issuer, other names here, or a directive; "" where none tells.

    A body of the province that issues without its name has the province's as its place (NĐ 30/2020, Phụ lục I, ô 4).
    """
    city = _CITY.search(higher)
    if city is not None:
        return city[0]
    catalogue = session.scalars(select(Unit.name).where(Unit.level == "tinh").order_by(Unit.number))
    return _first(higher, *names, *catalogue) or _of_directives(session)


def _first(*names: str) -> str:
    return next(filter(None, map(_named, names)), "")


def _named(text: str) -> str:
    """`tỉnh Lào Cai` of `UBND tỉnh Lào Cai`: the words with great letters after the word for a province."""
    words = text.split()
    for place, word in enumerate(words):
        if word.lower() == "tỉnh":
            name = [*takewhile(lambda one: one[0].isupper(), words[place + 1 :])]
            ends = next((number for number, one in enumerate(name, 1) if one.endswith((",", ";", ")"))), len(name))
            if name:
                told = " ".join(name[:ends]).rstrip(",;)")
                return f"tỉnh {told.title() if told.isupper() else told}"
    return ""


def _of_directives(session: Session) -> str:
    issued = select(Directive.issuer, Directive.parent_issuer, Directive.place)
    for issuer, above, place in session.execute(issued.order_by(Directive.added_at.desc(), Directive.number.desc())):
        told = _first(issuer, above)
        if not told and place and any(_OF_PROVINCE.search(fold(name)) for name in (issuer, above)):
            told = f"tỉnh {place}"
        if told:
            return told
    return ""
