"""Choosing units by keyboard and by mouse: what Enter takes, where Down goes, many at once, for several tasks."""

from __future__ import annotations

from typing import Any

import pytest
from looking import button, click, says, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from task_driver import box, click_box, other_offered, pick, roles_table, unit_on, units_shown

from models.base.paths import Home
from models.base.settings import Settings
from models.work.unit_catalogue import UnitCatalogue, UnitGroup
from models.work.unit_roles import Held
from ui.tasks.unit_roles import UnitRoles

NAMES = ("Công an huyện", "Phòng Nội vụ", "Phòng Tư pháp", "Sở Nội vụ", "Xã Bản Phố", "Xã Na Hối")
COMMUNES = UnitGroup("level", "Tất cả xã, phường, thị trấn", NAMES[4:])
DIGITAL = UnitGroup("area", "Đang chủ trì lĩnh vực Chính quyền số", NAMES[:1])
CATALOGUE = UnitCatalogue(NAMES, "Phòng Nội vụ", (COMMUNES, DIGITAL), {name: f"id {name}" for name in NAMES})
LEAD, HELP = "Chủ trì", "Phối hợp"
ON, SOME, OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


@pytest.fixture
def settings(home: Home) -> Settings:
    return Settings(home.settings)


@pytest.fixture
def make(app: Any, shown: Any, settings: Settings) -> Any:
    def made(*held: Held) -> UnitRoles:
        view: UnitRoles = shown(UnitRoles(settings))
        view.resize(700, 500)
        view.show_units(CATALOGUE, held)
        view.activateWindow()
        view.search.setFocus()
        return view

    return made


# One task


def test_enter_takes_the_unit_found(make: Any) -> None:
    view = make()
    type_text(view.search, "noi vu\n")
    assert view.lead() == ("Phòng Nội vụ",)
    assert view.search.text() == ""
    assert units_shown(view) == list(NAMES)
    type_text(view.search, "na hoi\n")
    type_text(view.search, "noi vu\n")  # once more takes nothing off
    assert view.lead() == ("Phòng Nội vụ", "Xã Na Hối")
    assert view.window().focusWidget() is view.search


def test_unit_goes_before_words_that_lead_already(make: Any) -> None:
    view = make((("Thanh tra Sở Nội vụ",), ()))
    type_text(view.search, "noi vu\n")
    assert view.lead() == ("Thanh tra Sở Nội vụ", "Phòng Nội vụ")


def test_list_follows_a_pause_in_typing(make: Any, qtbot: Any) -> None:
    view = make()
    type_text(view.search, "noi vu")
    qtbot.waitUntil(lambda: units_shown(view) == ["Phòng Nội vụ", "Sở Nội vụ"])
    assert unit_on(view) == "Phòng Nội vụ"
    assert "không có trong danh mục" in other_offered(view)
    assert view.search.text() == "noi vu"


def test_down_leads_to_units_and_the_words_come_last(make: Any) -> None:
    view = make()
    type_text(view.search, "noi vu")
    QTest.keyClick(view.search, Qt.Key.Key_Down)
    table = roles_table(view)
    assert view.window().focusWidget() is table
    seen = [unit_on(view)]
    for _line in range(2):
        QTest.keyClick(table, Qt.Key.Key_Down)
        seen.append(unit_on(view))
    assert seen == ["Phòng Nội vụ", "Sở Nội vụ", other_offered(view)]
    QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert view.lead() == ("Sở Nội vụ",)
    for _line in range(2):
        QTest.keyClick(table, Qt.Key.Key_Up)
    assert view.window().focusWidget() is view.search


def test_words_of_no_unit_need_a_second_enter(make: Any) -> None:
    view = make()
    type_text(view.search, "Các sở; ban\n")
    assert view.lead() == ()
    assert "“Các sở; ban” không có trong danh mục" in other_offered(view)
    QTest.keyClick(roles_table(view), Qt.Key.Key_Return)
    assert view.lead() == ("Các sở, ban",)  # a semicolon parts names
    assert units_shown(view)[-1] == "Các sở, ban · ngoài danh mục"
    assert other_offered(view) == ""


def test_name_of_a_unit_is_not_offered_as_words(make: Any) -> None:
    view = make()
    view.search.show_query("phong noi vu")
    assert other_offered(view) == ""


