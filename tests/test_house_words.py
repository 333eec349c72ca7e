"""One spelling and one word for one thing, in every text of the program that a person sees."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from house_words import misspelt

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "models" / "reports"


def spoken(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a Python file that go through `_`, and those of a table of words for Qt, with their lines.

    What a report prints is no text of the screen: there all texts count.
    """
    tree = ast.parse(path.read_text("utf-8"))
    if path.parent == REPORTS:
        yield from printed(tree)
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_" and node.args:
            said = node.args[0]
            if isinstance(said, ast.Constant):
                yield said.lineno, str(said.value)
        elif isinstance(node, ast.Dict) and path.name == "qt_words.py":
            yield from ((v.lineno, v.value) for v in node.values if isinstance(v, ast.Constant) and v.value != "Enter")


def printed(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text of a file but what explains the code."""
    explained = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            yield node.lineno, node.value


def rooms() -> list[str]:
    """The folders of the program, one inside another left out; "" for what lies in none."""
    return ["", *sorted({p.name for top in ("models", "ui") for p in (ROOT / top).glob("[a-z]*/")})]


@pytest.mark.parametrize("room", rooms())
def test_program_spells_as_the_house(room: str) -> None:
    tops = [ROOT / top for top in ("models", "ui")]
    paths = [path for top in tops for path in ((top / room).rglob("*.py") if room else top.glob("*.py"))]
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {how}"
        for path in paths
        for line, said in spoken(path)
        for how in misspelt(said)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", ["installer/words.nsh", "README.md"])
def test_papers_beside_it_spell_so_too(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    if path.endswith(".md"):
        text = re.sub(r"`[^`]*`", " ", text.split("## For developers")[0])
    else:
        text = "\n".join(said for said in re.findall(r'"([^"]*)"', text) if not said.isascii())
    assert list(misspelt(text)) == []


@pytest.mark.parametrize(
    ("said", "wrong"),
    [("Mở khoá sổ", 1), ("Mở khóa sổ", 0), ("Xoá tệp của bạn", 2), ("Ủy quyền", 0), ("Uỷ quyền", 1), ("quý, quỹ", 0),
     ("TM. ỦY BAN NHÂN DÂN", 0), ("Nhấn nút", 1), ("{file} hỏng", 0), ("tỉ lệ", 1), ("tỉ mỉ", 0), ("hàng năm", 1),
     ("Hoàn thành đúng hạn", 0), ("Xong đúng hạn", 1), ("Hoàn thành quá hạn", 1), ("Quá hạn, chưa hoàn thành", 1),
     ("Chưa hoàn thành, quá hạn", 0), ("Không quy định thời hạn", 0), ("không có hạn", 1), ("Không có thời hạn", 1),
     ("tiến độ {n} %", 0), ("đạt {n}%", 1), ("65%", 1), ("còn thiếu: %s", 0), ("ngày 12/3/2024", 0), ("05/3", 1),
     ("12/03/2024", 1), ("NĐ 30/2020/NĐ-CP", 0), ("09/2019/NĐ-CP", 0), ("Cảnh báo trước hạn", 0),
     ("Báo sắp đến hạn trước", 1), ("chứng thư do nơi cấp", 1), ("Xem cả {n}", 1),
     ("Xem cả {n} nhiệm vụ", 0), ("{n} đang chọn", 1), ("Sửa lời báo cáo", 1), ("lời của văn bản", 0)],
)  # fmt: skip
def test_words_are_told_apart(said: str, wrong: int) -> None:
    assert len(list(misspelt(said))) == wrong
