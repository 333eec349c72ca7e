"""Người dùng: who may open the book and as what; an administrator adds, changes, stops, resets, renews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QTreeWidget, QTreeWidgetItem

from models.base.words import _
from ui.base import messages, theme
from ui.kit.cells import EvenRows
from ui.kit.column_widths import ColumnWidths, of_cells
from ui.kit.fields import button
from ui.kit.flow import FlowLayout
from ui.kit.labels import plain_label
from ui.kit.section import Section

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.access.opening import OpenOffice
    from models.work.accounts import AccountRow
    from ui.frame.page import Page

_ID = Qt.ItemDataRole.UserRole
_WORD, _REKEY = "account.change", "book.rekey"


class AccountsSection(Section):
    """Everybody sees who works with the book; the buttons are an administrator's."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Người dùng"))
        self._page, self._context = page, page.context
        self._rows: Sequence[AccountRow] = ()
        self.me = plain_label(role="muted", wrap=True)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("Họ và tên"), _("Vai trò"), _("Tình trạng")])
        self.list.setAccessibleName(_("Danh sách người dùng"))
        self.list.setRootIsDecorated(False)
        self.list.setItemDelegate(EvenRows(self.list))
        self.list.setMinimumHeight(theme.em(7))
        self._widths = ColumnWidths(self.list, (0,), lambda view: of_cells(view, {0: 14}))
        self.list.currentItemChanged.connect(lambda *_what: self._chose())
        self.add = button(_("Thêm người dùng…"), lambda: self._edit(None))
        self.change = button(_("Sửa…"), lambda: self._edit(self._chosen()))
        self.reset = button(_("Đặt lại mật khẩu…"), self._reset)
        self.stop = button(_("Ngừng sử dụng…"), self._stop)
        self.renew = button(_("Đổi mã khôi phục…"), self._renew)
        self.rekey = button(_("Đổi khóa mã hóa…"), self._rekey)
        self.rekey.setToolTip(_("Mã hóa lại cả sổ, để bản cũ và mật khẩu cũ không mở được những gì ghi từ nay."))
        self.hidden = QCheckBox(_("Không hiện tên người dùng trước khi mở khóa"))
        self.hidden.setToolTip(_("Tên được lấy khỏi tệp khóa; khi mở sổ chỉ nhập mật khẩu."))
        self.hidden.clicked.connect(self._hide_names)
        buttons = FlowLayout()
        for each in (self.add, self.change, self.reset, self.stop, self.renew, self.rekey):
            buttons.addWidget(each)
        self.body.addWidget(self.me)
        self.body.addWidget(self.list)
        self.body.addLayout(buttons)
        self.body.addWidget(self.hidden)
        page.only_for(_WORD, self.add, self.change, self.reset, self.stop, self.renew, self.hidden)
        page.only_for(_REKEY, self.rekey)

    def reload(self) -> None:
        """Read the accounts again."""

        def query(session: Session) -> list[AccountRow]:
            from models.work import accounts

            return accounts.rows(session)

        self._page.jobs.read(query, self, self._show, slot="accounts")

    def _show(self, rows: Sequence[AccountRow]) -> None:
        from models.store.keys import key_slots
        from models.work import rights

        chosen = self._chosen()
        self._rows = rows
        self.list.clear()
        for row in rows:
            state = _("Đang dùng") if row.active else _("Đã ngừng")
            item = QTreeWidgetItem([row.name, rights.role_name(row.role), state])
            item.setData(0, _ID, row.id)
            self.list.addTopLevelItem(item)
            if chosen is not None and row.id == chosen.id:
                self.list.setCurrentItem(item)
        self._widths.renew()
        me, office = self._context.account, self._context.office
        words = _("Anh/chị đang mở sổ với tên {name}, vai trò {role}.")
        self.me.setText(words.format(name=me.name, role=rights.role_name(me.role).lower()) if me else "")
        if office is not None and self._context.may(_WORD):
            self.hidden.setChecked(key_slots.load(office.home.keys).names_hidden)
        self._chose()

    def _chosen(self) -> AccountRow | None:
        item = self.list.currentItem()
        return next((row for row in self._rows if item is not None and row.id == item.data(0, _ID)), None)

    def _chose(self) -> None:
        row, me = self._chosen(), self._context.account
        self.change.setEnabled(row is not None and row.active)
        self.reset.setEnabled(row is not None)
        self.reset.setText(_("Mở lại với mật khẩu mới…") if row and not row.active else _("Đặt lại mật khẩu…"))
        self.stop.setEnabled(row is not None and row.active and (me is None or row.id != me.id))

    def _edit(self, account: AccountRow | None, *, reset: bool = False) -> None:
        from ui.settings.account_edit import AccountDialog

        if self._context.office is not None:
            AccountDialog(self._page, self._page.jobs, self._context.office, account, reset=reset).open()

    def _reset(self) -> None:
        if self._chosen() is not None:
            self._edit(self._chosen(), reset=True)

    def _stop(self) -> None:
        row, office = self._chosen(), self._context.office
        if row is None or office is None:
            return
        what = _("Ngừng tài khoản {name}?").format(name=row.name)
        why = _("Mật khẩu của người này bị hủy ngay. Những việc đã làm vẫn còn trong nhật ký.")
        if not messages.ask(self, what, why, yes=_("Ngừng sử dụng"), danger=True):
            return

        def change(session: Session) -> None:
            from models.access import account_keys

            account_keys.disable(session, office, row.id)

        done = _("Đã ngừng tài khoản {name}.").format(name=row.name)
        self._page.jobs.write(_WORD, change, self, lambda _none: self._stopped(done))

    def _stopped(self, done: str) -> None:
        messages.show_done(self._page, done)
        self.offer_rekey(_("{done} Người đó có thể còn giữ bản sao lưu cũ, hoặc khóa của sổ.").format(done=done))

    def _rekey(self) -> None:
        self.offer_rekey()

    def offer_rekey(self, why: str = "") -> None:
        """The dialog that exchanges the data key."""
        from ui.backup import rekey

        rekey.show(self._context, self, why)

    def _renew(self) -> None:
        from ui.settings.passphrase_asked import PassphraseAsked

        def work(office: OpenOffice, passphrase: str) -> tuple[str, str]:
            from models.access import account_keys, own_ways
            from models.work import office as offices

            own_ways.confirm(office, passphrase)
            with office.store.write(_WORD) as write:
                return account_keys.renew_recovery(write.session, office), offices.card(write.session).name

        why = _("Mã đang cất giữ sẽ không mở được sổ nữa. Mã mới hiện một lần để in.")
        asked = PassphraseAsked(self._page, self._page.jobs, _("Đổi mã khôi phục"), why, _("Đổi mã"), work)
        asked.given.connect(self._renewed)
        asked.open()

    def _renewed(self, pair: tuple[str, str]) -> None:
        from ui.settings.account_edit import NewRecoveryCode

        shown = NewRecoveryCode(self._page, *pair)
        why = _("Đã đổi mã khôi phục. Ai còn giữ mã cũ cùng một bản sao lưu cũ thì có khóa của sổ.")
        shown.accepted.connect(lambda: self.offer_rekey(why))
        shown.open()

    def _hide_names(self, on: bool) -> None:
        office = self._context.office
        if office is None:
            return

        def change(session: Session) -> None:
            from models.access import account_keys

            account_keys.hide_names(session, office, on)

        self._page.jobs.write(_WORD, change, self)