def test_letters_typed_in_the_list_go_on_in_the_search(make: Any) -> None:
    view = make()
    roles_table(view).setFocus()
    type_text(roles_table(view), "x")
    assert view.search.text() == "x"
    assert view.window().focusWidget() is view.search


# Many units


def test_groups_ticked_and_taken_off(make: Any) -> None:
    view = make((("Phòng Tư pháp",), ("Xã Na Hối",)))
    pick(view, "Chọn nhanh chủ trì", "Tất cả xã, phường, thị trấn (2)")
    assert view.lead() == ("Phòng Tư pháp", "Xã Na Hối", "Xã Bản Phố")
    assert view.helping() == ()
    pick(view, "Chọn nhanh chủ trì", "Tất cả xã, phường, thị trấn (2)")
    assert view.lead() == ("Phòng Tư pháp",)
    pick(view, "Chọn nhanh phối hợp", "Đang chủ trì lĩnh vực Chính quyền số (1)")
    assert view.helping() == ("Công an huyện",)
    view.search.show_query("xa")
    pick(view, "Chọn nhanh phối hợp", "Các đơn vị đang hiện trong danh sách (2)")
    assert set(view.helping()) == {"Công an huyện", "Xã Bản Phố", "Xã Na Hối"}
    click(view, "Bỏ chọn hết")
    assert (view.lead(), view.helping()) == ((), ())


def test_last_choice_made_again(make: Any, settings: Settings) -> None:
    first = make()
    assert not button(first, "Như lần trước").isEnabled()
    type_text(first.search, "tu phap\n")
    first.tick("Tổ công tác", leads=True)  # no unit
    first.tick("Xã Bản Phố", leads=False)
    first.remember()
    assert settings.get("last_units") == {"lead": ["id Phòng Tư pháp"], "help": ["id Xã Bản Phố"]}
    again = make((("Các sở, ban, ngành",), ()))
    click(again, "Như lần trước (2 đơn vị)")
    assert (again.lead(), again.helping()) == (("Phòng Tư pháp",), ("Xã Bản Phố",))


@pytest.mark.parametrize("kept", [{"lead": 3}, {"lead": [[], None, "id of nothing"]}, {"help": {}}])
def test_last_choice_of_a_damaged_file(make: Any, settings: Settings, kept: dict[str, Any]) -> None:
    settings.put("last_units", kept)
    assert not button(make(), "Như lần trước").isEnabled()


# Several tasks


def test_mixed_roles_are_half_ticked_with_their_number(make: Any) -> None:
    held = [(("Phòng Tư pháp",), ()), (("Phòng Tư pháp", "Xã Bản Phố"), ()), (("Phòng Tư pháp",), ("Xã Bản Phố",))]
    view = make(*held)
    assert box(view, "Phòng Tư pháp", LEAD).checkState() == ON
    for role in (LEAD, HELP):
        assert box(view, "Xã Bản Phố", role).checkState() == SOME
        assert box(view, "Xã Bản Phố", role).text() == "1/3"
    assert says(view, "Chủ trì: Phòng Tư pháp; Xã Bản Phố (1/3) · Phối hợp: Xã Bản Phố (1/3)")
    assert [view.choice().applied(one) for one in held] == held


def test_mixed_box_clicked_round(make: Any) -> None:
    view = make((("Xã Bản Phố",), ()), ((), ("Xã Bản Phố",)))
    states = []
    for _click in range(3):
        click_box(view, "Xã Bản Phố", LEAD)
        states.append([box(view, "Xã Bản Phố", role).checkState() for role in (LEAD, HELP)])
    assert states == [[ON, OFF], [OFF, OFF], [SOME, SOME]]
    assert box(view, "Xã Bản Phố", HELP).text() == "1/2"


def test_unit_taken_for_several_tasks_leads_all(make: Any) -> None:
    held = [(("Phòng Tư pháp",), ()), (("Các sở, ban, ngành",), ("Phòng Nội vụ",))]
    view = make(*held)
    type_text(view.search, "noi vu\n")
    assert [view.choice().applied(one) for one in held] == [
        (("Phòng Tư pháp", "Phòng Nội vụ"), ()),
        (("Các sở, ban, ngành", "Phòng Nội vụ"), ()),
    ]
