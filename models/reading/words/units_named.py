"""The names of offices as documents write them, one or a list of them. What they are made of is in `office_words`.

A name is read from left to right: a word for many (`các sở, ban, ngành`), a People's Committee with its levels, a
department with its subject, or a kind of office whose own name runs on until the words say what is to be done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.reading.passage import UPPER
from models.reading.words.first_words import words_in
from models.reading.words.office_committees import place_after
from models.reading.words.office_names import SHARED, name_begins, office_at, subject_after
from models.reading.words.office_run import Office, free_run
from models.reading.words.office_words import HEADS_OF_MANY

_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:và|cùng)(?:\s+với)?|,|;|/|\.|[-–]|(?<!\w)và(?!\w)|(?<!\w)cùng(?:\s+với)?(?!\w))?\s*", re.IGNORECASE
)


_ASIDE = re.compile(r"\s*\([^()]{1,80}\)(?=\s*(?:[,;]|và\s))")  # "Phòng Kinh tế (đối với xã), Công an xã"


_NEXT_PLACE = 40  # letters behind a colon in which the first place of "UBND các xã: …" is named


def unit_name(words: str) -> str:
    """An office's name as it is kept: one blank between words, a capital first letter, no end punctuation."""
    name = " ".join(words.split()).strip(" ,;.:-–/()")
    return name[:1].upper() + name[1:]


def unit_list(words: str, start: int = 0) -> tuple[tuple[str, ...], int]:
    """The offices named one after another from `start` on, and where the list ends; none when none begins there.

    `words` has even tones (`passage.even`). The head of one office stands for the office (`Giám đốc Sở Nội vụ`), and a
    word for their kind for each of those after it (`Các sở: Tài chính, Y tế`; `UBND các xã: Tân Mẫu, Phú Mẫu`).
    """
    found: list[str] = []
    end = at = start
    kind = ""
    while True:
        office, kind = _next(words, at, kind)
        if office is None:
            break
        name = unit_name(office.name)
        if found and not words[end:at].strip():
            if not office.many:
                break
            found[-1] += f" {words[at : office.end].strip()}"  # "Bộ phận Một cửa các xã" is one name
        elif name and name not in found:
            found.append(name)
        end = office.end
        aside = _ASIDE.match(words, end)
        between = _BETWEEN.match(words, aside.end() if aside else end)
        if between is None or between.end() in {end, aside.end() if aside else end} or between.end() >= len(words):
            break
        at = between.end()
    return tuple(found), end


# "Các sở: Tài chính, Kế hoạch và Đầu tư": one word says what each of the names after it is.
_SHARED_KIND = re.compile(
    rf"(?<!\w)(?:(?:{HEADS_OF_MANY})\s+)?(?:các\s+)?(?P<kind>sở|phòng|bộ)(?:\s*,\s*(?:ban|ngành))*\s*:\s*|"
    rf"(?<!\w)(?:(?:{HEADS_OF_MANY})\s+)?các\s+(?P<near>sở|phòng|bộ)\s+(?=(?-i:[{UPPER}]))|"
    r"(?<!\w)các\s+(?P<other>hội|tập đoàn|tổng công ty|công ty|ngân hàng|trường|trung tâm|viện|bệnh viện|"
    r"ban quản lý)\s*:\s*"
    rf"(?=(?-i:[{UPPER}]))",
    re.IGNORECASE,
)


def _next(words: str, at: int, kind: str) -> tuple[Office | None, str]:
    """The office at `at` and the kind that the ones after it may share; `kind` is what those before it share."""
    if each := _SHARED_KIND.match(words, at):
        shared = _shared(each)
        if (office := _sharing(words, each.end(), shared)) is not None:
            return office, shared
    if kind and (office := _sharing(words, at, kind)) is not None:
        return office, office.kind or kind
    office = office_at(words, at)
    if office is None:
        return None, kind
    return office, office.kind or (kind if kind in SHARED else "")


def _sharing(words: str, at: int, kind: str) -> Office | None:
    if kind in SHARED:
        return subject_after(words, at, kind)
    if kind.lower().startswith(("ubnd", "ủy ban", "hđnd", "hội đồng nhân dân")):
        return place_after(words, at, kind)
    if not words[at : at + 1].isupper() or office_at(words, at) is not None:
        return None
    end = free_run(words, at - 1) if words[at - 1 : at].isspace() else at
    return Office(f"{kind} {words[at:end]}", end, kind=kind) if end > at else None


def units_in(words: str) -> Iterator[tuple[int, int, str]]:
    """Every office named anywhere in `words` (even tones), with where it stands."""
    after = 0
    for place in words_in(words):
        if place.start() < after or not name_begins(words, place.start()):
            continue
        if _SHARED_KIND.match(words, place.start()):
            found, end = unit_list(words, place.start())
            name = ", ".join(found)
        else:
            office = office_at(words, place.start())
            name, end = (unit_name(office.name), office.end) if office else ("", after)
        if name:
            after = end
            yield place.start(), end, name


def list_opened(words: str, colon: int) -> bool:
    """Whether the colon at `colon` only opens a list of names (`Các sở: Tài chính, …`) and ends no heading."""
    if colon < 0:
        return False
    shared = any(
        match.start() < colon < match.end() and _sharing(words, match.end(), _shared(match)) is not None
        for match in _SHARED_KIND.finditer(words)
    )
    return shared or any(start < colon < end for start, end, _name in units_in(words[: colon + _NEXT_PLACE]))


def _shared(each: re.Match[str]) -> str:
    return (each["kind"] or each["near"] or each["other"]).lower()
