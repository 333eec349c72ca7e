"""The interface's typeface is of Linux: the Windows program has the reports' typeface and not that one."""

from __future__ import annotations

from pathlib import Path

import payload


def test_windows_gets_typeface_of_reports_only(tmp_path: Path) -> None:
    payload.own_code(tmp_path)
    fonts = tmp_path / "resources" / "fonts"
    assert len(list(fonts.glob("LiberationSerif-*.ttf"))) == 4
    assert {path.name for path in fonts.rglob("*") if "NotoSans" in path.name or path.is_dir()} == set()
    assert "Noto Sans" not in (fonts / "NOTICE").read_text("utf-8")
