"""The page of units and people over a real small office: the tree, adding, moving, removing, importing, signing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from contexts import enter, settle, store
from looking import one_open, says
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from units_driver import UnitsDriver, choose_list

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
    enter(real_context)
    with store(real_context).write("task.add") as write:
        lead = ("Thị trấn Bắc Hà",)
        tasks.add(write.session, TaskFields("Số hóa hồ sơ", lead=lead, due_on=date(2024, 3, 1)))
        tasks.add(write.session, TaskFields("Công khai thủ tục", lead=lead, due_on=date(2024, 4, 1)))
    made: UnitsPage = shown(UnitsPage(real_context))
    made.resize(1100, 640)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    settle(made)
    made.tree.setFocus()
    return made


def lines(page: UnitsPage) -> dict[str, list[str]]:
    return UnitsDriver(page).lines()


def unit_id(page: UnitsPage, name: str) -> str:
    return UnitsDriver(page).unit_id(name)


def png(width: int = 300, height: int = 100, *, alpha: bool = True) -> bytes:
    image = QImage(width, height, QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32)
    image.fill(QColor(0, 0, 200, 120))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def test_tree_of_units_with_counts(page: UnitsPage) -> None:
    top = page.tree.topLevelItem(0)
    assert top is not None and top.text(0) == "UBND huyện Bắc Hà"
    own = top.child(0)
    assert own is not None and own.text(0) == "Phòng Nội vụ (cơ quan dùng sổ này)"
    assert lines(page)["Thị trấn Bắc Hà"] == ["02839", "Xã", "", "2", "1"]
    assert lines(page)["Xã Lùng Cải"][3:] == ["", ""]


def test_count_opens_task_list(page: UnitsPage) -> None:
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
        ("tasks", {"unit": unit, "unfinished": "1", "whose": "ours"}),
    ]


def test_unit_search_by_name_and_code(page: UnitsPage) -> None:
    for words in ("lung cai", "Lùng Cải", "02842"):
        page.search.show_query(words)
        assert "Xã Lùng Cải" in lines(page)
        assert "Thị trấn Bắc Hà" not in lines(page)
    page.search.show_query("khong co")
    assert UnitsDriver(page).is_empty()


def test_unit_added_and_undone(page: UnitsPage) -> None:
    page.add()
    made: UnitDialog = one_open(UnitDialog)
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


def test_unit_name_twice_refused(page: UnitsPage) -> None:
    page.add()
    made: UnitDialog = one_open(UnitDialog)
    made.name.setText("xã lùng cải")
    made.do()
    settle(page)
    assert made.isVisible()
    assert "đã có trong danh mục" in made.banner.text()
    made.name.clear()
    made.reject()


def test_ended_unit_hidden(page: UnitsPage) -> None:
    page.edit_unit(unit_id(page, "Xã Lùng Cải"))
    made: UnitDialog = one_open(UnitDialog)
    made.last.show_day(date(2024, 3, 1))
    made.do()
    settle(page)
    assert "Xã Lùng Cải" not in lines(page)
    page.ended.setChecked(True)
    assert lines(page)["Xã Lùng Cải"][2] == "đến 01/03/2024"


def test_unit_moved_never_below_itself(page: UnitsPage) -> None:
    page.edit_unit(unit_id(page, "Xã Lùng Cải"))
    made: UnitDialog = one_open(UnitDialog)
    made.above.pick_words("Thị trấn Bắc Hà")
    made.do()
    settle(page)
    page.tree.choose(unit_id(page, "Xã Lùng Cải"))
    item = page.tree.currentItem()
    parent = item.parent() if item is not None else None
    assert parent is not None and parent.text(0) == "Thị trấn Bắc Hà"
    page.edit_unit(unit_id(page, "Thị trấn Bắc Hà"))
    other: UnitDialog = one_open(UnitDialog)
    above = other.above.text()
    other.above.pick_words("Xã Lùng Cải")
    other.do()
    settle(page)
    assert "dưới chính nó" in other.banner.text()
    other.above.pick_words(above)
    other.reject()


def test_unit_in_use_not_removed(page: UnitsPage) -> None:
    page.tree.choose(unit_id(page, "Thị trấn Bắc Hà"))
    page.remove_chosen()
    settle(page)
    assert "Hãy ghi ngày kết thúc hiệu lực" in page.banner.text()
    page.tree.choose(unit_id(page, "Xã Lùng Cải"))
    QTest.keyClick(page.tree, Qt.Key.Key_Delete)
    settle(page)
    assert "Xã Lùng Cải" not in lines(page)


def test_own_unit_not_removed(page: UnitsPage) -> None:
    with store(page.context).write("unit.remove") as write:
        session_ids = {row.name: row.id for row in units.rows(write.session)}
        for name in ("Thị trấn Bắc Hà", "Xã Lùng Cải"):
            unit_list.move(write.session, session_ids[name], None)
        with pytest.raises(AppError) as caught:
            unit_list.remove(write.session, session_ids["Phòng Nội vụ"])
    assert caught.value.code == "own_unit"


def test_import_official_list_once(page: UnitsPage) -> None:
    page.import_list()
    made: UnitImportDialog = one_open(UnitImportDialog)
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


def test_import_without_room_for_backup(page: UnitsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_anything: object) -> None:
        raise faults.disk_full()

    monkeypatch.setattr(backup, "make", full)
    before = lines(page)
    page.import_list()
    made: UnitImportDialog = one_open(UnitImportDialog)
    made.do()
    settle(page)
    assert "ổ đĩa đã đầy" in made.banner.text() and made.ok.isEnabled()
    made.reject()
    page.reload()
    settle(page)
    assert lines(page) == before


def test_import_list_2025_first_day(page: UnitsPage) -> None:
    page.import_list()
    made: UnitImportDialog = one_open(UnitImportDialog)
    choose_list(made, "Lào Cai, từ 1/7/2025")
    assert made.first.day() == date(2025, 7, 1)
    made.do()
    assert "ít nhất một đơn vị" in made.banner.text()
    made.reject()


def test_import_list_2023_last_day(page: UnitsPage, hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2025, 8, 1, tzinfo=UTC))
    page.import_list()
    made: UnitImportDialog = one_open(UnitImportDialog)
    assert made.last.day() == date(2025, 6, 30)
    made.reject()


def test_import_csv_file(page: UnitsPage, tmp_path: Path) -> None:
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


def test_person_with_authority_and_picture(page: UnitsPage, tmp_path: Path) -> None:
    path = tmp_path / "chữ ký.png"
    path.write_bytes(png())
    assert page.status().endswith(" đơn vị")
    page.tabs.setCurrentIndex(1)
    assert UnitsDriver(page).is_empty() and page.status() == "0 người"
    page.add()
    made: PersonDialog = one_open(PersonDialog)
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


def test_person_kept_picture_shown(page: UnitsPage) -> None:
    assert page.context.office is not None
    address = page.context.office.evidence.put(png())
    with store(page.context).write("person.save") as write:
        people.save(write.session, None, name="Trần Thị Hoa", title="Trưởng phòng", signs=True, image=address)
    page.reload()
    settle(page)
    page.tabs.setCurrentIndex(1)
    page.people.choose(0)
    page.people.opened.emit(page.people.chosen_id())
    made: PersonDialog = one_open(PersonDialog)
    settle(page)
    assert made.picture.content() == png()
    assert not made.dirty()
    made.picture.show_content(None)
    assert made.dirty()
    made.do()
    settle(page)
    with store(page.context).read() as session:
        assert people.rows(session)[0].image is None


def test_person_removed_and_undone(page: UnitsPage) -> None:
    with store(page.context).write("person.save") as write:
        people.save(write.session, None, name="Trần Thị Hoa", title="Trưởng phòng")
    page.reload()
    settle(page)
    page.tabs.setCurrentIndex(1)
    page.people.choose(0)
    page.remove_chosen()
    settle(page)
    assert UnitsDriver(page).is_empty()
    page.banner.press()
    settle(page)
    assert not UnitsDriver(page).is_empty()


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
def test_unusable_pictures_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "ảnh.png"
    path.write_bytes(content)
    with pytest.raises(AppError) as caught:
        read_picture(path)
    assert caught.value.code == code


def test_picture_without_transparency_warned(page: UnitsPage, tmp_path: Path) -> None:
    path = tmp_path / "ảnh.png"
    path.write_bytes(png(alpha=False))
    page.tabs.setCurrentIndex(1)
    page.add()
    made: PersonDialog = one_open(PersonDialog)
    with messages.answering(path):
        made.picture.ask()
    settle(page)
    assert says(made.picture, "không có nền trong suốt")
    with messages.answering(True):
        made.reject()
