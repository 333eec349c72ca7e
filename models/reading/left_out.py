"""What the body of a document holds and no proposal was made of, by kind, and how the official is told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from models.base.words import _
from models.reading.proposal import LeftOut

# Kinds of which one may be a duty all the same: each is named. Of the others it is enough to say that they are there.
RULE: Final = "rule"
CALLED: Final = "called"  # somebody is called on within an appraisal
UNCLEAR: Final = "unclear"
OPENING: Final = "opening"
PAST: Final = "past"
PURPOSE: Final = "purpose"
SETTING: Final = "setting"
MONEY: Final = "money"
AGREED: Final = "agreed"
CLOSING: Final = "closing"
TABLE: Final = "table"
APPENDIX: Final = "appendix"
_RULED: Final = (RULE, CALLED)
DOUBTED: Final = frozenset({*_RULED, UNCLEAR})
_MOST_NAMED: Final = 12
_FEW: Final = 6  # words by which a paragraph without a number is found


def remarks_on(left_out: Sequence[LeftOut], text: str) -> list[str]:
    """What has to be said of all that was left out; `text` is what its sources point into."""
    ruled = [one.ref or _beginning(one, text) for one in left_out if one.kind in _RULED]
    unclear = [one.ref or _beginning(one, text) for one in left_out if one.kind == UNCLEAR]
    told: list[str] = []
    if ruled:
        words = _(
            "Không đề xuất {n} mục vì là quy tắc hoặc nằm trong phần đánh giá: {refs}; nếu là nhiệm vụ thì thêm vào."
        )
        told.append(words.format(n=len(ruled), refs=_named(ruled)))
    if unclear:
        words = _(
            "Không rõ {n} đoạn có giao việc cho ai không nên không đề xuất: {refs}; nếu là nhiệm vụ thì thêm vào."
        )
        told.append(words.format(n=len(unclear), refs=_named(unclear)))
    counted = Counter(_kinds()[one.kind] for one in left_out if one.kind in _kinds())
    if counted:
        parts = ", ".join(f"{name} ({count})" for name, count in counted.items())
        told.append(_("Phần không giao việc, không đề xuất: {parts}.").format(parts=parts))
    return told


def _kinds() -> dict[str, str]:
    return {
        OPENING: _("mở đầu và căn cứ"),
        PAST: _("đánh giá và kết quả"),
        PURPOSE: _("mục đích và yêu cầu"),
        SETTING: _("thời gian, địa điểm và thành phần"),
        MONEY: _("kinh phí"),
        AGREED: _("điều đã thống nhất hoặc quyết định"),
        CLOSING: _("lời kết"),
        TABLE: _("dòng của bảng không phân công"),
        APPENDIX: _("dòng của phụ lục không phải kế hoạch"),
    }


def _named(places: Sequence[str]) -> str:
    return ", ".join(places[:_MOST_NAMED]) + ("…" if len(places) > _MOST_NAMED else "")


def _beginning(one: LeftOut, text: str) -> str:
    words = text[one.source.start : one.source.end].split()
    return f"“{' '.join(words[:_FEW])}{'…' if len(words) > _FEW else ''}”"
