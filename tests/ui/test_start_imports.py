"""What the first paint imports: nothing that only a later click needs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def dialogs() -> set[str]:
    """The modules of `ui` that hold a dialog or a view before the closed book."""
    made = re.compile(r"^class \w+\((\w*Dialog|GateView)\)", re.M)
    found = [path for path in (ROOT / "ui").rglob("*.py") if made.search(path.read_text("utf-8"))]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found}


def test_first_paint_imports_nothing_heavy() -> None:
    code = "import ui.app, sys; print('\\n'.join(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = set(found.split())
    assert "PySide6.QtWidgets" in names
    heavy = {
        "sqlalchemy",
        "json.schema",
        "PySide6.QtNetwork",
        "PySide6.QtPrintSupport",
        "cryptography",
        "csv",
        "logging.handlers",
        "ui.kit.pick_line",
    }
    assert not names & heavy
    assert not [n for n in names if n.startswith(("models.work", "models.store", "models.reports"))]
    assert not names & dialogs()
