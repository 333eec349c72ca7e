"""One window for one home: a second start raises the first, other homes and other people are left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from patience import LONG, LONG_MS
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket

from models.base.paths import Home
from ui.session.single_instance import SingleInstance

ROOT = Path(__file__).parents[2]
CLAIM = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
from models.base.paths import Home
from ui.session.single_instance import SingleInstance
single = SingleInstance(Home(Path(sys.argv[1])))
file = Path(sys.argv[3]) if sys.argv[2:3] == ["open"] else None
print("claimed" if single.claim() else "raised" if single.raise_first(file) else "alone", flush=True)
if sys.argv[2:] == ["stay"]:
    time.sleep(600)
"""


def start(home: Home, *more: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", CLAIM, str(home.folder), *more], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize("file", [None, Path("/mnt/USB của Đức/Báo cáo 12.pdf")])
def test_second_start_raises_first_window(app: Any, home: Home, qtbot: Any, file: Path | None) -> None:
    single, owner, raised = SingleInstance(home), QObject(), []
    assert single.claim()
    single.listen(owner, raised.append)
    try:
        given = ["open", str(file)] if file else []
        second = subprocess.Popen(
            [sys.executable, "-c", CLAIM, str(home.folder), *given], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        qtbot.waitUntil(lambda: raised == [file])
        assert second.communicate(timeout=LONG)[0].strip() == "raised"
    finally:
        single.release()


def test_endless_message_cut_off(app: Any, home: Home, qtbot: Any) -> None:
    single, owner, raised = SingleInstance(home), QObject(), []
    assert single.claim()
    single.listen(owner, raised.append)
    try:
        socket = QLocalSocket()
        socket.connectToServer(single.name())
        assert socket.waitForConnected(LONG_MS)
        socket.write(b"x" * 100_000)
        qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
        assert raised == []
    finally:
        single.release()


def test_other_home_has_own_window(app: Any, home: Home, tmp_path: Path) -> None:
    single = SingleInstance(home)
    assert single.claim()
    try:
        assert start(Home(tmp_path / "khác")) == "claimed"
    finally:
        single.release()
    assert start(home) == "claimed"


def test_dead_first_window_does_not_block(home: Home) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", CLAIM, str(home.folder), "stay"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    with first:
        assert first.stdout.readline().strip() == "claimed"
        first.kill()
        first.wait()
    assert start(home) == "claimed"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that this user cannot write")
def test_single_instance_folder_not_writable(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert SingleInstance(Home(tmp_path / "nhà")).claim()


def test_single_instance_file_in_place_of_folder(tmp_path: Path) -> None:
    (tmp_path / "nhà").write_text("")
    assert SingleInstance(Home(tmp_path / "nhà")).claim()
