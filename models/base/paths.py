"""Where things lie on this computer. `--home DIR` moves everything; nothing is ever written beside the program."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@dataclass(frozen=True)
class Home:
    """One office's folder: its database, key slots, evidence, backups, log, and this computer's settings."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "so-cchc.db"

    @property
    def keys(self) -> Path:
        return self.folder / "so-cchc.keys"

    @property
    def evidence(self) -> Path:
        """Encrypted evidence files (minh chứng), beside the database so that a backup copies only new ones."""
        return self.folder / "minh-chung"

    @property
    def backups(self) -> Path:
        return self.folder / "sao-luu"

    @property
    def logs(self) -> Path:
        return self.folder / "nhat-ky"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.json"

    @property
    def glance(self) -> Path:
        """What was on the screen last (`models.store.glance`); it can be deleted at any time."""
        return self.folder / "so-cchc.glance"

    @property
    def lock(self) -> Path:
        return self.folder / "so-cchc.lock"


def default_home() -> Home:
    """The person's own data folder; local and not roaming, because a database must not be synchronised."""
    from platformdirs import user_data_dir

    return Home(Path(user_data_dir("SoCCHC", appauthor=False, roaming=False)))


def write_file(path: Path, data: bytes) -> None:
    """Write beside, flush to disk, then replace: the old file or the whole new one, never between. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut. Windows does this with the rename itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
