"""The interface's typeface: every character the program writes is in it, and it measures the same on every machine."""

from __future__ import annotations

import ast
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typefaces
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel

from models.base import text
from ui.base import interface_font, theme
from ui.support import licences

ROOT = Path(__file__).resolve().parents[2]
FILES = [*sorted(interface_font.FOLDER.glob("*.ttf")), *sorted(typefaces.FOLDER.glob("*.ttf"))]
NEVER_SHOWN = set(
    "ɏͯỿа＋－＝＠％√−﹣Ɖɖ∕！～"
)  # ends of ranges in patterns, a letter that only looks like ours, signs refused or read
WORDS = "Văn phòng HĐND và UBND huyện: quá hạn ← → ▲ ▾ ✓ ✕ ↶ ↷ 〃 ₫ Ề\u0302\u0301"


def strings() -> Iterator[str]:
    """Every string of the program, also those that only a tool or a reader uses, and the names of the units."""
    for path in [*(ROOT / "ui").rglob("*.py"), *(ROOT / "models").rglob("*.py"), ROOT / "main.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    for path in (ROOT / "resources" / "units").glob("*.csv"):
        yield path.read_text("utf-8-sig")


@pytest.fixture(scope="module")
def written() -> set[str]:
    """Every character of the program that is seen."""
    return {char for char in text.shown("".join(strings())) if not char.isspace() and char.isprintable()} - NEVER_SHOWN


@pytest.fixture
def asked_anew() -> Iterator[None]:
    """The typeface is looked for again, before and after the test."""
    interface_font.families.cache_clear()
    yield
    interface_font.families.cache_clear()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_font_has_every_character_of_program(file: Path, written: set[str]) -> None:
    assert len(written) > 200
    letters = TTFont(file).getBestCmap()
    assert sorted(char for char in written if ord(char) not in letters) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_font_has_every_vietnamese_letter(file: Path) -> None:
    letters = TTFont(file).getBestCmap()
    wanted = "aăâbcdđeêghiklmnoôơpqrstuưvxyz\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
    wanted += "".join(text.nfc(base + tone) for base in "aăâeêioôơuưy" for tone in "\u0300\u0301\u0303\u0309\u0323")
    assert [char for char in wanted + wanted.upper() if ord(char) not in letters] == []


def test_font_has_both_weights(app: QApplication) -> None:
    semibold = theme.font()
    semibold.setWeight(QFont.Weight.DemiBold)  # as the style sheet asks for
    widths = [QFontMetricsF(font).horizontalAdvance(WORDS) for font in (theme.font(), semibold, theme.font(bold=True))]
    assert widths[0] < widths[1] == widths[2]
    assert QFontInfo(theme.font()).family() == app.font().family() == "Noto Sans So CCHC"


def test_font_of_windows_unchanged(app: QApplication, monkeypatch: pytest.MonkeyPatch, asked_anew: None) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert interface_font.make().families() == ["Segoe UI"]


def test_font_missing_falls_back_to_system(
    app: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked_anew: None
) -> None:
    monkeypatch.setattr(interface_font, "FOLDER", tmp_path)
    assert interface_font.families() == ["Noto Sans", "DejaVu Sans"]


def test_font_of_tests_is_wider(app: QApplication) -> None:
    own, wide = QFont(app.font()), QFont(app.font())
    wide.setFamilies([typefaces.wide()])
    words = "Nhiệm vụ quá hạn của Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện"
    widths = [QFontMetricsF(font).horizontalAdvance(words) for font in (own, wide)]
    assert widths[1] > 1.05 * widths[0]


def picture() -> str:
    """The words as the program writes them, to compare."""
    label = QLabel(WORDS)
    label.setFont(theme.font(1.3, bold=True))
    label.resize(label.sizeHint())
    image = label.grab().toImage()
    label.deleteLater()
    return f"{image.width()} {image.height()} {hashlib.sha256(bytes(image.constBits())).hexdigest()}"


CHILD = """
import sys
sys.path[:0] = sys.argv[1:]
from PySide6.QtWidgets import QApplication
from ui.base import theme
app = QApplication([])
theme.apply(app)
from test_interface_font import picture
print(picture())
"""


@pytest.mark.parametrize("hinting", ["hintnone", "hintfull"])
def test_font_measures_independent_of_installed_fonts(app: QApplication, tmp_path: Path, hinting: str) -> None:
    """Also where the system has no font at all, or other wishes of how letters are bent to the pixels."""
    (tmp_path / "none").mkdir()
    settings = f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
        <dir>{tmp_path / "none"}</dir><cachedir>{tmp_path / "cache"}</cachedir>
        <match target="pattern"><edit name="hintstyle" mode="assign"><const>{hinting}</const></edit></match>
        <match target="font"><edit name="hintstyle" mode="assign"><const>{hinting}</const></edit></match>
        </fontconfig>"""
    (tmp_path / "fonts.conf").write_text(settings, "utf-8")
    command = [sys.executable, "-c", CHILD, str(ROOT), str(Path(__file__).parent)]
    environment = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == picture()


def test_font_licence_present() -> None:
    for folder in (interface_font.FOLDER, interface_font.FOLDER.parent):
        assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text("utf-8")
    shown = licences.text()
    assert "Noto Sans So CCHC" in shown and "Liberation Serif" in shown
