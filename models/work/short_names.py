"""The short name of a task, by which a report calls it: the directive's own words are not copied back to its author."""

from __future__ import annotations

import re
from typing import Final

from models.base.text import clean
from models.base.words import _

LONGEST: Final = 80  # characters, about a line of a report
UNCUT: Final = 240  # characters, three lines, of a name whose text has no place to stop before
_ENOUGH: Final = 12  # characters that a name has at least, before more of the text is left out
_HEADING: Final = 60  # characters of a heading before a colon, as `3. Cải cách thủ tục hành chính:`

# What a directive begins with and a name does without; and whom it speaks to before that.
_BEGINNINGS: Final = (
    _("tiếp tục"),
    _("tập trung"),
    _("chủ động"),
    _("khẩn trương"),
    _("nghiêm túc"),
    _("kịp thời"),
    _("thường xuyên"),
    _("yêu cầu"),
    _("quan tâm"),
    _("chỉ đạo"),
    _("có trách nhiệm"),
    _("phải"),
)
_ADDRESSED: Final = tuple(
    f"{words} "
    for words in (
        _("giao"),
        _("đề nghị"),
        _("yêu cầu"),
        _("thủ trưởng"),
        _("người đứng đầu"),
        _("chủ tịch"),
        _("các sở"),
        _("các cơ quan"),
        _("các phòng"),
        _("ubnd các"),
        _("ủy ban nhân dân các"),
    )
)
# Where a directive goes on to say why, how well and of what especially.
_ENDINGS: Final = (
    _("nhất là"),
    _("trong đó"),
    _("đặc biệt là"),
    _("bảo đảm"),
    _("đảm bảo"),
    _("góp phần"),
    _("nhằm"),
    _("để"),
    _("gắn với"),
    _("phù hợp với"),
    _("trên cơ sở"),
    _("theo quy định"),
    _("theo đúng"),
)
# A premise before what has to be done, whom it then speaks to, and what is to be done.
_PREMISES: Final = re.compile(
    rf"(?:{'|'.join((_('căn cứ'), _('trên cơ sở'), _('nhằm'), _('để'), _('sau khi')))})\s", re.IGNORECASE
)
_WHOM: Final = (*(words.strip() for words in _ADDRESSED), _("các"), _("ubnd"), _("phòng"), _("sở"), _("ban"), _("xã"))
_ACTIONS: Final = (
    *_BEGINNINGS,
    *(_("xây dựng"), _("ban hành"), _("rà soát"), _("triển khai"), _("thực hiện"), _("tham mưu"), _("hoàn thành")),
    *(_("phối hợp"), _("quán triệt"), _("hướng dẫn"), _("kiểm tra"), _("đôn đốc"), _("hoàn thiện"), _("cập nhật")),
    *(_("đẩy mạnh"), _("tăng cường"), _("nâng cao"), _("đề xuất"), _("bố trí"), _("lập"), _("gửi"), _("chuẩn bị")),
    *(_("nghiên cứu"), _("tuyên truyền"), _("số hóa"), _("khắc phục"), _("tổng hợp"), _("phân công"), _("báo cáo")),
)
_AFTER_WHOM: Final = re.compile(rf", +(?=(?:{'|'.join(_WHOM)})\b)", re.IGNORECASE)
_AFTER_COMMA: Final = re.compile(rf", +(?=(?:{'|'.join(_ACTIONS)})\b)", re.IGNORECASE)
_ACTION: Final = re.compile(rf" (?=(?:{'|'.join(_ACTIONS)})\b)", re.IGNORECASE)
_ORGANISE: Final = re.compile(rf" (?={_('tổ chức')}\b)", re.IGNORECASE)
# Where a name that is too long may stop.
_STOPS: Final = re.compile(r", | (?:và|hoặc|trong|của|đối với|tại|theo|cho|bằng|thông qua|thuộc|do|từ|khi|với|giữa) ")
_OPENINGS: Final = re.compile(rf"(?:{'|'.join(_BEGINNINGS)})[ ,]+(?:và +)?", re.IGNORECASE)
_BREAKS: Final = re.compile(rf"(?<!không)(?<!không còn)(?<!chưa),?\s+(?:{'|'.join(_ENDINGS)})\b")
_NOT_NAMED: Final = re.compile(r"\s*[({\[][^)}\]]*[)}\]]|[*_“”\"]")


def proposed(text: str) -> str:
    """A name out of a task's text: its first clause without what only surrounds it.

    It stops within `LONGEST` characters where the words allow that, else at the next place where they do: an official
    paper holds no phrase that breaks off. Only what has no such place in `UNCUT` characters is cut, with a mark.
    """
    name = clean(_NOT_NAMED.sub("", text)).lstrip("-+–• ")
    head, colon, rest = name.partition(": ")
    if colon and len(head) <= _HEADING and len(rest) >= _ENOUGH:
        name = rest
    name = _first(_without_premise(name))
    name = _without_beginning(name)
    ends = (end.start() for end in _BREAKS.finditer(name) if end.start() >= _ENOUGH)
    name = name[: next(ends, len(name))]
    name = _fitting(name.rstrip(" .;,:-–"))
    return name[:1].upper() + name[1:] or text


def _first(text: str) -> str:
    """The first clause that is long enough to be a name."""
    for end in re.finditer(r"[;.](\s|$)", text):
        if end.start() >= _ENOUGH:
            return text[: end.start()]
    return text


def _without_premise(text: str) -> str:
    """`Căn cứ Nghị quyết số 5, các xã quán triệt …` from `quán triệt` on; a text that is all premise stays."""
    if not _PREMISES.match(text):
        return text
    clause = _first(text)
    whom, act = _AFTER_WHOM.search(clause), _AFTER_COMMA.search(clause)
    last = clause.rfind(", ") + 2
    place = next((found.end() for found in (act, whom) if found is not None), last if last > 1 else 0)
    if whom is not None and (act is None or whom.end() < act.end()):
        place = whom.end()
        within = clause[place : place + _HEADING]
        found = _ACTION.search(within) or _ORGANISE.search(within)
        place += found.end() if found is not None else 0
    return text[place:] if len(text) - place >= _ENOUGH else text


def _without_beginning(text: str) -> str:
    left = _without_address(text)
    while found := _OPENINGS.match(left):
        left = left[found.end() :]
    return left if len(left) >= _ENOUGH else text


def _without_address(text: str) -> str:
    """`Thủ trưởng các sở, ngành tiếp tục …` from `tiếp tục` on."""
    lowered = text.lower()
    if not lowered.startswith(_ADDRESSED):
        return text
    found = [place for word in _BEGINNINGS if 0 < (place := lowered.find(f" {word} ")) < _HEADING]
    return text[min(found) :].lstrip() if found else text


def _fitting(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST + 1]
    stops = [stop.start() for stop in _STOPS.finditer(cut) if stop.start() >= LONGEST // 3]
    if stops:
        return cut[: stops[-1]]
    after = next((stop.start() for stop in _STOPS.finditer(text) if stop.start() > LONGEST), len(text))
    if after <= UNCUT:
        return text[:after]
    # A word of two syllables must not lose its second unseen.
    return f"{text[:UNCUT].rsplit(' ', 1)[0][: UNCUT - 1]}…"
