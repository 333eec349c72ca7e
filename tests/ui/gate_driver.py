"""A person before a closed book: the first run, unlocking, the recovery code, a damaged file."""

from __future__ import annotations

from typing import Any

from contexts import gate, settle
from looking import choose, click, leaves, named, press, retype, says, texts, tick, type_in
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QTreeWidget, QWidget

from ui.backup.damaged import Damaged
from ui.frame.window import Window
from ui.kit.gate import GateView
from ui.session.first_run import FirstRun
from ui.session.unlock import Unlock

NAME, LEVEL, PARENT, PLACE = "Tên cơ quan", "Cấp", "Cơ quan chủ quản", "Địa danh ghi trên văn bản"
SYMBOL, AGAIN = "Chữ viết tắt trong ký hiệu", "Nhập lại mật khẩu"
RESTORE_KEY = "Mật khẩu dùng lúc sao lưu (hoặc mã khôi phục)"
UNITS = "Danh sách đơn vị trực thuộc"
WRITTEN_DOWN = "Tôi đã ghi lại mã này và cất ở nơi an toàn"


class GateDriver:
    """At any view before the book."""

    kind: type[GateView] = GateView

    def __init__(self, window: Window) -> None:
        self.window = window
        self.view: Any = gate(window, self.kind)

    def title(self) -> str:
        """The heading of the step that is shown."""
        heading = self.view.accessibleName()
        assert heading in texts(self.view)
        return str(heading)

    def banner(self) -> str:
        """What was refused or done, above the fields."""
        return str(self.view.banner.text())

    def says(self, words: str) -> bool:
        """Whether these words are on the view."""
        return says(self.view, words)

    def click(self, words: str) -> None:
        """Press a button, and wait for what comes of it."""
        click(self.view, words)
        settle(self.window.context)

    def field(self, name: str) -> QLineEdit:
        """A field to type in."""
        return named(self.view, name, QLineEdit)


class FirstRunDriver(GateDriver):
    """At the first run."""

    kind = FirstRun
    KEY, BACKUP_KEY = "Mật khẩu của cơ quan", "Mật khẩu của sổ trong bản sao lưu"

    @property
    def next(self) -> QAbstractButton:
        """The button that goes on, whatever it says on this step: the last one at the foot."""
        foot = self.view.buttons
        found = foot.itemAt(foot.count() - 1).widget()
        assert isinstance(found, QAbstractButton) and found.isVisible()
        return found

    def new_office(self) -> None:
        """The first choice."""
        self.click("Tạo cơ quan mới")

    def sample(self) -> None:
        """The second one: the demonstration."""
        self.click("Mở cơ quan mẫu")

    def pick_backup(self) -> None:
        """The third one; the file is answered by the test."""
        self.click("Mở sổ có sẵn từ bản sao lưu")

    def go_on(self) -> None:
        """To the next step."""
        press(self.next)
        settle(self.window.context)

    def go_back(self) -> None:
        """To the step before."""
        self.click("Quay lại")

    def type_in(self, name: str, text: str) -> QWidget:
        """Into a field of this step."""
        return type_in(self.view, name, text)

    def choose_level(self, words: str) -> None:
        """The level of the office."""
        choose(self.view, LEVEL, words)

    def chosen_units(self) -> tuple[tuple[str | None, str], ...]:
        """The ticked units of the list."""
        return ticked(self.view)

    def found(self, name: str, parent: str, passphrase: str, *, remember: bool = False) -> str:
        """Through all steps up to the recovery code, which is given back."""
        self.new_office()
        self.type_in(NAME, name)
        self.type_in(PARENT, parent)
        self.field(PLACE).setFocus()
        self.go_on()
        self.go_on()
        self.type_in(self.KEY, passphrase)
        self.type_in(AGAIN, passphrase)
        tick(self.view, "Nhớ trên máy này", remember)
        self.go_on()
        return self.code()

    def code(self) -> str:
        """The recovery code on the view."""
        return code_shown(self.view)

    def begin_work(self) -> None:
        """Say that the code is written down, and go into the book."""
        assert not self.next.isEnabled()
        tick(self.view, WRITTEN_DOWN)
        self.go_on()


class UnlockDriver(GateDriver):
    """At the locked book."""

    kind = Unlock
    KEY, CODE, NEW = "Mật khẩu", "Mã khôi phục", "Mật khẩu mới"

    def account(self) -> QComboBox:
        """The list of accounts."""
        return named(self.view, "Người dùng", QComboBox)

    def key(self) -> QLineEdit:
        """The field of the passphrase."""
        return self.field(self.KEY)

    def unlock(self, passphrase: str = "", account: str = "") -> None:
        """Type the passphrase over what is there, and go in."""
        if account:
            choose(self.view, "Người dùng", account)
        retype(self.view, self.KEY, passphrase)
        self.click("Mở khóa")

    def recover(self, code: str) -> None:
        """Type the recovery code over what is there, and go on."""
        retype(self.view, self.CODE, code)
        self.click("Mở khóa")

    def renew(self, passphrase: str) -> None:
        """Choose the new passphrase that the recovery code leads to."""
        type_in(self.view, self.NEW, passphrase)
        type_in(self.view, AGAIN, passphrase)
        self.click("Đặt mật khẩu và mở sổ")


class DamagedDriver(GateDriver):
    """At a book that does not open."""

    kind = Damaged


def ticked(root: QWidget) -> tuple[tuple[str | None, str], ...]:
    """The chosen units of the list in `root`, (official code, name)."""
    tree = named(root, UNITS, QTreeWidget)
    return tuple(
        (item.text(1) or None, item.text(0)) for item in leaves(tree) if item.checkState(0) == Qt.CheckState.Checked
    )


def code_shown(root: QWidget) -> str:
    """The recovery code in `root`."""
    return named(root, "Mã khôi phục", QLabel).text()
