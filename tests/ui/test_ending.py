"""The process ends with 0 whatever was copied: nothing of Python's is destroyed after Python."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 120  # seconds
# The program as `main.py` starts it, before a home without an office: it copies as the grid and the recovery code do.
COPIES = """
import sys
from pathlib import Path
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from models.base.paths import Home
from ui import app
from ui.frame.window import Window

init = Window.__init__

def closing(self, *args, **more):
    init(self, *args, **more)
    def copy():
        data = QMimeData()
        data.setData("application/x-so-cchc-cells", b"1")
        QGuiApplication.clipboard().setMimeData(data)
        self.close()
    self.painted.connect(lambda: QTimer.singleShot(100, copy))

Window.__init__ = closing
sys.exit(app.run(Home(Path(sys.argv[1]))))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks for a platform without a clipboard of its own")
def test_a_copy_of_cells_does_not_outlive_python(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", COPIES, str(tmp_path / "sổ")]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False
    )
    assert ran.returncode == 0, ran.stderr
