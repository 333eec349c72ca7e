"""How a document is cited: by number, symbol and day; one without a number by kind, issuer and day of the meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from models.base.text import clean, nfc, say_date
from models.base.words import _
from models.reading.words.meetings import meeting_day

_LONGEST: Final = 120  # characters of what the meeting is called; a longer name is left out

_CONCLUSION: Final = re.compile(r"(?i)^(?:thông báo\s+)?(?:ý kiến\s+)?kết luận(?:\s+chỉ đạo)?\s+của\s+(\S.*)$", re.S)
_MEETING: Final = re.compile(r"(?i)\s+tại\s+((?:cuộc họp|hội nghị|buổi làm việc|phiên họp|cuộc làm việc)\b.*)$", re.S)
_PERSON: Final = re.compile(r"(?i)^(?:đồng chí|đ/c|ông|bà)\s")
_WHOSE: Final = re.compile(r"^(\S.{0,40}? kết luận) của .* (ngày \d{1,2}/\d{1,2}/\d{4})$", re.S)
_DAY: Final = re.compile(r"(?i)\bngày\s+(\d{1,2})(?:\s+tháng\s+|[/.\-])(\d{1,2})(?:\s+năm\s+|[/.\-])(20\d\d)\b")


@dataclass(frozen=True)
class Cited:
    """What a citation is made of. `text` may be only its beginning (`meetings.OPENING`)."""

    kind: str
    number: str
    symbol: str
    issued_on: date | None
    issuer: str = ""
    subject: str = ""
    text: str = ""


def cite(paper: Cited) -> str:
    """`Thông báo số 12/TB-VPUBND ngày …`, and without a number `Thông báo kết luận của Chủ tịch UBND tỉnh tại …`.

    A number that is not there is never written as an empty one (NĐ 30/2020, Phụ lục I: a document is cited by kind,
    number and symbol, day, issuer and trích yếu).
    """
    if paper.number:
        sign = f"{paper.number}/{paper.symbol}" if paper.symbol else paper.number
        return _joined(paper.kind or _("Văn bản"), _("số {sign}").format(sign=sign), _on(paper.issued_on))
    by = _("của {issuer}").format(issuer=paper.issuer) if paper.issuer else ""
    if not by and not paper.issued_on and paper.symbol:
        by = _("ký hiệu {symbol}").format(symbol=paper.symbol)
    return _conclusion(paper) or _joined(paper.kind or _("Văn bản"), by, _on(paper.issued_on))


def short(words: str) -> str:
    """`Thông báo kết luận ngày 5/3/2024` of the whole citation, for a table whose report has cited it whole before."""
    return _WHOSE.sub(r"\1 \2", words)


def _conclusion(paper: Cited) -> str:
    """A conclusion of a meeting, by who concluded and where; "" for every other document."""
    found = _CONCLUSION.match(clean(nfc(paper.subject)))
    if found is None:
        return ""
    meeting = _MEETING.search(found[1])
    who = _office_held(found[1][: meeting.start()] if meeting else found[1])
    place = meeting[1].rstrip(" .;,") if meeting else ""
    day = meeting_day(paper.text, paper.subject)
    place = _DAY.sub("", place).strip(" ,;")
    if len(place) > _LONGEST:
        place = place.split()[0] + " " + place.split()[1]
    return _joined(
        paper.kind or _("Thông báo"),
        _("kết luận của {who}").format(who=who),
        _("tại {meeting}").format(meeting=place or _("cuộc họp")) if place or day else "",
        _on(day or paper.issued_on),
    )


def _office_held(who: str) -> str:
    """`Phó Chủ tịch UBND tỉnh` of `đồng chí Nguyễn Văn A – Ủy viên BTV, Phó Chủ tịch UBND tỉnh`."""
    who = who.strip(" .;,-–—")
    parts = [part.strip() for part in re.split(r"\s+[-–—]\s+|,", who) if part.strip()]
    return parts[-1] if _PERSON.match(who) and len(parts) > 1 else who


def _on(day: date | None) -> str:
    # In running text: the decree's leading zeros are those of the letterhead.
    return _("ngày {day}").format(day=say_date(day)) if day else ""


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
