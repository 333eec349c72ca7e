"""One spelling and one word for one thing, in every text of the program that a person sees."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from house_words import misspelt

ROOT = Path(__file__).resolve().parents[1]


def spoken(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a Python file that go through `_`, and those of a table of words for Qt, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_" and node.args:
            said = node.args[0]
            if isinstance(said, ast.Constant):
                yield said.lineno, str(said.value)
        elif isinstance(node, ast.Dict) and path.name == "qt_words.py":
            yield from ((v.lineno, v.value) for v in node.values if isinstance(v, ast.Constant) and v.value != "Enter")


@pytest.mark.parametrize("room", sorted(p.name for p in (*ROOT.glob("models/*/"), *ROOT.glob("ui/*/")) if p.is_dir()))
def test_program_spells_as_the_house(room: str) -> None:
    paths = [path for top in ("models", "ui") for path in (ROOT / top / room).rglob("*.py")]
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
     ("TM. ỦY BAN NHÂN DÂN", 0), ("Nhấn nút", 1), ("{file} hỏng", 0), ("tỉ lệ", 1), ("tỉ mỉ", 0), ("hàng năm", 1)],
)  # fmt: skip
def test_words_are_told_apart(said: str, wrong: int) -> None:
    assert len(list(misspelt(said))) == wrong
