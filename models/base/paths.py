"""Where things lie on this computer. `--home DIR` moves everything; nothing is ever written beside the program."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
# How long to wait for an antivirus or an indexer to let go of a file it is looking at: 1.3 s in all.
_PATIENCE = (0.02, 0.05, 0.1, 0.2, 0.4, 0.5)
# Letters of a folder, so that all we make in it stays under 260: the farthest is an evidence file in the second place,
# `so-cchc-12345678\minh-chung\ab\` and 64 letters.
_LONG = 160
_SHARING = {5, 32, 33}  # Windows: access denied, sharing violation, lock violation
sleep = time.sleep  # tests put their own here


@dataclass(frozen=True)
class Home:
    """One office's folder: its database, key slots, evidence, backups, log, and this computer's settings."""

    folder: Path

    def __post_init__(self) -> None:
        """Everything in it is reached however deep it lies."""
        object.__setattr__(self, "folder", reachable(self.folder))

    @property
    def database(self) -> Path:
        """The book itself, encrypted."""
        return self.folder / "so-cchc.db"

    @property
    def keys(self) -> Path:
        """The key slots: who opens the book, and with what (`models.store.keys.key_slots`)."""
        return self.folder / "so-cchc.keys"

    @property
    def login_attempts(self) -> Path:
        """Wrong passphrases in a row (`models.store.keys.login_throttle`)."""
        return self.folder / "so-cchc.tries"

    @property
    def last_close(self) -> Path:
        """How the book was left the last time (`models.store.local.last_close`)."""
        return self.folder / "so-cchc.close"

    @property
    def last_check(self) -> Path:
        """When the whole book was last checked and what came of it (`models.store.integrity.last_check`)."""
        return self.folder / "so-cchc.check"

    @property
    def evidence(self) -> Path:
        """Encrypted evidence files (minh chứng), beside the database so that a backup copies only new ones."""
        return self.folder / "minh-chung"

    @property
    def backups(self) -> Path:
        """Backups made by the program, each one file, and the evidence they share."""
        return self.folder / "sao-luu"

    @property
    def logs(self) -> Path:
        """What the program noted of itself, for whoever helps; nothing of the book."""
        return self.folder / "nhat-ky"

    @property
    def settings(self) -> Path:
        """This computer's settings (`models.base.settings`)."""
        return self.folder / "settings.json"

    @property
    def last_view(self) -> Path:
        """What was on the screen last (`models.store.local.last_view`); it can be deleted at any time."""
        return self.folder / "so-cchc.glance"

    def drafts(self, account: str) -> Path:
        """What somebody was typing (`models.store.local.draft_files`), by the id of their account."""
        return self.folder / f"so-cchc.{account}.nhap-do"

    @property
    def lock(self) -> Path:
        """Held by the one program that has the book open (`models.store.local.lock`)."""
        return self.folder / "so-cchc.lock"


def default_home() -> Home:
    """The person's own data folder; local and not roaming, because a database must not be synchronised."""
    from platformdirs import user_data_dir

    return Home(Path(user_data_dir("SoCCHC", appauthor=False, roaming=False)))


def reachable(path: Path) -> Path:
    """The same place in the form that Windows takes at any length; elsewhere, and when short, `path` itself.

    Windows stops at 260 letters unless its registry says otherwise, and a Vietnamese folder tree is soon that deep.
    Asked once, where a path comes in: what is put together from the answer is reached as well.
    """
    return spelled(path)


def _as_windows_takes_it(path: Path) -> Path:
    return Path(long_form(os.path.abspath(path)))  # noqa: PTH100 - the long form takes no `..`, which Path would keep


def _as_it_is(path: Path) -> Path:
    return path


spelled: Callable[[Path], Path] = _as_windows_takes_it if os.name == "nt" else _as_it_is  # tests put their own here


def same_or_inside(path: Path, folder: Path) -> bool:
    """Whether `path` is `folder` or lies in it, in whichever of the two forms each is written."""
    inner, outer = (Path(short_form(str(one.absolute()))) for one in (path, folder))
    return inner.is_relative_to(outer)


def long_form(path: str) -> str:
    r"""A full Windows path with the prefix `\\?\` where it, or a file beside it, may be too long without."""
    if len(path) < _LONG or path.startswith("\\\\?\\"):
        return path
    return f"\\\\?\\UNC\\{path[2:]}" if path.startswith("\\\\") else f"\\\\?\\{path}"


def short_form(path: str) -> str:
    r"""Without the prefix `\\?\`: as a person writes it, and as paths are compared."""
    if path.startswith("\\\\?\\UNC\\"):
        return f"\\\\{path[8:]}"
    return path.removeprefix("\\\\?\\")


def write_file(path: Path, data: bytes) -> None:
    """Write beside, flush to disk, then replace: the old file or the whole new one, never between. Raises OSError."""
    path = reachable(path)
    make_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(beside, path)
    except BaseException:
        with suppress(OSError):  # a stick that was pulled out has nothing to be tidied up on
            beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it that are missing, so that no power cut takes it away again. Raises OSError."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        sync_folder(one.parent)


def replace(source: Path, target: Path) -> None:
    """Rename over `target`, waiting a little while another program holds either file. Raises OSError."""
    patiently(lambda: source.replace(target))


def patiently(work: Callable[[], T]) -> T:
    """Do it, again and again with growing pauses while Windows says that another program holds the file.

    Raises the OSError that is still there after that; elsewhere a refusal is for good, and comes at once.
    """
    for pause in _PATIENCE:
        try:
            return work()
        except OSError as failure:
            if getattr(failure, "winerror", None) not in _SHARING:
                raise
            sleep(pause)
    return work()


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut. Windows does this with the rename itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
