"""The page of units and people over a real small office: the tree, adding, moving, removing, importing, signing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from contexts import settle, store
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from models.base.errors import AppError
from models.signing import limits
from models.store import faults
from models.store.backups import backup, backup_list
from models.work import people, tasks, unit_list, units
from models.work.tasks import TaskFields
from ui.base import messages
from ui.base.context import Context
from ui.kit.signature_picture import WIDEST, read_picture
from ui.units.page import UnitsPage
from ui.units.person_edit import PersonDialog
from ui.units.unit_edit import UnitDialog
from ui.units.unit_import import UnitImportDialog


@pytest.fixture
def page(real_context: Context, shown: Any, hold_clock: Callable[[datetime], None]) -> UnitsPage:
    """On 12 March 2024; Thị trấn Bắc Hà has one task overdue and one running."""
    hold_clock(datetime(2024, 3, 12, 2, 0, tzinfo=UTC))
    real_context.office = real_context.jobs._office
    with store(real_context).write("task.add") as write:
        lead = ("Thị trấn Bắc Hà",)
        tasks.add(write.session, TaskFields("Số hoá hồ sơ", lead=lead, due_on=date(2024, 3, 1)))
        tasks.add(write.session, TaskFields("Công khai thủ tục", lead=lead, due_on=date(2024, 4, 1)))
    made: UnitsPage = shown(UnitsPage(real_context))
    made.resize(1100, 640)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    settle(made)
    made.tree.setFocus()
    return made


def lines(page: UnitsPage) -> dict[str, list[str]]:
    found = {}
    todo = [page.tree.topLevelItem(n) for n in range(page.tree.topLevelItemCount())]
    while todo:
        item = todo.pop()
        assert item is not None
        found[item.text(0)] = [item.text(n) for n in range(1, 6)]
        todo += [item.child(n) for n in range(item.childCount())]
    return found


def unit_id(page: UnitsPage, name: str) -> str:
    assert page._book is not None
    return next(row.id for row in page._book.rows if row.name == name)


def dialog(page: UnitsPage, kind: type[QDialog]) -> Any:
    found = [d for d in page.window().findChildren(kind) if d.isVisible()]
    assert len(found) == 1
    return found[0]


def png(width: int = 300, height: int = 100, *, alpha: bool = True) -> bytes:
    image = QImage(width, height, QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32)
    image.fill(QColor(0, 0, 200, 120))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def test_units_stand_below_what_they_belong_to_with_what_they_have_to_do(page: UnitsPage) -> None:
    top = page.tree.topLevelItem(0)
    assert top is not None and top.text(0) == "UBND huyện Bắc Hà"
    own = top.child(0)
    assert own is not None and own.text(0) == "Phòng Nội vụ (cơ quan dùng sổ này)"
    assert lines(page)["Thị trấn Bắc Hà"] == ["02839", "Xã", "", "2", "1"]
    assert lines(page)["Xã Lùng Cải"][3:] == ["", ""]


def test_a_number_opens_the_list_it_stands_for(page: UnitsPage) -> None:
    opened: list[tuple[str, Any]] = []
    page.context.open_list = lambda key, chosen: opened.append((key, dict(chosen)))
    page.tree.choose(unit_id(page, "Thị trấn Bắc Hà"))
    item = page.tree.currentItem()
    assert item is not None
    page.tree.itemClicked.emit(item, 5)
    page.tree.itemClicked.emit(item, 4)
    page.tree.itemClicked.emit(item, 0)
    unit = unit_id(page, "Thị trấn Bắc Hà")
    assert opened == [
        ("tasks", {"unit": unit, "timeliness": "overdue"}),
        ("tasks", {"unit": unit, "unfinished": "1"}),
    ]


def test_search_finds_with_and_without_marks_and_by_code(page: UnitsPage) -> None:
    for words in ("lung cai", "Lùng Cải", "02842"):
        page.search.show_query(words)
        assert "Xã Lùng Cải" in lines(page)
        assert "Thị trấn Bắc Hà" not in lines(page)
    page.search.show_query("khong co")
    assert page._units_area.is_empty()


def test_a_unit_is_added_below_the_office_and_taken_back(page: UnitsPage) -> None:
    page.add()
    made: UnitDialog = dialog(page, UnitDialog)
    made.do()
    assert "tên đơn vị" in made.banner.text()
    made.name.setText("Xã Bản Phố")
    made.code.setText("02845")
    made.do()
    settle(page)
    assert lines(page)["Xã Bản Phố"] == ["02845", "Xã", "", "", ""]
    assert "Đã thêm" in page.banner.text()
    page.banner.press()
    settle(page)
    assert "Xã Bản Phố" not in lines(page)


def test_two_units_of_the_same_name_and_time_are_refused_inside_the_dialog(page: UnitsPage) -> None:
    page.add()
    made: UnitDialog = dialog(page, UnitDialog)
    made.name.setText("xã lùng cải")
    made.do()
    settle(page)
    assert made.isVisible()
    assert "đã có trong danh mục" in made.banner.text()
    made.name.clear()
    made.reject()


def test_a_unit_that_ended_is_hidden_until_asked_for(page: UnitsPage) -> None:
    page.edit_unit(unit_id(page, "Xã Lùng Cải"))
    made: UnitDialog = dialog(page, UnitDialog)
    made.last.show_day(date(2024, 3, 1))
    made.do()
    settle(page)
    assert "Xã Lùng Cải" not in lines(page)
    page.ended.setChecked(True)
    assert lines(page)["Xã Lùng Cải"][2] == "đến 01/03/2024"


def test_a_unit_is_moved_but_never_below_itself(page: UnitsPage) -> None:
    page.edit_unit(unit_id(page, "Xã Lùng Cải"))
    made: UnitDialog = dialog(page, UnitDialog)
    made.above.setCurrentIndex(made.above.findText("Thị trấn Bắc Hà"))
    made.do()
    settle(page)
    page.tree.choose(unit_id(page, "Xã Lùng Cải"))
    item = page.tree.currentItem()
    parent = item.parent() if item is not None else None
    assert parent is not None and parent.text(0) == "Thị trấn Bắc Hà"
    page.edit_unit(unit_id(page, "Thị trấn Bắc Hà"))
    other: UnitDialog = dialog(page, UnitDialog)
    other.above.setCurrentIndex(other.above.findText("Xã Lùng Cải"))
    other.do()
    settle(page)
    assert "dưới chính nó" in other.banner.text()
    other.above.setCurrentIndex(other.above.findText("Phòng Nội vụ"))
    other.reject()


def test_only_a_unit_that_nothing_refers_to_is_removed(page: UnitsPage) -> None:
    page.tree.choose(unit_id(page, "Thị trấn Bắc Hà"))
    page.remove_chosen()
    settle(page)
    assert "Hãy ghi ngày kết thúc hiệu lực" in page.banner.text()
    page.tree.choose(unit_id(page, "Xã Lùng Cải"))
    QTest.keyClick(page.tree, Qt.Key.Key_Delete)
    settle(page)
    assert "Xã Lùng Cải" not in lines(page)


def test_the_office_itself_cannot_be_removed(page: UnitsPage) -> None:
    session_ids = {row.name: row.id for row in page._book.rows} if page._book else {}
    with store(page.context).write("unit.remove") as write:
        for name in ("Thị trấn Bắc Hà", "Xã Lùng Cải"):
            unit_list.move(write.session, session_ids[name], None)
        with pytest.raises(AppError) as caught:
            unit_list.remove(write.session, session_ids["Phòng Nội vụ"])
    assert caught.value.code == "own_unit"


def test_communes_are_imported_from_the_official_list_once(page: UnitsPage) -> None:
    page.import_list()
    made: UnitImportDialog = dialog(page, UnitImportDialog)
    assert len(made.choice.chosen()) == 19  # the district of the office was checked
    made.do()
    settle(page)
    names = [item for item in lines(page) if item == "Thị trấn Bắc Hà"]
    assert len(names) == 1
    assert "Xã Bản Phố" in lines(page)
    with store(page.context).read() as session:
        assert len(units.rows(session)) == 2 + 19
    (kept,) = backup_list.kept(page.context.home.backups)  # made before, and so without them
    assert kept.path.name.startswith("truoc-nhap-don-vi-")


def test_without_room_for_a_backup_nothing_is_imported(page: UnitsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_anything: object) -> None:
        raise faults.disk_full()

    monkeypatch.setattr(backup, "make", full)
    before = lines(page)
    page.import_list()
    made: UnitImportDialog = dialog(page, UnitImportDialog)
    made.do()
    settle(page)
    assert "ổ đĩa đã đầy" in made.banner.text() and made.ok.isEnabled()
    made.reject()
    page.reload()
    settle(page)
    assert lines(page) == before


def test_the_list_of_2025_brings_its_day(page: UnitsPage) -> None:
    page.import_list()
    made: UnitImportDialog = dialog(page, UnitImportDialog)
    place = made.choice._list.findData("laocai_2025.csv")
    made.choice._list.setCurrentIndex(place)
    made.choice._list.activated.emit(place)
    assert made.first.day() == date(2025, 7, 1)
    made.do()
    assert "ít nhất một đơn vị" in made.banner.text()
    made.reject()


def test_the_list_of_2023_has_ended_after_july_2025(page: UnitsPage, hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2025, 8, 1, tzinfo=UTC))
    page.import_list()
    made: UnitImportDialog = dialog(page, UnitImportDialog)
    assert made.last.day() == date(2025, 6, 30)
    made.reject()


def test_units_from_a_csv_file(page: UnitsPage, tmp_path: Path) -> None:
    path = tmp_path / "đơn vị.csv"
    path.write_text("code,name\n02845,Xã Bản Phố\n02842,Xã Lùng Cải\n", "utf-8-sig")
    with messages.answering(path):
        page.import_file()
    settle(page)
    assert "Đã thêm 1 đơn vị. 1 đơn vị đã có" in page.banner.text()
    path.write_text("ma;ten\n1;2\n", "utf-8")
    with messages.answering(path):
        page.import_file()
    assert "code và name" in page.banner.text()


def test_a_person_with_authority_and_a_picture(page: UnitsPage, tmp_path: Path) -> None:
    path = tmp_path / "chữ ký.png"
    path.write_bytes(png())
    assert page.status().endswith(" đơn vị")
    page.tabs.setCurrentIndex(1)
    assert page._people_area.is_empty() and page.status() == "0 người"
    page.add()
    made: PersonDialog = dialog(page, PersonDialog)
    made.name.setText("Nguyễn Văn Bình")
    made.do()
    assert "chức vụ" in made.banner.text()
    made.post.setText("Phó Trưởng phòng")
    made.authority.setPlainText("KT. Trưởng phòng")
    assert made.preview.text() == "KT. TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG\n\nNguyễn Văn Bình"
    with messages.answering(path):
        made.picture.ask()
    made.do()  # too soon: the picture is still being opened
    assert "đang được mở" in made.banner.text()
    settle(page)
    made.do()
    settle(page)
    with store(page.context).read() as session:
        person = people.rows(session)[0]
    assert (person.name, person.authority, person.signs) == ("Nguyễn Văn Bình", "KT. Trưởng phòng", True)
    assert person.image is not None and page.context.office is not None
    kept = page.context.office.evidence.get(person.image)
    assert QImage.fromData(kept) == QImage.fromData(png())
    item = page.people.topLevelItem(0)
    assert item is not None and item.text(4) == "Có ảnh"


def test_a_kept_picture_is_shown_again_and_is_no_change(page: UnitsPage) -> None:
    assert page.context.office is not None
    address = page.context.office.evidence.put(png())
    with store(page.context).write("person.save") as write:
        people.save(write.session, None, name="Trần Thị Hoa", title="Trưởng phòng", signs=True, image=address)
    page.reload()
    settle(page)
    page.tabs.setCurrentIndex(1)
    page.people.choose(0)
    page.people.opened.emit(page.people.chosen_id())
    made: PersonDialog = dialog(page, PersonDialog)
    settle(page)
    assert made.picture.content() == png()
    assert not made.dirty()
    made.picture.show_content(None)
    assert made.dirty()
    made.do()
    settle(page)
    with store(page.context).read() as session:
        assert people.rows(session)[0].image is None


def test_a_person_is_removed_and_brought_back(page: UnitsPage) -> None:
    with store(page.context).write("person.save") as write:
        people.save(write.session, None, name="Trần Thị Hoa", title="Trưởng phòng")
    page.reload()
    settle(page)
    page.tabs.setCurrentIndex(1)
    page.people.choose(0)
    page.remove_chosen()
    settle(page)
    assert page._people_area.is_empty()
    page.banner.press()
    settle(page)
    assert not page._people_area.is_empty()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xd8\xff\xe0 JFIF", "not_png"),
        (b"", "not_png"),
        (png()[:60], "signature_image_unusable"),
        (png()[:16] + (WIDEST + 1).to_bytes(4, "big") + png()[20:], "picture_too_large"),
        (png() + b"0" * limits.PICTURE, "file_too_large"),
    ],
    ids=["jpeg", "empty", "cut off", "too wide", "too many bytes"],
)
def test_pictures_that_cannot_be_used_are_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "ảnh.png"
    path.write_bytes(content)
    with pytest.raises(AppError) as caught:
        read_picture(path)
    assert caught.value.code == code


def test_a_picture_without_transparency_is_warned_of(page: UnitsPage, tmp_path: Path) -> None:
    path = tmp_path / "ảnh.png"
    path.write_bytes(png(alpha=False))
    page.tabs.setCurrentIndex(1)
    page.add()
    made: PersonDialog = dialog(page, PersonDialog)
    with messages.answering(path):
        made.picture.ask()
    settle(page)
    assert "không có nền trong suốt" in made.picture._note.text()
    assert made.picture._note.isVisible()
    with messages.answering(True):
        made.reject()
