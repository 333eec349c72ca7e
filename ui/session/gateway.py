"""Founding, opening, remembering and restoring the office, as the first run and the unlock view call them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from models.base import own_variables
from models.base.paths import Home
from models.base.settings import Settings
from models.base.words import _
from ui.backup import restore_words

if TYPE_CHECKING:
    from models.access.opening import OfficeSpec, OpenOffice
    from models.access.restore import RestoreWish

_SAMPLE_FOLDER = "co-quan-mau"
_SAMPLE_PASSPHRASE = "co quan mau"  # noqa: S105 - all in it is invented: nothing to hide


class OfficeGateway(Protocol):
    """What the entrance needs of the office's file. Methods are called on the database thread if not said otherwise."""

    def look(self) -> dict[str, Any] | None:
        """What the book showed last, if it would show the same now; None where that is not known at once."""

    def found(self, spec: OfficeSpec, passphrase: str, *, remember: bool) -> tuple[OpenOffice, str]:
        """A new office and its recovery code. Raises AppError."""

    def accounts(self) -> list[tuple[str, str]]:
        """Id and name of those who may unlock, to choose from; empty where there is no choice. Raises AppError."""

    def open(self, passphrase: str | None, account: str | None = None) -> OpenOffice:
        """The office, by passphrase, recovery code or this computer's memory; a damaged one only to be read.

        Raises AppError.
        """

    def set_aside(self) -> None:
        """The book is locked: what this computer remembers opens it no more until a passphrase is entered.

        Called on the GUI thread: work under way must not put it off.
        """

    def remember(self, office: OpenOffice) -> None:
        """Let this computer open it from now on; without a keyring one of the office's notices says so."""

    def new_passphrase(self, office: OpenOffice, passphrase: str) -> None:
        """Another passphrase for an office that is open (after the recovery code). Raises AppError."""

    def sample(self) -> OpenOffice:
        """The demonstration office, open; built when it is not there yet. Raises AppError."""

    def restore(self, wish: RestoreWish) -> OpenOffice:
        """The office out of a backup, open. Raises AppError."""


class FileGateway:
    """The real one: the functions of `models.access`, imported when the first one is called."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def look(self) -> dict[str, Any] | None:
        """What the list showed at the last closing, if this book has not changed since; None otherwise."""
        from models.store.local import last_view

        return last_view.look(self._home)

    def found(self, spec: OfficeSpec, passphrase: str, *, remember: bool) -> tuple[OpenOffice, str]:
        """Make the office in this home; gives it with its recovery code. Raises AppError."""
        from models.access import opening

        return opening.found(self._home, spec, passphrase, remember=remember)

    def accounts(self) -> list[tuple[str, str]]:
        """Id and name of each account with a key here; empty where there is no choice. Raises AppError."""
        from models.access import account_keys
        from models.store.keys import key_slots

        return account_keys.choices(key_slots.load(self._home.keys))

    def open(self, passphrase: str | None, account: str | None = None) -> OpenOffice:
        """Open the office, also a damaged one, then only to be read. Raises AppError.

        Without a passphrase the environment is asked before the keyring, as for commands.
        """
        from models.access import opening, own_ways

        given = passphrase or own_variables.given("CCHC_PASSPHRASE") or None
        last = str(Settings(self._home.settings).get("account"))
        office = opening.open_office(self._home, given, account, even_damaged=True, first=last)
        if passphrase:
            own_ways.remember_again(office)
        return office

    def set_aside(self) -> None:
        """Take its secret out of the keyring."""
        from models.access import own_ways

        own_ways.set_aside(self._home)

    def remember(self, office: OpenOffice) -> None:
        """Keep the key in this computer's keyring; where there is none a notice of the office says so."""
        from models.access import own_ways

        own_ways.asked_to_remember(office)

    def new_passphrase(self, office: OpenOffice, passphrase: str) -> None:
        """Give whoever opened the office another passphrase. Raises AppError."""
        from models.access import own_ways

        own_ways.own_passphrase(office, passphrase)

    def sample(self) -> OpenOffice:
        """The demonstration, in a home of its own inside this one, so that a real office can still be founded here."""
        from models.access import opening
        from models.demo import build

        home = Home(self._home.folder / _SAMPLE_FOLDER)
        if opening.exists(home):
            return opening.open_office(home, _SAMPLE_PASSPHRASE)
        return build.build(home, _SAMPLE_PASSPHRASE).office

    def restore(self, wish: RestoreWish) -> OpenOffice:
        """Put a backup in the place of this home's book, which is kept aside, and open it. Raises AppError."""
        from models.access import restore
        from models.store.backups import backup_list
        from models.store.sqlite import damage

        self._home.folder.mkdir(parents=True, exist_ok=True)
        source, missing = wish.source, list[str]()
        aside = restore.restore(self._home, wish, missing.extend)
        if source.parent == self._home.backups and source.exists():
            backup_list.note_proven(source)  # it was opened, counted and compared
        office = self._opened_after(wish)
        if aside is not None:
            said = _("Đã khôi phục từ {name}.").format(name=source.name)
            kept = _("Sổ trước khi khôi phục được giữ ở: {folder}").format(folder=aside)
            office.notices = (damage.Notice("restored", said, kept), *office.notices)
        if missing:
            words = restore_words.without(missing)
            advice = _("Hãy đính kèm lại tệp gốc, hoặc cắm USB có bản sao lưu rồi kiểm tra sổ.")
            office.notices = (damage.Notice("evidence", words, advice), *office.notices)
        return office

    def _opened_after(self, wish: RestoreWish) -> OpenOffice:
        """By the secret of the book before, which goes on opening it; by the backup's where there was none."""
        from models.access import opening
        from models.base.errors import AppError

        secret = wish.passphrase if wish.present is None else wish.present
        try:
            return opening.open_office(self._home, secret, first=wish.first)
        except AppError as refusal:
            if refusal.code not in {"wrong_passphrase", "slot_void"} or wish.present is None:
                raise
        return opening.open_office(self._home, wish.passphrase, first=wish.first)
