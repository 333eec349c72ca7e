"""Words that are markup, formulas or tricks for the eye somewhere: everywhere they stay the words that they are."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import offices
import pypdfium2
import pytest

from models.access.opening import OpenOffice
from models.base import clock
from models.base.csv_text import csv_bytes
from models.base.errors import AppError
from models.base.paths import Home
from models.base.settings import LARGEST, Settings
from models.reports import making
from models.store.backups import backup, backup_format
from models.store.keys import key_slots
from models.work import attachments, people, tasks, unit_list, units
from models.work.tasks import TaskFields
from models.work.unit_csv import read_units
from ui import cli
from ui.commands.request import Answer, say

MARKUP = "<b>đậm</b> <img src='file:///etc/hostname'/> <font size=99> &lt; <para> </para"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OpenOffice]:
    opened = offices.found(Home(tmp_path / "sổ"))
    with clock.fixed(datetime(2024, 3, 16, 2, 0, tzinfo=UTC)):
        yield opened
    opened.close()


def test_markup_printed_as_written(office: OpenOffice) -> None:
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
def test_formula_guarded_in_csv(cell: str) -> None:
    assert csv_bytes([[cell]]).decode("utf-8-sig").startswith("\"'")


def test_direction_and_hidden_letters_removed(office: OpenOffice) -> None:
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


@pytest.mark.parametrize(
    "letter",
    ["\u034f", "\ufe0f", "\U000e0101", "\u3164", "\u2800", "\u115f", "\u00ad", "\u200d", "\u2061", "\u180b", "\uffa0"],
    ids=lambda letter: f"U+{ord(letter):04X}",
)
def test_invisible_letter_makes_no_second_unit(office: OpenOffice, letter: str) -> None:
    with office.store.write("unit.add") as write:
        assert units.add(write.session, f"Xã Bản{letter} Phố", "xa").name == "Xã Bản Phố"


@pytest.mark.parametrize("twin", ["Xã Ba\u0307n Phố", "Xã Bản\u0335 Phố", "Xã Bản\u2010Phố", "Xã Bản\u02d9Phố"])
def test_foreign_mark_in_name_refused(office: OpenOffice, twin: str) -> None:
    with offices.refused("strange_letters"), office.store.write("unit.add") as write:
        units.add(write.session, twin, "xa")


def test_refusal_shows_name_as_written() -> None:
    refusal = AppError("x", "Tệp hoa\u202efdp.exe \x1b[2J", "dòng\ndòng", "a\u0008\u009b31m")
    assert (refusal.what, refusal.why, refusal.do) == ("Tệp hoafdp.exe [2J", "dòng\ndòng", "a31m")


def test_terminal_escape_in_name(office: OpenOffice, capsys: pytest.CaptureFixture[str]) -> None:
    request = cli.parse(["check"])
    cli.run(replace(request, command=lambda _asked: Answer({}, ["tên \x1b]0;x\x07\u202e\x9b2J"])))
    say("tên \x1b[31m")
    said = capsys.readouterr()
    assert said.out == "tên ]0;x2J\n"
    assert said.err == "tên [31m\n"


def test_manifest_stays_in_folder(office: OpenOffice, tmp_path: Path) -> None:
    backup.make(office.home, office.data_key, tmp_path / "sao.cchc")
    (tmp_path / "loot").write_bytes(b"x")
    changed = tmp_path / "khác.cchc"
    with zipfile.ZipFile(tmp_path / "sao.cchc") as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    told = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**told, "evidence": ["../../loot"]}).encode()
    changed.write_bytes((tmp_path / "sao.cchc").read_bytes()[: told["size"]])
    with zipfile.ZipFile(changed, "a") as again:
        for name, content in members.items():
            again.writestr(name, content)
    assert backup_format.look(tmp_path / "sao.cchc").size == told["size"]  # what is refused below is the name alone
    for action in (lambda: backup_format.look(changed), lambda: backup.prove(changed, office.data_key)):
        with offices.refused("not_a_backup"):
            action()


@pytest.mark.parametrize(
    "manifest",
    [b"[" * 200_000, b'{"evidence":[' + b"0," * 1_000_000 + b"0]}", b'{"format":' + b"1" * 10_000 + b"}", b"\xff"],
    ids=["deep", "numbers", "long number", "no text"],
)
def test_manifest_nonsense_refused(tmp_path: Path, manifest: bytes) -> None:
    with zipfile.ZipFile(tmp_path / "x.cchc", "w") as made:
        made.writestr("manifest.json", manifest)
    with offices.refused("not_a_backup"):
        backup_format.look(tmp_path / "x.cchc")


SLOT = {
    "kind": "passphrase",
    "kdf": "argon2id",
    "memory_kib": 65536,
    "iterations": 1,
    "lanes": 1,
    **{name: base64.b64encode(bytes(size)).decode() for name, size in (("salt", 16), ("nonce", 12), ("wrapped", 48))},
}


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000,
        b" " * 2_000_000,
        [SLOT] * 1000,
        [{**SLOT, "memory_kib": 2 * 1024 * 1024}],
        [{**SLOT, "iterations": 1000}],
        [{**SLOT, "iterations": "1"}],
        [{**SLOT, "lanes": 1.5}],
    ],
    ids=["deep", "long", "many slots", "much memory", "much work", "text", "half a lane"],
)
def test_key_file_cost_too_high_refused(tmp_path: Path, content: bytes | list[dict[str, object]]) -> None:
    if isinstance(content, list):
        content = json.dumps({"format": key_slots.FORMAT, "office": "x", "slots": content}).encode()
    (tmp_path / "x.keys").write_bytes(content)
    with offices.refused("keys_damaged"):
        key_slots.load(tmp_path / "x.keys")


@pytest.mark.parametrize(
    "content",
    [
        b"code,name" + b"x" * 200_000 + b"\n1,a\n",
        b"code,name\n1," + b"x" * 200_000 + b"\n",
        b"code,name\n" + b"1,a\n" * 6_000,
        b"\xff\xfe",
        b"code,name\n" * 500_000,
    ],
    ids=["long head", "long cell", "many lines", "no UTF-8", "too large"],
)
def test_unit_csv_nonsense_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(AppError) as refusal:
        read_units(tmp_path / "x.csv")
    assert refusal.value.code in {"wrong_csv", "file_too_large"}


def test_unit_name_too_long_refused(office: OpenOffice) -> None:
    with offices.refused("unit_name_too_long"), office.store.write("unit.add") as write:
        units.add(write.session, "Xã " + "rất dài " * 100, "xa")


def test_settings_nonsense_gives_defaults(tmp_path: Path) -> None:
    for content in (b"[" * 200_000, b"\xff", b'{"page": ["x"]}', b" " * (LARGEST + 1)):
        (tmp_path / "x.json").write_bytes(content)
        assert Settings(tmp_path / "x.json").get("page") == "overview"


def test_lookalike_unit_refused(office: OpenOffice) -> None:
    twin = "Xã Lùng C\u0430i"  # with a Cyrillic а
    with offices.refused("strange_letters"), office.store.write("unit.add") as write:
        units.add(write.session, twin, "xa")
    with offices.refused("strange_letters"), office.store.write("unit.add") as write:
        unit_list.add_many(write.session, [("1", "Xã Mới"), ("2", twin)], "xa", None)
    with office.store.read() as session:
        assert not [row for row in units.rows(session) if row.name in {twin, "Xã Mới"}]
        known = units.rows(session)[0]
    with offices.refused("strange_letters"), office.store.write("unit.change") as write:
        units.change(write.session, known.id, name=twin, code=None, level="xa", valid_from=None, valid_to=None)


def test_swelling_backup_refused(office: OpenOffice, tmp_path: Path) -> None:
    backup.make(office.home, office.data_key, tmp_path / "sao.cchc")
    bomb = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "sao.cchc") as whole, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as again:
        for name in whole.namelist():
            again.writestr(name, whole.read(name))
        again.writestr(backup_format.DATABASE, bytes(50_000_000))
    (tmp_path / "bom.cchc").write_bytes(bomb.getvalue())
    assert (tmp_path / "bom.cchc").stat().st_size < 1_000_000
    with offices.refused("not_a_backup"):
        backup.prove(tmp_path / "bom.cchc", office.data_key)
