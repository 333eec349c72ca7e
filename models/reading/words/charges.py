"""Who leads, who helps and until when, in words that say nothing else: a pair of brackets, a cell, a label's value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.reading.passage import NOTHING, Passage
from models.reading.words.listed import listed

_PARTS = re.compile(
    r"\s*[;,.]\s+(?:và\s+)?|\s*[;,.]\s*$|\s+(?=phối hợp(?:\s+(?:chặt chẽ|thực hiện))?(?:\s+(?:với|cùng)\s|\s*:))"
)
_OPENS = re.compile(r"(?:do|giao(?: nhiệm vụ)?(?: cho)?|phân công|đề nghị|riêng)\s+")
_DOES = (
    r"(?:chủ trì|đầu mối|phụ trách|đảm nhiệm|đảm trách|chịu trách nhiệm|(?:tổ chức |triển khai )?thực hiện|triển khai)"
)
_DOES_ALSO = r"(?:chính|tham mưu|tổ chức|soạn thảo|xây dựng|tổng hợp|trình|thực hiện|triển khai)"
_AS = r"(?:\s*(?:[-–(:]|(?<!\w)là(?=\s)|(?<!việc )(?<!\w)làm(?=\s))\s*(?:cơ quan |đơn vị )?)?\s*(?<!\w)(?:sẽ |cùng )?"
_LEADS = re.compile(rf"{_AS}{_DOES}(?:\s+{_DOES_ALSO}){{0,3}}\s*\)?\s*$")
_HELPS = re.compile(
    rf"{_AS}(?:tham gia )?(?:phối hợp|tham gia|hỗ trợ)(?:\s+(?:cùng|thực hiện|tham gia|triển khai|tổ chức))?\s*\)?\s*$"
)
_WITH = re.compile(
    r"(?:(?:cơ quan|đơn vị|các đơn vị)\s+)?(?:phối hợp|cùng)(?:\s+(?:chặt chẽ|thực hiện))*(?:\s+(?:với|cùng))?\s*:?\s+"
)
_INNER_WITH = re.compile(r"\s+phối hợp(?:\s+(?:với|cùng))?\s+(?=\S)")
_TIME = re.compile(
    r"(?:(?:thời gian|thời hạn|hạn)\s*:?\s*)?"
    r"(?=(?:xong|hoàn thành|trước|trong|chậm nhất|muộn nhất|đến|vào|từ|hết|cuối|đầu|quý|quí|tháng|ngày|tuần|năm|"
    r"hằng|hàng|mỗi|định kỳ|thường xuyên|\d)(?!\w)|\d)"
)


@dataclass(frozen=True)
class Charges:
    """The words for those who lead, those who help and the time; `told`: whether a verb says who does which."""

    lead: Passage = NOTHING
    helpers: Passage = NOTHING
    when: Passage = NOTHING
    told: bool = False

    @property
    def leaders(self) -> tuple[str, ...]:
        """The names of those who lead."""
        return listed(self.lead) if self.lead else ()

    @property
    def others(self) -> tuple[str, ...]:
        """The names of those who help and do not lead."""
        leaders = self.leaders
        return tuple(name for name in listed(self.helpers) if name not in leaders) if self.helpers else ()


def charges_in(words: Passage) -> Charges:
    """Who does what by `A, B chủ trì; C phối hợp; xong trước 5/6`, in whatever order it is told.

    Names without a verb lead where nobody else does; behind one who leads they help.
    """
    opens = _OPENS.match(words.plain)
    return _Telling(words.cut(opens.end()) if opens else words).charges()


class _Telling:
    """Goes through the parts between commas; names wait until a verb, or the end, says what they do."""

    def __init__(self, words: Passage) -> None:
        self._words = words
        self._kept = {"lead": NOTHING, "helpers": NOTHING, "when": NOTHING}
        self._waits: int | None = None  # where the names begin that no verb followed yet
        self._as = "lead"  # what they do if none follows
        self._told = False
        self._apart: int | None = None  # the last semicolon behind waiting names

    def charges(self) -> Charges:
        start = 0
        for mark in (*_PARTS.finditer(self._words.plain), None):
            end = mark.start() if mark else len(self._words.words)
            if self._words.plain[start:end].strip():
                self._part(start, end)
            start = mark.end() if mark else end
            if mark and ";" in mark[0] and self._waits is not None:
                self._apart = mark.start()
        self._keep(self._as, len(self._words.words))
        return Charges(**self._kept, told=self._told)

    def _part(self, start: int, end: int) -> None:
        plain = self._words.plain
        if _TIME.match(plain, start, end) and (self._waits is None or _ends_list(plain, start)):
            self._keep(self._as, start)
            time = _TIME.match(plain, start, end)
            self._kept["when"] = self._kept["when"].joined(self._words.cut(time.end() if time else start, end), ", ")
            return
        if (helped := _WITH.match(plain, start, end)) is not None:
            self._keep(self._as, start)
            self._as, self._waits, self._told = "helpers", helped.end(), True
        elif self._waits is None:
            self._waits = start
        inner = _INNER_WITH.search(plain, self._waits, end) if self._as == "lead" else None
        if inner and not _HELPS.match(plain, inner.start(), end):
            self._keep("lead", inner.start())
            self._as, self._waits, self._told = "helpers", inner.end(), True
        self._verb(start, end)

    def _verb(self, start: int, end: int) -> None:
        """Give the waiting names to the verb that ends a part."""
        for what, verb in (("helpers", _HELPS), ("lead", _LEADS)):
            found = verb.search(self._words.plain, start, end)
            if found is None or self._waits is None:
                continue
            if what == "helpers" and self._as == "lead" and self._apart and self._apart > self._waits:
                self._keep("lead", self._apart)  # "Phòng A; Phòng B phối hợp"
                self._waits = start
            self._keep("helpers" if self._as == "helpers" and self._told else what, found.start())
            self._as, self._told = "helpers", True
            return

    def _keep(self, what: str, end: int) -> None:
        if self._waits is None:
            return
        names = self._words.cut(self._waits, end) if end > self._waits else NOTHING
        while names and names.words[-1] in " ,;.:-–(":
            names = names.cut(0, len(names.words) - 1)
        self._kept[what] = self._kept[what].joined(names, "; ")
        self._waits = None
        self._as = "helpers" if self._kept["lead"] else self._as


def _ends_list(plain: str, start: int) -> bool:
    return plain[:start].rstrip()[-1:] in {";", ",", "."}
