"""A report word for word and figure for figure: tests/gold/reports has what it must say, and how that was counted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from counted_book import counted_book
from docx import Document
from docx.oxml.ns import qn
from page_reading import pages

from models.access.opening import OpenOffice
from models.base.paths import Home
from models.base.version import VERSION
from models.reports import making, report_draft
from models.reports.canonical import canonical, data_json
from models.reports.data import ReportData
from models.reports.docx_report import make_docx
from models.reports.gather import gather
from models.reports.pdf import make_pdf
from models.reports.reader import embedded_data, read_data
from models.store import audit
from models.work import office, progress, tasks
from models.work.progress import NewProgress
from models.work.tasks import TaskFields

GOLD = Path(__file__).parents[1] / "gold" / "reports"
PLACES = [("lanh-dao", 1, (301, 402, 451, 466))]


@pytest.fixture
def book(home: Home, cheap_keys: None, hold_clock: Callable[[datetime], None]) -> Iterator[tuple[OpenOffice, Any]]:
    """The book, and what its report must carry: the gold file with the ids of this book in it."""
    opened, ids = counted_book(home, hold_clock)
    with opened.store.read() as session:
        known = {"<program>": VERSION, "<unit>": office.own_unit_id(session), "<head>": audit.head(session)[1]}
    known |= {f"<task {number}>": task_id for number, task_id in enumerate(ids, 1)}
    text = (GOLD / "thang-2024-02.json").read_text("utf-8")
    for name, value in known.items():
        text = text.replace(f'"{name}"', json.dumps(value))
    yield opened, json.loads(text)
    opened.close()


def gathered(opened: OpenOffice) -> ReportData:
    with opened.store.read() as session:
        return gather(session, "thang", "2024-02")


def words_of(docx: bytes) -> list[str]:
    parts = Document(BytesIO(docx)).element.body.iter(qn("w:p"))
    lines = ("".join(words.text or "" for words in part.iter(qn("w:t"))) for part in parts)
    return [line.replace("\xa0", " ") for line in lines if line.strip()]


def test_every_field_of_data_is_one_counted_by_hand(book: tuple[OpenOffice, Any]) -> None:
    opened, wanted = book
    content = data_json(gathered(opened), PLACES)
    found = json.loads(content)
    for part in wanted:  # one at a time, so that a failure names the part
        assert found.pop(part) == wanted[part], part
    assert found == {}
    assert content == canonical(wanted)


def test_the_pdf_carries_the_same_data(book: tuple[OpenOffice, Any]) -> None:
    opened, wanted = book
    embedded = read_data(embedded_data(make_pdf(gathered(opened))) or b"")
    assert {place["role"] for place in embedded.pop("signature_places")} == {"lanh-dao", "co-quan"}
    del wanted["signature_places"]
    assert embedded == wanted


def test_every_word_printed_is_one_written_by_hand(book: tuple[OpenOffice, Any]) -> None:
    data = gathered(book[0])
    # A row of a table is written on one line in the gold file; its empty cells are left out.
    rows = (GOLD / "thang-2024-02.txt").read_text("utf-8").splitlines()
    wanted = [cell for row in rows for cell in row.split(" | ")]
    assert words_of(make_docx(data)) == wanted
    with pages(make_pdf(data)) as opened:
        printed = "".join("".join(page.text.split()) for page in opened)
    for line in wanted:
        assert "".join(line.split()) in printed, line


def test_second_making_names_first_and_next_period_neither(
    book: tuple[OpenOffice, Any], hold_clock: Callable[[datetime], None]
) -> None:
    opened, _wanted = book
    first = making.make(opened, "thang", "2024-02")
    second = gathered(opened)
    assert (second.sequence, second.previous_sha256) == (2, first.data_sha256)
    with opened.store.read() as session:
        other = gather(session, "thang", "2024-01")
        assert (other.sequence, other.previous_sha256) == (1, None)
    hold_clock(datetime(2024, 2, 21, 17, 0, 0, 999_999, tzinfo=UTC))
    assert gathered(opened).made_at == datetime(2024, 2, 21, 17, 0, tzinfo=UTC)


def test_what_was_accepted_after_period_was_not_accepted_in_it(book: tuple[OpenOffice, Any]) -> None:
    opened, _wanted = book
    with opened.store.write("task.add") as write:
        task = tasks.add(write.session, TaskFields("Báo cáo chuyên đề", due_on=date(2024, 2, 10)))
        progress.put(write.session, task.id, "2024-02", NewProgress(percent=50))
        tasks.finish(write.session, task.id, date(2024, 2, 16))
    stood = gathered(opened).tasks[-1]
    [part] = stood.parts
    assert (part.result, part.percent, part.done_on) == ("open_overdue", 50, None)
    assert stood.state == "doing"


@pytest.mark.parametrize(
    ("kind", "key", "number", "signer", "words"),
    [
        ("thang", "2024-01", 2, "Lò Thị Hoa", "Lời của tháng 01."),
        ("thang", "2024-02", 7, "Giàng A Páo", "Đề nghị bổ sung kinh phí số hóa."),
        ("thang", "2024-03", 11, "Lò Thị Hoa", "Lời của tháng 3."),
        ("quy", "2024-Q1", 12, "Lò Thị Hoa", "Lời của quý I."),
        # Nobody has worked on it yet: the first who signs, no number, the words from the figures.
        ("nam", "2024", None, "Lò Thị Hoa", "Không có kiến nghị, đề xuất."),
    ],
)
def test_each_report_has_its_own_number_signer_and_words(
    book: tuple[OpenOffice, Any], kind: str, key: str, number: int | None, signer: str, words: str
) -> None:
    with book[0].store.read() as session:
        data = gather(session, kind, key)
        draft = report_draft.read(session, kind, key)
    assert (data.letterhead.number, data.signer.name) == (number, signer)
    assert {part.code: part.paragraphs for part in data.sections}["V"] == (words,)
    assert (draft.number, draft.issued_on) == (str(number or ""), data.letterhead.issued_on)
    assert draft.edited == ({"V": (words,)} if number else {})
    assert [person.name for person in draft.signers] == ["Lò Thị Hoa", "Giàng A Páo"]


def test_quarter_has_notes_of_its_months_and_none_of_others(book: tuple[OpenOffice, Any]) -> None:
    """15/12/2023 to 14/03/2024, judged today, 20/02: the newest note of its three months, wherever it was written."""
    with book[0].store.read() as session:
        data = gather(session, "quy", "2024-Q1")
        year = gather(session, "nam", "2023")
    told = {task.number: ([(part.result, part.percent) for part in task.parts], task.notes) for task in data.tasks}
    months = [("open_overdue", 0), ("done_on_time", 100), ("open_in_time", 20)]
    assert told[3] == (months, ("Kỳ sau: đang làm",))
    assert told[5] == ([("open_overdue", 70)], ("Kỳ sau: chờ duyệt",))
    assert told[6] == ([("open_in_time", 10)], ("Kỳ trước: mới lập đoàn",))
    assert told[10] == ([("no_deadline", 100)], ())
    assert told[12] == ([("done_late", 100)], ("Chờ nghiệm thu",))
    assert 8 not in told
    assert {task.notes for task in year.tasks} == {()}
