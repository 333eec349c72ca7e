"""This computer's settings for one home: every key is declared once with its default. Nothing secret is kept here.

What the administrator has fixed (`models.base.policy`) goes before what was chosen.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from models.base import policy
from models.base.notes import NO_NOTE, read_note
from models.base.paths import patiently, write_file

DEFAULTS: dict[str, Any] = {
    "page": "overview",
    # account -> page -> where the person was on it: ids and codes only, never words, for this file is not encrypted
    "places": {},
    "window": "",  # base64 of Qt's geometry
    "columns": {},  # list name -> base64 of the header's state
    "remember": False,
    "account": "",  # id of whoever unlocked the book last, offered first the next time
    "lock_minutes": 15,  # without a key or a click before the book locks itself; 0 is never
    "place_accepted": [],  # what speaks against the data folder's place and was read (`models.store.local.data_folder`)
    "text_lines": "two",  # of a task's words in a list: one, two where the window is high enough, all
    "unsure_first": True,  # the proposals that need a look before the others; else all as on the paper
    "look": "system",  # light, dark, or as the system is
    "export_folder": "",
    "second_place": "",  # the folder on another disk that backups are copied to
    "backup_elsewhere": "",  # when a backup was last saved, and proven, in a place that is looked at no more
    "second_days": 7,  # without a copy there until the person is reminded; 0 is never
    "long_report": 60,  # tasks; a report of more counts them and names only the late and the notable
    "trusted_issuers": [],  # PEM of certificates that signatures are weighed against
    "task_views": {},  # the person's own views of the task list: name -> filter, order, columns
    "last_units": {},  # who led and who helped when units were last chosen: {"lead": [ids], "help": [ids]}
    "task_view": "",  # the view in use
}

# What a person decides; the rest the window remembers by itself.
CHOSEN = ("lock_minutes", "look", "text_lines", "export_folder", "second_place", "second_days", "long_report")
# Keys that take one of a few words.
CHOICES = {"look": ("system", "light", "dark"), "text_lines": ("one", "two", "all")}
# Keys that an administrator may fix, by the names of `models.base.policy`.
FIXED_BY_POLICY = {"lock_minutes": "LockMinutes", "second_place": "BackupFolder"}
LARGEST = 10_000_000  # bytes; a hundred views of a list have a tenth of it


class Settings:
    """Read at the start and again before each change, so that what a command wrote meanwhile is not lost.

    A damaged file gives the defaults: settings are a comfort, never a blocker. One that another program holds gives
    them only until it can be read, and is not written before that.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Any] = {}
        self._unsaved: dict[str, Any] = {}  # put, and refused by the disk so far
        self._held = False
        self.refused: Callable[[OSError], object] | None = None  # told of a value that the disk did not take
        with suppress(OSError):
            self._read()

    def get(self, key: str) -> Any:  # noqa: ANN401
        """The value of a declared key. Raises KeyError for a key that is not declared in `DEFAULTS`."""
        fixed = policy.current().get(FIXED_BY_POLICY[key]) if key in FIXED_BY_POLICY else None
        if fixed is not None:
            return fixed
        if self._held:
            with suppress(OSError):
                self._read()
        return copy.deepcopy(self._unsaved.get(key, self._kept(key)))

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401
        """Keep a value of the declared type. Raises TypeError, AppError `pinned`; OSError where nobody is `refused`.

        A value that the disk did not take holds until the program ends, and is written with the next one.
        """
        if not isinstance(value, type(DEFAULTS[key])):
            raise TypeError(key)
        if key in FIXED_BY_POLICY:
            policy.refuse(FIXED_BY_POLICY[key], value)
        self._unsaved[key] = copy.deepcopy(value)
        try:
            self._save()
        except OSError as failure:
            if self.refused is None:
                raise
            self.refused(failure)

    def _save(self) -> None:
        self._read()
        if any(self._kept(name) != new for name, new in self._unsaved.items()):
            self._values |= self._unsaved
            write_file(self._path, json.dumps(self._values, ensure_ascii=False, indent=1).encode())
        self._unsaved.clear()

    def _kept(self, key: str) -> Any:  # noqa: ANN401
        return self._values.get(key, DEFAULTS[key])

    def _read(self) -> None:
        """Take in what the file says. Raises OSError for one that is there and cannot be read."""
        # Patience is had once: else a value put together from defaults could meet the file just as it is let go.
        held, self._held = self._held, True
        with suppress(FileNotFoundError):
            written = self._content() if held else patiently(self._content)
            loaded = None
            with suppress(ValueError, RecursionError):
                loaded = json.loads(written.decode()) if len(written) <= LARGEST else None
            if isinstance(loaded, dict):
                self._values = {key: value for key, value in _renewed(loaded).items() if _fits(key, value)}
        self._held = False

    def _content(self) -> bytes:
        try:
            return read_note(self._path, LARGEST)
        except OSError as failure:
            if failure.errno in NO_NOTE:
                return b""  # nothing that we wrote: the defaults hold
            raise


def _renewed(loaded: dict[str, Any]) -> dict[str, Any]:
    """What earlier programs wrote, in today's words: the look was dark or not before it could follow the system."""
    chosen = loaded.get("dark")
    return {"look": "dark" if chosen else "light", **loaded} if isinstance(chosen, bool) else loaded


def _fits(key: str, value: object) -> bool:
    return key in DEFAULTS and type(value) is type(DEFAULTS[key]) and value in CHOICES.get(key, (value,))
