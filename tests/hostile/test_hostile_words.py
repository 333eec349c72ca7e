"""Words that are markup, formulas or tricks for the eye somewhere: everywhere they stay the words that they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import offices
import pypdfium2
import pytest

from models.base import clock
from models.base.csv_text import csv_bytes
from models.base.paths import Home
from models.reports import making
from models.store import backup
from models.work import attachments, people, tasks, unit_book, units
from models.work.opening import OpenOffice
from models.work.tasks import TaskFields

MARKUP = "<b>đậm</b> <img src='file:///etc/hostname'/> <font size=99> &lt; <para> </para"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OpenOffice]:
    opened = offices.found(Home(tmp_path / "sổ"))
    with clock.fixed(datetime(2024, 3, 16, 2, 0, tzinfo=UTC)):
        yield opened
    opened.close()


def test_markup_is_printed_as_it_is_written(office: OpenOffice) -> None:
    with office.store.write("task.add") as write:
        people.save(write.session, None, name=f"Đức {MARKUP}", title="Trưởng phòng", signs=True)
        tasks.add(write.session, TaskFields(MARKUP, area="digital", lead=(MARKUP,)))
    made = making.make(office, "thang", "2024-03")
    with pypdfium2.PdfDocument(made.content) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    words = " ".join(text.split())
    for part in ("<b>đậm</b>", "<img", "file:///etc/hostname", "&lt;", "<para>"):
        assert part in words, part


@pytest.mark.parametrize(
    "cell", ["=cmd|' /C calc'!A0", "+1+cmd|'x'!A", "@SUM(A1)", "-2+3+cmd|' /C calc'!A0", "\t=1", "\r=1"]
)
def test_a_formula_is_no_formula_in_a_table_for_excel(cell: str) -> None:
    assert csv_bytes([[cell]]).decode("utf-8-sig").startswith("\"'")


def test_letters_that_turn_or_hide_words_do_not_come_in(office: OpenOffice) -> None:
    tricks = "Xã \u202eốhP nảB\u202c \u2066rà\u2069 so\u200bát\ufeff\U000e0041"
    with office.store.write("task.add") as write:
        task = tasks.add(write.session, TaskFields(tricks, ref="\u202e1", lead=(tricks,), product=tricks))
        unit = units.add(write.session, "Xã Bản \u200bPhố\u202e", "xa", parent_id=None)
        kept = attachments.attach(write.session, office.evidence, task.id, "hoa\u202efdp.exe", b"MZ")
        names = [task.text, task.ref, task.lead_text, task.product, unit.name, kept.id]
        names += [row.name for row in attachments.of_task(write.session, task.id)]
    assert not [name for name in names if any(ord(c) in {0x202E, 0x202C, 0x200B, 0x2066, 0x2069, 0xFEFF} for c in name)]
    assert names[-1] == "hoafdp.exe"  # and so it is seen for what it is
    assert unit.name == "Xã Bản Phố"


def test_a_unit_that_only_looks_like_another_is_refused(office: OpenOffice) -> None:
    twin = "Xã Lùng C\u0430i"  # with a Cyrillic а
    with offices.refused("strange_letters"), office.store.write("unit.add") as write:
        units.add(write.session, twin, "xa")
    with offices.refused("strange_letters"), office.store.write("unit.add") as write:
        unit_book.add_many(write.session, [("1", "Xã Mới"), ("2", twin)], "xa", None)
    with office.store.read() as session:
        assert not [row for row in units.rows(session) if row.name in {twin, "Xã Mới"}]
        known = units.rows(session)[0]
    with offices.refused("strange_letters"), office.store.write("unit.change") as write:
        units.change(write.session, known.id, name=twin, code=None, level="xa", valid_from=None, valid_to=None)


def test_a_backup_that_swells_is_none(office: OpenOffice, tmp_path: Path) -> None:
    backup.make(office.home, office.data_key, tmp_path / "sao.cchc")
    bomb = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "sao.cchc") as packed, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            again.writestr(name, bytes(50_000_000) if name.endswith(".db") else packed.read(name))
    (tmp_path / "bom.cchc").write_bytes(bomb.getvalue())
    assert (tmp_path / "bom.cchc").stat().st_size < 1_000_000
    with offices.refused("not_a_backup"):
        backup.prove(tmp_path / "bom.cchc", office.data_key)
