"""What Excel puts on the clipboard, and what the grid puts there: the cells come back as they were."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData

from ui.month import month_clipboard


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", []),
        ("70\r\n", [["70"]]),
        ("\r\n", [[""]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\r\n\r\n", [["a"], [""]]),
        ("a\rb\r", [["a"], ["b"]]),
        ('"một\r\nhai"\tx\r\ny\tz\r\n', [["một hai", "x"], ["y", "z"]]),
        ('"một\thai"\tx', [["một hai", "x"]]),
        ('"nói ""có""\nrồi"\tx', [['nói "có" rồi', "x"]]),
        ('"Sáu" đã ký\t"một\nhai"\nx\ty', [['"Sáu" đã ký', "một hai"], ["x", "y"]]),
        ('"Sáu"\tx', [['"Sáu"', "x"]]),
        ('"Sáu\nx\ty', [['"Sáu', ""], ["x", "y"]]),
        ('5"\t6"\n7"\t8"', [['5"', '6"'], ['7"', '8"']]),
        ("'- việc\t'-5", [["- việc", "'-5"]]),
    ],
)
def test_what_excel_puts_on_the_clipboard(text: str, cells: list[list[str]]) -> None:
    data = QMimeData()
    data.setText(text)
    assert month_clipboard.unpacked(data).texts == cells


@pytest.mark.parametrize("cell", ['"Sáu"', '"', 'nói "có"', "- việc", "=1+1", "5,5", "'", "a\tb", "@x"])
def test_a_cell_comes_back_from_plain_text(cell: str) -> None:
    packed = month_clipboard.packed(["note"], [[cell]], [[cell]])
    assert month_clipboard.unpacked(packed).texts == [[cell]]
    data = QMimeData()
    data.setText(packed.text() + "\r\n")
    assert month_clipboard.unpacked(data).texts == [[" ".join(cell.split())]]


@pytest.mark.parametrize(
    "own", ["", "[]", '{"columns": ["x"], "cells": [["1"]]}', '{"columns": ["note"], "cells": [["1", "2"]]}', "null"]
)
def test_what_another_program_calls_ours_is_not_believed(own: str) -> None:
    data = QMimeData()
    data.setData("application/x-so-cchc-cells", own.encode())
    data.setText("chữ")
    assert month_clipboard.unpacked(data).texts == [["chữ"]]
