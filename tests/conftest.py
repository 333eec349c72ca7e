"""What every test stands on: a home of its own, a keyring in memory, a clock to hold, and nothing left behind.

A test fails when it leaves a thread or a window, or logs a warning that it did not announce with `expects_log`.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt or keyring, and for the programs that tests start.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

from models.base import clock, ids, paths, secrets
from models.base.paths import Home
from models.store.keys import tries_elsewhere

if TYPE_CHECKING:
    from models.access.opening import OpenOffice

PATIENCE = 60.0  # seconds that a thread told to stop may still need on a busy machine

# A slow machine is no fault of the code. In CI the examples are the same each time; elsewhere new ones are tried.
settings.register_profile(
    "so-cchc",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
)
settings.load_profile("so-cchc")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "expects_log(pattern, ...): the test must log a warning (or worse) matching each pattern, and no other.",
    )


def pytest_collection_finish() -> None:
    """What was imported stays: the collector of rubbish need not go through it again and again."""
    gc.collect()
    gc.freeze()


class FakeKeyring:
    """A keyring in memory, with the three calls that the program uses."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, account: str, secret: str) -> None:
        self.kept[service, account] = secret

    def get_password(self, service: str, account: str) -> str | None:
        return self.kept.get((service, account))

    def delete_password(self, service: str, account: str) -> None:
        del self.kept[service, account]


@pytest.fixture(autouse=True)
def keyring(monkeypatch: pytest.MonkeyPatch) -> FakeKeyring:
    """The keyring of this test; the person's own one is never touched."""
    fake = FakeKeyring()
    monkeypatch.setattr(secrets, "find_backend", lambda: fake)
    return fake


@pytest.fixture(autouse=True)
def tries_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The second count of wrong passphrases of this test alone: offices are copied, and share an id."""
    place = tmp_path_factory.getbasetemp() / f"mo-so-{ids.new_id()}"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place))
    monkeypatch.setattr(tries_elsewhere, "folder", lambda: place / "SoCCHC-mo-so")
    return place / "SoCCHC-mo-so"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home whose path has what people's folders have: blanks, a per cent sign, Vietnamese letters."""
    return Home(tmp_path / "Sổ của Nguyễn Văn Đức %20")


@pytest.fixture
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for one too deep for Windows: only through `paths.reachable` it is found.

    It is there under another name, and the name itself leads nowhere, as a path of over 260 letters does.
    """
    written, real = tmp_path / "sâu", tmp_path / "dạng dài"
    real.mkdir()

    def spelled(path: Path) -> Path:
        return real / path.relative_to(written) if path.is_relative_to(written) else path

    monkeypatch.setattr(paths, "spelled", spelled)
    return written


@pytest.fixture(scope="session", autouse=True)
def cheap_keys() -> Iterator[None]:
    """Passphrases without their cost: a test need not keep anybody out.

    Everywhere, for an office that was founded so is given keys of the full cost when it is opened otherwise.
    """
    import offices

    with offices.cheap_keys():
        yield


@pytest.fixture(scope="session", autouse=True)
def _offices_kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Founding takes longer than most tests, so what was founded is kept to be copied."""
    import offices

    offices.keep_in(tmp_path_factory.mktemp("offices"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a founded, closed office."""
    import offices

    return offices.founded_once(tmp_path_factory.mktemp("founded") / "sổ")


@pytest.fixture
def office(template: Path, home: Home) -> Iterator[OpenOffice]:
    """`Phòng Nội vụ` of `Ủy ban nhân dân huyện Bắc Hà` with three communes, open."""
    import offices

    with offices.copied(template, home) as opened:
        yield opened


@pytest.fixture
def hold_clock() -> Iterator[Callable[[datetime], None]]:
    """`hold_clock(moment)` holds the program's clock there, again and again if need be, until the test ends."""
    with ExitStack() as stack:
        yield lambda moment: stack.enter_context(clock.fixed(moment))


@pytest.fixture(scope="session", autouse=True)
def _away_from_the_persons_data(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A program started without `--home` in a test must not meet a real office."""
    folder = str(tmp_path_factory.mktemp("data"))
    os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = folder


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    threads, natives = set(threading.enumerate()), _natives()
    windows = set(_windows())
    with _Heard() as heard:
        yield
    marker = request.node.get_closest_marker("expects_log")
    found = _wrong_logs(heard.records, marker.args if marker else ())
    found += [f"thread left behind: {thread.name}" for thread in _living(threads)]
    if "PySide6.QtCore" in sys.modules and {"qapp", "qtbot"} & set(request.fixturenames):
        found += _left_in_qt(windows, new_threads=not natives or bool(_natives() - natives))
    if found:
        pytest.fail("\n".join(found), pytrace=False)


class _Heard(logging.Handler):
    """Listens to every logger that does not keep its records to itself."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def __enter__(self) -> _Heard:
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *_failure: object) -> None:
        logging.getLogger().removeHandler(self)


def _wrong_logs(records: list[logging.LogRecord], patterns: tuple[str, ...]) -> list[str]:
    said = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in records]
    unexpected = [f"logged: {line}" for line in said if not any(re.search(pattern, line) for pattern in patterns)]
    missing = [pattern for pattern in patterns if not any(re.search(pattern, line) for line in said)]
    return unexpected + [f"expected in the log, but not there: {pattern}" for pattern in missing]


def _living(before: set[threading.Thread]) -> list[threading.Thread]:
    """Threads that are here since `before` and do not end by themselves at once."""
    until = time.monotonic() + PATIENCE
    # A dummy stands for a thread that Qt started, and outlives it; `_left_in_qt` looks for those.
    new = [t for t in threading.enumerate() if t not in before and not t.name.startswith("Dummy-")]
    for thread in new:
        thread.join(max(0.0, until - time.monotonic()))
    return [thread for thread in new if thread.is_alive()]


def _natives() -> set[str]:
    """Every thread of this process, Qt's too, as Linux numbers them; none where that is not told."""
    tasks = Path("/proc/self/task")
    return {task.name for task in tasks.iterdir()} if tasks.is_dir() else set()


def _windows() -> list[Any]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    return list(app.topLevelWidgets()) if app else []


def _left_in_qt(before: set[Any], *, new_threads: bool) -> list[str]:
    """Windows that were not closed and destroyed, and Qt threads that still run.

    These are looked for among all that Python holds, which takes long, so only where there are `new_threads`.
    """
    from PySide6.QtCore import QCoreApplication, QEvent, QThread

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # `deleteLater` without an event loop
    things = gc.get_objects() if new_threads else []
    threads = {kind for kind in set(map(type, things)) if issubclass(kind, QThread)}  # by kind: many things, few kinds
    running = [thing for thing in things if type(thing) in threads and thing.isRunning()] if threads else []
    # Qt keeps its one tooltip for the next time.
    left = [w for w in _windows() if w not in before and w.metaObject().className() != "QTipLabel"]
    return [f"Qt thread left running: {thread}" for thread in running] + [f"window left behind: {w}" for w in left]
