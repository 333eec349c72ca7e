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

_QUOTED: Final = 5  # places of which the words around the letter are quoted; where there are more, only the places
_NAMED: Final = 20  # places named in one message; the others are counted


@dataclass(frozen=True)
class MissingLetter:
    """A letter that cannot be printed, and where: `task_id` is of the task, "" for one in the words around them."""

    letter: str
    where: str
    text: str
    task_id: str = ""


def missing(data: ReportData) -> tuple[MissingLetter, ...]:
    """Every letter of a report that its typeface cannot draw, once for each place, in the order of the pages."""
    letters = register()
    found: dict[tuple[str, str, str], MissingLetter] = {}
    for where, task_id, face, text in _texts(data):
        if not letters[face].issuperset(text):
            for one in text:
                if one not in letters[face]:
                    found.setdefault((one, where, task_id), MissingLetter(one, where, text, task_id))
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
            do=_("Thay hoặc xoá các ký tự đó rồi tạo lại báo cáo."),
        )


def places(found: Sequence[MissingLetter]) -> list[str]:
    """Where they stand, each place once, with the words around the letter or, of many places, the letters alone."""
    by_place: dict[tuple[str, str], list[MissingLetter]] = {}
    for one in found:
        by_place.setdefault((one.task_id, one.where), []).append(one)
    told = []
    for (_task, where), here in list(by_place.items())[:_NAMED]:
        words = around(here[0].text, here[0].text.index(here[0].letter)) if len(by_place) <= _QUOTED else ""
        letters = " ".join(letter_name(one.letter).split(" (")[0].strip("()") for one in here)
        told.append(_("{where}: “{words}”").format(where=where, words=words) if words else f"{where}: {letters}")
    if len(by_place) > _NAMED:
        told.append(_("và {n} chỗ khác").format(n=len(by_place) - _NAMED))
    return told


def _texts(data: ReportData) -> Iterator[tuple[str, str, str, str]]:
    """Each text with the words for its place, its task, and the face that it is printed in."""
    head = data.letterhead
    around: Iterable[tuple[str, str, str]] = (
        (_("cơ quan ban hành"), BOLD, head.issuer.upper()),
        (_("cơ quan chủ quản"), REGULAR, (head.superior or "").upper()),
        (_("ký hiệu"), REGULAR, head.symbol),
        (_("địa danh"), ITALIC, head.place),
        (_("trích yếu"), BOLD, data.subject),
        *((_("kính gửi"), REGULAR, name) for name in data.recipients),
        *((_("nơi nhận"), REGULAR, name) for name in (*data.copies, data.archive)),
        *((_("người ký"), BOLD, line) for line in (*data.signer.authority, data.signer.name)),
        (_("phụ lục"), ITALIC, data.unit.name),
    )
    yield from ((place, "", face, text) for place, face, text in around)
    where = _("phần mở đầu")
    for name, text in styled_texts(data):
        if name.startswith("heading"):
            where = _("mục “{heading}”").format(heading=text)
        elif name == "last":
            where = _("phần kết")
        yield where, "", str(style(name).fontName), text
    for task in data.tasks:
        texts = (task.text, task.directive, task.ref, *task.lead, task.deadline_text, task.note)
        yield from ((_task_words(task), task.id, REGULAR, text) for text in texts)


def _task_words(task: ReportTask) -> str:
    """How people find a task: by its number in the book, and its place in the document."""
    if task.number is None or not task.ref:
        return _("nhiệm vụ {number}").format(number=task.ref or task.number or "").rstrip()
    return _("nhiệm vụ {number} (mục {ref})").format(number=task.number, ref=task.ref)
