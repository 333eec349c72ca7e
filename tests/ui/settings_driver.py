"""A person at the page of settings: this computer, the passphrase, the accounts."""

from __future__ import annotations

from contexts import settle
from gate_driver import AGAIN, WRITTEN_DOWN, code_shown
from looking import button, choose, click, entries_of, named, one_open, retype, says, tick
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from ui.settings.account_edit import AccountDialog, NewRecoveryCode
from ui.settings.page import SettingsPage
from ui.settings.passphrase_change import PassphraseChange


class SettingsDriver:
    """At the page."""

    def __init__(self, page: SettingsPage) -> None:
        self.page = page

    def click(self, words: str) -> None:
        """Press a button of the page, and wait for what comes of it."""
        click(self.page, words)
        settle(self.page)

    def offers(self, words: str) -> bool:
        """Whether a button with these words is on the page."""
        return any(one.isVisibleTo(self.page) for one in self.page.findChildren(QAbstractButton) if one.text() == words)

    def may_save(self) -> bool:
        """Whether there is something to save."""
        return button(self.page, "Lưu thông tin").isEnabled()

    def memory_button(self) -> QAbstractButton:
        """The button that has this computer remember the passphrase, or forget it."""
        return button(self.page, "Thôi nhớ trên máy này" if self.remembers() else "Nhớ trên máy này")

    def press_memory(self) -> None:
        """Press it."""
        self.click(self.memory_button().text())

    def remembers(self) -> bool:
        """Whether the page says that this computer opens the book by itself."""
        asks, remembered = says(self.page, "phải nhập mật khẩu"), says(self.page, "đang được nhớ")
        assert asks != remembered
        return remembered

    def export_folder(self) -> str:
        """Where reports go, as the page says it."""
        return named(self.page, "Báo cáo và tệp xuất ra được lưu vào:", QLabel).text()

    def lock_after(self, words: str) -> None:
        """After how long without a sign of a person the book locks."""
        choose(self.page, "Tự khóa khi không ai dùng máy", words)

    def accounts(self) -> list[tuple[str, ...]]:
        """The list of accounts: name, role, state."""
        return [tuple(item.text(column) for column in range(3)) for item in entries_of(self.page.accounts.list)]

    def choose_account(self, name: str) -> None:
        """Go to an account in the list."""
        place = [row[0] for row in self.accounts()].index(name)
        self.page.accounts.list.setCurrentItem(self.page.accounts.list.topLevelItem(place))


class PassphraseChangeDriver:
    """At the dialog that changes the own passphrase."""

    OLD, NEW = "Mật khẩu hiện tại", "Mật khẩu mới"

    def __init__(self, page: SettingsPage) -> None:
        page.change_passphrase()
        self.page, self.dialog = page, one_open(PassphraseChange)

    def fields(self) -> list[QLineEdit]:
        """The three fields, from top to bottom."""
        return [named(self.dialog, name, QLineEdit) for name in (self.OLD, self.NEW, AGAIN)]

    def type_in(self, *, old: str | None = None, new: str | None = None) -> None:
        """Type what is given over what is there; the new one twice."""
        for name, text in ((self.OLD, old), (self.NEW, new), (AGAIN, new)):
            if text is not None:
                retype(self.dialog, name, text)

    def do(self) -> None:
        """Press the button that changes it."""
        click(self.dialog, "Đổi mật khẩu")
        settle(self.page)


class AccountDriver:
    """At the dialog of one account, or of its passphrase."""

    def __init__(self, page: SettingsPage) -> None:
        self.page, self.dialog = page, one_open(AccountDialog)

    def type_passphrase(self, passphrase: str) -> None:
        """The new one, twice."""
        for name in ("Mật khẩu mới", AGAIN):
            retype(self.dialog, name, passphrase)

    def do(self) -> None:
        """Do what the dialog is for."""
        self.dialog.do()
        settle(self.page)


class NewCodeDriver:
    """At the dialog that shows the renewed recovery code."""

    def __init__(self) -> None:
        self.dialog = one_open(NewRecoveryCode)

    def code(self) -> str:
        """The code that is shown."""
        return code_shown(self.dialog)

    def noted(self) -> None:
        """Say that it is written down, and close the dialog."""
        tick(self.dialog, WRITTEN_DOWN)
        self.dialog.ok.click()
