"""Which letters of a report its typeface has not, and where each stands: all of them at once, before a page is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.base.errors import AppError
from models.base.words import _
from models.reports.body import styled_texts
from models.reports.data import ReportData, ReportTask
from models.reports.fonts import BOLD, ITALIC, REGULAR, around, letter_name, register
from models.reports.nd30 import style
from models.reports.task_lines import told_words

_QUOTED: Final = 5  # places of which the words around the letter are quoted; where there are more, only the places
_NAMED: Final = 20  # places named in one message; the others are counted


@dataclass(frozen=True)
class MissingLetter:
    """A letter that cannot be printed, where it stands, and what must be corrected for it.

    `target` is `task:<id>`, `section:<code>`, `unit:own`, `unit:above`, `people`, `directives`, or of the office's card
    `place`, `symbol`, `recipients` or `copies`.
    """

    letter: str
    where: str
    text: str
    target: str


def missing(data: ReportData) -> tuple[MissingLetter, ...]:
    """Every letter of a report that its typeface cannot draw, once for each place, in the order of the pages."""
    letters = register()
    found: dict[tuple[str, str, str], MissingLetter] = {}
    for where, target, face, text in _texts(data):
        if not letters[face].issuperset(text):
            for one in text:
                if one not in letters[face]:
                    made = MissingLetter(one, where, text, target or _origin(data, one))
                    found.setdefault((one, where, made.target), made)
    return tuple(found.values())


def refuse(data: ReportData) -> None:
    """Raises AppError `letter_missing`, which names all of `missing` and the tasks that they stand in."""
    found = missing(data)
    if found:
        names = dict.fromkeys(letter_name(one.letter) for one in found)
        raise AppError(
            "letter_missing",
            what=_("Phông chữ của báo cáo không có ký tự {letters}.").format(letters=", ".join(names)),
            why=_("Chỗ cần sửa: {places}.").format(places="; ".join(places(found))),
            do=_("Thay hoặc xóa các ký tự đó rồi tạo lại báo cáo."),
        )


def places(found: Sequence[MissingLetter]) -> list[str]:
    """Where they stand, each place once, with the words around the letter or, of many places, the letters alone."""
    return [words for words, _target in places_to_correct(found)]


def places_to_correct(found: Sequence[MissingLetter]) -> list[tuple[str, str]]:
    """The same, each with its target; behind the last that is named the others are counted."""
    by_place: dict[tuple[str, str], list[MissingLetter]] = {}
    for one in found:
        by_place.setdefault((one.target, one.where), []).append(one)
    told = []
    for (target, where), here in list(by_place.items())[:_NAMED]:
        words = around(here[0].text, here[0].text.index(here[0].letter)) if len(by_place) <= _QUOTED else ""
        letters = " ".join(letter_name(one.letter).split(" (")[0].strip("()") for one in here)
        line = _("{where}: “{words}”").format(where=where, words=words) if words else f"{where}: {letters}"
        told.append((line, target))
    if len(by_place) > _NAMED:
        first = list(by_place)[_NAMED][0]
        told.append((_("và {n} chỗ khác").format(n=len(by_place) - _NAMED), first))
    return told


def _texts(data: ReportData) -> Iterator[tuple[str, str, str, str]]:
    """Each text with the words for its place, what is corrected for it, and the face that it is printed in."""
    head = data.letterhead
    around: Iterable[tuple[str, str, str, str]] = (
        (_("cơ quan ban hành"), "unit:own", BOLD, head.issuer.upper()),
        (_("cơ quan chủ quản"), "unit:above", REGULAR, (head.superior or "").upper()),
        (_("ký hiệu"), "symbol", REGULAR, head.symbol),
        (_("địa danh"), "place", ITALIC, head.place),
        (_("trích yếu"), "", BOLD, data.subject),
        *((_("kính gửi"), "recipients", REGULAR, name) for name in data.recipients),
        *((_("nơi nhận"), "copies", REGULAR, name) for name in (*data.copies, data.archive)),
        *((_("người ký"), "people", BOLD, line) for line in (*data.signer.authority, data.signer.name)),
        (_("phụ lục"), "", ITALIC, data.unit.name),
    )
    yield from around
    yield from _body_texts(data)
    for task in data.tasks:
        units = (*task.lead, *(part.unit for part in task.parts))
        texts = (task.short, task.directive, task.ref, *units, task.deadline_text, told_words(task))
        yield from ((_task_words(task), f"task:{task.id}", REGULAR, text) for text in texts)


def _body_texts(data: ReportData) -> Iterator[tuple[str, str, str, str]]:
    where, target = _("phần mở đầu"), ""
    sections = iter(data.sections)
    for name, text in styled_texts(data):
        if name.startswith("heading"):
            where, target = _("mục “{heading}”").format(heading=text), f"section:{next(sections).code}"
        elif name == "last":
            where, target = _("phần kết"), ""
        yield where, target, str(style(name).fontName), text


def _origin(data: ReportData, letter: str) -> str:
    """What of the office a text that the program writes itself has this letter from, else a document that it names."""
    head = data.letterhead
    kept = (("unit:own", head.issuer), ("unit:above", data.parent.name if data.parent else ""))
    named = (*kept, ("recipients", " ".join(data.recipients)))
    return next((target for target, text in named if letter in text or letter in text.upper()), "directives")


def _task_words(task: ReportTask) -> str:
    """How people find a task: by its number in the book, and its place in the document."""
    if task.number is None or not task.ref:
        return _("nhiệm vụ {number}").format(number=task.ref or task.number or "").rstrip()
    return _("nhiệm vụ {number} (mục {ref})").format(number=task.number, ref=task.ref)
