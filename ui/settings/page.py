"""Cài đặt: what is printed on documents, the passphrase and this computer, backup and proof, where everything lies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models.base import policy
from models.base.errors import AppError
from models.base.version import VERSION
from models.base.words import _
from ui.backup.offsite import OffsiteSection
from ui.backup.safety import BackupSection, CheckSection
from ui.base import messages, theme
from ui.base.permissions import look_only
from ui.frame.page import Page
from ui.kit import drafts
from ui.kit.entering import EnterDoes
from ui.kit.fields import button
from ui.kit.folders import show_folder
from ui.kit.labels import PathLabel, plain_label
from ui.kit.section import Section
from ui.kit.to_field import go_to
from ui.settings.accounts import AccountsSection
from ui.settings.lock_choice import LockChoice
from ui.settings.long_report import long_report_box
from ui.settings.office_card import OfficeCardForm
from ui.settings.policy_words import PolicyWords

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.access.opening import OpenOffice
    from models.store.integrity.last_check import LastCheck
    from models.work.issuers import Issuer
    from models.work.office import OfficeCard


class SettingsPage(Page):
    """Sections one below the other, in two columns where there is room."""

    key = "settings"
    help_text = _(
        "Thông tin cơ quan được in trong báo cáo: địa danh trên dòng ngày tháng, ký hiệu, nơi gửi, nơi nhận. Sửa xong "
        "bấm “Lưu thông tin” (Ctrl+S). Tên cơ quan sửa ở trang Đơn vị. Báo cáo do cơ quan cấp trên ban hành in theo "
        "phần “Khi … ban hành”, được đề xuất từ tên cơ quan đó.\n\n"
        "“Nhớ trên máy này” giữ chìa khóa trong kho mật khẩu của Windows để lần sau mở sổ không hỏi mật khẩu; chỉ "
        "dùng khi máy có mật khẩu Windows riêng.\n\n"
        "“Sao lưu ngay” ghi một bản sao đã mã hóa và mở lại để kiểm chứng. “Nơi sao lưu thứ "
        "hai” là USB hoặc ổ mạng mà bản sao lưu mới nhất được tự chép sang khi cắm vào; lâu chưa chép thì dòng cuối "
        "cửa sổ nhắc. “Kiểm tra” đọc lại toàn bộ sổ và nói rõ những gì không khớp.\n\n"
        "“Người dùng” cho mỗi người một tên, một mật khẩu riêng và một vai trò; nhật ký ghi tên người làm. Khi không "
        "ai dùng máy, sổ tự khóa; chữ đang nhập dở vẫn còn khi người đó mở khóa. Thời gian tự khóa ai cũng rút ngắn "
        "được; chỉ quản trị kéo dài được, sau khi nhập mật khẩu, và đó là mức lâu nhất cho mọi máy dùng sổ."
    )

    def build(self) -> None:
        """Lay the sections out; nothing is read yet."""
        self._save = self.add_action(_("Lưu thông tin"), self.save, primary=True, keys="Ctrl+S", may="office.change")
        self._save.setEnabled(False)
        self.card = OfficeCardForm()
        self.card.changed.connect(lambda: self._save.setEnabled(self.card.dirty()))
        EnterDoes(self.card, self.save)
        self.accounts = AccountsSection(self)
        self.backup, self.check = BackupSection(self.context), CheckSection(self.context)
        self.only_for("office.restore", self.backup.restore_button)
        self.second = OffsiteSection(self.context)
        self.only_for("backup.make", self.backup.button, self.second)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, sections in (
            (left, (self.card, self._access(), self.accounts)),
            (right, (self.backup, self.second, self.check, self._places())),
        ):
            column.setSpacing(theme.em(0.6))
            for section in sections:
                column.addWidget(section)
            column.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.em(0.6))
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would squeeze the fields."""
        super().resizeEvent(event)
        narrow = self.width() < theme.letters(100)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)

    def reload(self) -> None:
        """Read the office's card, and whether this computer is remembered."""

        def query(session: Session) -> tuple[OfficeCard, Issuer | None]:
            from models.work import issuers, office

            above = (one for one in issuers.choices(session) if one.key == issuers.PARENT)
            return office.card(session), next(above, None)

        self.jobs.read(query, self, self._show_card, slot="card")
        self.accounts.reload()
        if self.context.may("backup.make"):
            self.second.reload()
        self.check.reload()
        self._show_place()
        self._ask_remembered()

    def show_filter(self, chosen: Mapping[str, str]) -> None:
        """Go to a field of the office's card: `{"field": ...}` of `place`, `symbol`, `recipients`, `copies`.

        With `above_` before it, to that of the body above.
        """
        _before, above, name = chosen.get("field", "").rpartition("above_")
        card = self.card.above if above else self.card
        fields = {"place": card.place, "symbol": card.symbol, "recipients": card.report_to, "copies": card.copies_to}
        field = fields.get(name)
        if field is not None:
            go_to(field)

    def first_focus(self) -> QWidget | None:
        """The first field."""
        return self.card.place

    def unsaved(self) -> bool:
        """Whether the office's card was changed."""
        return self.card.dirty()

    def may_leave(self) -> bool:
        """Save, throw away, or stay, when something was typed."""
        if not self.card.dirty():
            return True
        choices = (_("Lưu"), _("Không lưu"))
        chosen = messages.choose(self, _("Lưu thông tin cơ quan vừa sửa?"), "", choices)
        if chosen == 0:
            self.save()
        elif chosen == 1:
            self.card.forget()
            self.refresh()
        return chosen is not None

    def show_check(self, last: LastCheck | None) -> None:
        """The weekly check ends while the page is on the screen, or waits behind another."""
        self.check.show_last(last)

    # What a person does

    def save(self) -> None:
        """Keep what stands in the fields."""
        if not self.card.dirty():
            return
        values = self.card.values()

        def change(session: Session) -> None:
            from models.work import office

            office.change(session, **values)

        said = _("Đã lưu thông tin cơ quan.")
        self.jobs.write("office.change", change, self, lambda _none: self.card.saved(), said=said)

    def change_passphrase(self) -> None:
        """The dialog for another passphrase."""
        from ui.settings.passphrase_change import PassphraseChange

        PassphraseChange(self, self.jobs).open()

    def remember(self) -> None:
        """Let this computer open the book without asking, or ask again from now on."""

        def keep(office: OpenOffice) -> bool:
            from models.access import own_ways

            if not own_ways.remembered(office.home):
                return own_ways.remember_here(office)
            own_ways.forget_here(office)
            return True

        self._memory.setEnabled(False)
        self.jobs.with_office(keep, self, self._remembered_changed, self._memory_failed)

    def choose_export_folder(self) -> None:
        """Where reports and exports go unless told otherwise."""
        folder = messages.choose_folder(self, _("Thư mục xuất tệp"), str(self.context.export_folder()))
        if folder is not None:
            self.context.settings.put("export_folder", str(folder))
            self._show_export_folder()

    # The sections

    def _access(self) -> Section:
        section = Section(_("Mật khẩu và máy này"))
        self._memory = button(_("Nhớ trên máy này"), self.remember)
        self._memory_words = plain_label(role="muted", wrap=True)
        change = button(_("Đổi mật khẩu…"), self.change_passphrase)
        self.only_for("account.passphrase", change)
        self.only_for("book.remember", self._memory)
        section.body.addWidget(_line(change, self._memory))
        section.body.addWidget(self._memory_words)
        self.lock = LockChoice(self.context, self, self.banner.error)
        section.body.addWidget(plain_label(self.lock.field.accessibleName(), "muted", buddy=self.lock.field))
        section.body.addWidget(self.lock.field)
        section.body.addWidget(
            plain_label(_("Chọn ngắn hơn thì ai cũng được; dài hơn thì quản trị nhập mật khẩu."), "muted", wrap=True)
        )
        section.body.addWidget(PolicyWords(policy.current()))
        return section

    def _places(self) -> Section:
        section = Section(_("Dữ liệu và chương trình"))
        data = PathLabel(str(self.context.home.folder))
        self._place = plain_label(role="warn", wrap=True)
        self._export = PathLabel()
        self._show_export_folder()
        section.body.addWidget(plain_label(_("Dữ liệu của sổ nằm ở:"), "muted"))
        section.body.addWidget(data)
        section.body.addWidget(self._place)
        section.body.addWidget(_line(button(_("Mở thư mục dữ liệu"), self._open_data)))
        section.body.addWidget(plain_label(_("Báo cáo và tệp xuất ra được lưu vào:"), "muted", buddy=self._export))
        section.body.addWidget(self._export)
        section.body.addWidget(_line(button(_("Đổi thư mục xuất…"), self.choose_export_folder)))
        long_report = long_report_box(self.context.settings)
        section.body.addWidget(plain_label(long_report.accessibleName(), "muted", wrap=True, buddy=long_report))
        section.body.addWidget(long_report)
        section.body.addWidget(plain_label(_("Sổ CCHC phiên bản {version}").format(version=VERSION), "muted"))
        about = button(_("Về chương trình"), self._about)
        section.body.addWidget(_line(about, button(_("Giấy phép phần mềm"), self._licences)))
        return section

    # Showing

    def _show_place(self) -> None:
        """What speaks against the place of the data folder, as it was seen when the book was opened."""
        office = self.context.office
        said = [f"{notice.text} {notice.do}" for notice in office.notices if notice.place] if office else []
        self._place.setText("\n".join(said))
        self._place.setVisible(bool(said))

    def _show_card(self, read: tuple[OfficeCard, Issuer | None]) -> None:
        card, above = read
        self.card.show_card(card, above)
        self.context.lock_longest = card.lock_minutes
        self.lock.show()
        look_only(self.context, "office.change", self.card)
        place: drafts.Place = ("settings", {})
        drafts.watch(drafts.WatchedForm(self.card, lambda: "office", lambda: _("Cơ quan"), lambda: place, self.banner))

    def _ask_remembered(self) -> None:
        def look(office: OpenOffice) -> bool:
            from models.access import own_ways

            return own_ways.remembered(office.home)

        self.jobs.with_office(look, self, self._show_remembered)

    def _show_remembered(self, yes: bool) -> None:
        self._memory.setEnabled(True)
        self._memory.setText(_("Thôi nhớ trên máy này") if yes else _("Nhớ trên máy này"))
        self._memory_words.setText(
            _(
                "Máy này đang được nhớ: mở chương trình là vào sổ, không hỏi mật khẩu. Nhưng sổ đã khóa (bấm khóa, để "
                "lâu không dùng, khóa Windows) thì vẫn hỏi mật khẩu, kể cả khi tắt mở lại chương trình."
            )
            if yes
            else _(
                "Mỗi lần mở sổ phải nhập mật khẩu. Chỉ bật nhớ khi máy này có mật khẩu Windows riêng; bật rồi thì sổ "
                "đã khóa vẫn hỏi mật khẩu, kể cả khi tắt mở lại chương trình."
            )
        )

    def _remembered_changed(self, done: bool) -> None:
        if not done:
            self.show_error(
                AppError(
                    "no_keyring",
                    _("Không nhớ được trên máy này."),
                    _("Máy không có kho mật khẩu, hoặc kho đang khóa."),
                    _("Hãy tiếp tục nhập mật khẩu mỗi lần mở sổ."),
                )
            )
        self._ask_remembered()

    def _memory_failed(self, failure: AppError) -> None:
        self.show_error(failure)
        self._ask_remembered()

    def _show_export_folder(self) -> None:
        self._export.setText(str(self.context.settings.get("export_folder")) or _("(hỏi mỗi lần lưu)"))

    def _open_data(self) -> None:
        show_folder(self.context.home.folder, self.banner)

    def _about(self) -> None:
        from ui.frame import help_view

        help_view.about(self)

    def _licences(self) -> None:
        from ui.support import licences

        licences.show(self)


def _line(*widgets: QWidget) -> QWidget:
    """Buttons beside each other, breaking where the column is narrow."""
    from ui.kit.flow import FlowLayout

    made = QWidget()
    theme.mark(made, "clear")
    flow = FlowLayout(made)
    for widget in widgets:
        flow.addWidget(widget)
    return made
