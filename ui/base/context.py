"""What every page is given: the jobs, this computer's settings, the home, and the way to other pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from models.base import lock_minutes, policy
from models.base.paths import Home
from models.base.settings import Settings
from ui.base.jobs import Jobs
from ui.base.saved_changes import SavedChanges

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QDialog

    from models.access.opening import OpenOffice
    from models.access.restore import RestoreWish
    from models.store.backups.safety import BackupState
    from models.store.integrity.last_check import LastCheck
    from models.work.accounts import AccountRow


class DraftStore(Protocol):
    """What keeps typing that is not saved (`ui.session.draft_autosave`)."""

    trace: Path | None  # what a hard crash left, until somebody has been told

    def watch(self, form: Any, dialog: QDialog | None) -> None:  # noqa: ANN401 - ui.kit.drafts.WatchedForm
        """Keep the typing of a form from now on."""

    def look(self) -> None:
        """Keep what is being typed at this moment."""

    def let_go(self) -> None:
        """What is typed now is not wanted any more."""


class Context:
    """Given once to every page and view, so that none of them needs a global or knows the window."""

    def __init__(self, home: Home, settings: Settings, jobs: Jobs) -> None:
        self.home = home
        self.settings = settings
        settings.refused = _not_kept
        self.jobs = jobs
        self.changes = SavedChanges(jobs)  # what Ctrl+Z takes back, from wherever it is pressed
        # The open office (evidence folder, data key); None while the book is closed. Set by the entrance when it opens.
        self.office: OpenOffice | None = None
        self.account: AccountRow | None = None  # who opened it
        self.drafts: DraftStore | None = None  # keeps what is typed and not saved; there is none without a window
        self.lock_longest = lock_minutes.FIRST  # the office's own time, once its book is open
        # The window puts its own ways in; before there is a window (tests of one page) they do nothing.
        self.open_list: Callable[[str, Mapping[str, str]], None] = _nowhere
        self.lock_office: Callable[[], None] = _nothing
        self.restore_office: Callable[[RestoreWish], None] = _not_restored
        self.rekey_office: Callable[[Any], None] = _not_rekeyed  # by a `ui.backup.rekey.RekeyWish`
        self.show_backup: Callable[[BackupState], None] = _no_backup  # how safe the book is, for the footer
        self.show_check: Callable[[LastCheck | None], None] = _no_check  # of the whole book, for the footer

    def second_place(self) -> tuple[str, int]:
        """The folder on another disk that backups are copied to ("" for none), and after how many days to remind."""
        return str(self.settings.get("second_place")), int(self.settings.get("second_days"))

    def lock_minutes(self) -> int:
        """After how many minutes without a sign of a person the book locks itself; 0 is never."""
        chosen = int(self.settings.get("lock_minutes"))
        # Whoever fixes it in Windows' policies is the computer's administrator; the file beside it anybody may write.
        by_windows = policy.current().sources.get("LockMinutes", "").startswith("HKLM")
        return chosen if by_windows else lock_minutes.in_force(chosen, self.lock_longest)

    def export_folder(self) -> Path:
        """Where files for outside are written and looked for first: the folder chosen last, else the person's own."""
        return Path(str(self.settings.get("export_folder")) or Path.home())

    def may(self, word: str) -> bool:
        """Whether whoever opened the book may do this (`models.work.rights`); the models refuse it in any case."""
        from models.work import rights

        return rights.may(self.account.role if self.account is not None else None, word)


def context_of(seen: QObject | None) -> Context | None:
    """The context of the page, dialog or window that `seen` stands in; None outside of all."""
    while seen is not None:
        found = getattr(seen, "context", None)
        if isinstance(found, Context):
            return found
        seen = seen.parent()
    return None


def _not_kept(failure: OSError) -> None:
    from ui.base import messages

    messages.on_page(messages.not_kept(failure))


def _nowhere(_page: str, _filter: Mapping[str, str]) -> None:
    return


def _no_backup(_safety: BackupState) -> None:
    return


def _no_check(_last: LastCheck | None) -> None:
    return


def _not_restored(_wish: RestoreWish) -> None:
    return


def _not_rekeyed(_wish: object) -> None:
    return


def _nothing() -> None:
    return
