"""Ctrl+Z in the review of one paper: its own steps one by one, saved ones too, and never another paper's."""

from __future__ import annotations

from pathlib import Path

from contexts import read
from directive_driver import CTRL, DOCUMENT, Driver, at_the_page  # noqa: F401 - fixtures are used by their names
from PySide6.QtCore import Qt

from models.work import directive_view, directives

OTHER = "ỦY BAN NHÂN DÂN HUYỆN BẮC HÀ\nSố: 131/KH-UBND\nBắc Hà, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\nSơn lại cổng\n\n"
OTHER += "1. Phòng Nội vụ sơn lại cổng chào trước ngày 20/3/2024.\n2. Phòng Nội vụ quét lại sân trước ngày 25/3/2024.\n"


def back(driver: Driver) -> str:
    """Ctrl+Z on the proposals; what is said then."""
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.settle()
    return str(driver.page.banner.text())


def label(driver: Driver) -> str:
    """What the open paper is called."""
    return str(read(driver.context, directives.labels)[driver.directive])


def papers(driver: Driver) -> int:
    return len(read(driver.context, directive_view.rows))


def test_steps_of_one_paper(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(OTHER, "utf-8")
    driver.read(tmp_path / "b.txt")
    other, fresh = driver.directive, driver.items
    assert "Không còn bước nào" in back(driver)  # the paper itself stays
    assert (papers(driver), driver.items) == (1, fresh)
    driver.view.accept_all()
    driver.settle()
    count = len(driver.tasks())
    assert count == len(fresh) == 2
    driver.read(DOCUMENT)
    first = driver.items
    driver.choose(0)
    driver.press(Qt.Key.Key_Delete)
    driver.saved()
    driver.accept_all()
    assert len(driver.tasks()) == count + len(first) - 1
    assert back(driver) == f"Đã hoàn tác: nhận {len(first) - 1} nhiệm vụ của {label(driver)}."
    assert len(driver.tasks()) == count
    back(driver)
    assert driver.saved() == first
    assert "Không còn bước nào" in back(driver)
    assert (len(driver.tasks()), papers(driver)) == (count, 2)
    driver.page.open(other)
    driver.settle()
    assert driver.page.step_names() == ("nhận 2 nhiệm vụ của " + label(driver), "")
    assert back(driver) == f"Đã hoàn tác: nhận 2 nhiệm vụ của {label(driver)}."
    assert driver.tasks() == []
    driver.press(Qt.Key.Key_Y, CTRL)
    driver.settle()
    assert driver.page.banner.text() == f"Đã làm lại: nhận 2 nhiệm vụ của {label(driver)}."
    assert len(driver.tasks()) == 2
