"""A person at the page of reports, and at the dialog that signs one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from contexts import settle
from looking import button, choose, click, named, one, one_open, retype, says
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPlainTextEdit

from ui.base import messages
from ui.kit.signature_picture import SignaturePicture
from ui.reports.page import ReportsPage
from ui.reports.sign import SignDialog

DAY, NUMBER = "Ngày ban hành", "Số"
LEADER, AGENCY = "Lãnh đạo ký", "Cơ quan"


class ReportsDriver:
    """At the page."""

    def __init__(self, page: ReportsPage) -> None:
        self.page = page

    def click(self, words: str) -> None:
        """Press a button of the page, and wait for what comes of it."""
        click(self.page, words)
        settle(self.page)

    # The words

    def sections(self) -> QListWidget:
        """The list of sections."""
        return named(self.page, "Các mục của báo cáo", QListWidget)

    def codes(self) -> list[str]:
        """The sections' codes, from top to bottom."""
        rows = (self.sections().item(row) for row in range(self.sections().count()))
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in rows]

    def choose_section(self, code: str) -> None:
        """Go to a section."""
        self.sections().setCurrentRow(self.codes().index(code))

    def heading(self, code: str) -> str:
        """A section's heading as the list has it."""
        return self.sections().item(self.codes().index(code)).text().strip()

    def choose_issuer(self, words: str) -> None:
        """Who issues the report."""
        choose(self.page, "Cơ quan ban hành", words)
        settle(self.page)

    def words(self) -> str:
        """The words of the section that is chosen."""
        return named(self.page, "Nội dung của mục", QPlainTextEdit).toPlainText()

    def type_words(self, text: str) -> None:
        """Type over the words of the section that is chosen."""
        retype(self.page, "Nội dung của mục", text)

    # The head

    def choose_kind(self, words: str) -> None:
        """Another kind of report."""
        choose(self.page, "Loại báo cáo", words)
        settle(self.page)

    def choose_period(self, words: str) -> None:
        """A period of the list."""
        choose(self.page.head, "Kỳ báo cáo", words)
        settle(self.page)

    def shows_period(self, words: str) -> bool:
        """Whether this period is the one chosen."""
        return named(self.page.head, "Kỳ báo cáo", QComboBox).currentText().startswith(f"{words} (")

    def field(self, name: str) -> QLineEdit:
        """A field of the head."""
        return named(self.page.head, name, QLineEdit)

    def fill(self, name: str, text: str) -> None:
        """Type over a field of the head, and leave it with Enter."""
        retype(self.page.head, name, text)
        QTest.keyClick(self.field(name), Qt.Key.Key_Return)
        settle(self.page)

    # The check list

    def press_check(self, words: str) -> None:
        """Go where a line of the check list leads."""
        found = named(self.page, "Mục cần xem trước khi ký", QListWidget)
        row = next(row for row in range(found.count()) if words in found.item(row).text())
        found.itemActivated.emit(found.item(row))
        settle(self.page)

    # Making and signing

    def make(self, folder: Path) -> Path:
        """Make the report into a folder; its file."""
        with messages.answering(folder):
            self.click("Lập báo cáo")
        (made,) = folder.glob("*.pdf")
        return made

    def sign(self, steps: Callable[[SignDriver], object]) -> None:
        """Open the dialog that signs, do `steps` in it, and leave it if they have not."""
        failures: list[BaseException] = []

        def do() -> None:
            dialog = one_open(SignDialog)
            try:
                steps(SignDriver(self.page, dialog))
            except BaseException as failure:  # noqa: BLE001 - raised again when the dialog is gone
                failures.append(failure)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(0, self.page, do)
        self.click("Ký số")
        if failures:
            raise failures[0]

    def verify(self, path: Path) -> None:
        """Have the signatures of a file checked."""
        self.page.show_filter({"verify": str(path)})
        settle(self.page)


class SignDriver:
    """At the dialog that signs."""

    SECRET = "Mật khẩu của tệp chứng thư số"

    def __init__(self, page: ReportsPage, dialog: SignDialog) -> None:
        self.page, self.dialog = page, dialog

    def open_key(self, path: Path, passphrase: str) -> None:
        """Name the file of the key, type its passphrase, and look at the certificate."""
        retype(self.dialog, "Tệp chứng thư số", str(path))
        retype(self.dialog, self.SECRET, passphrase)
        click(self.dialog, "Mở chứng thư")
        settle(self.page)

    def secret(self) -> str:
        """What stands in the field of the passphrase."""
        return named(self.dialog, self.SECRET, QLineEdit).text()

    def says(self, words: str) -> bool:
        """Whether these words are in the dialog."""
        return says(self.dialog, words)

    def may_sign(self) -> bool:
        """Whether the signature may be made."""
        return button(self.dialog, "Ký").isEnabled()

    def sign(self) -> None:
        """Make the signature."""
        click(self.dialog, "Ký")

    def choose_role(self, words: str) -> None:
        """In which part one signs."""
        choose(self.dialog, "Vai trò ký", words)

    def picture(self) -> SignaturePicture:
        """The picture of the signature or the seal."""
        return one(self.dialog, SignaturePicture)


def key_of(folder: Path, name: str, file: str) -> Path:
    """A key file in `folder`; its passphrase is `khóa`."""
    from models.signing.test_key import make_test_p12

    path = folder / file
    path.write_bytes(make_test_p12(name, "Phòng Nội vụ", "khóa")[0])
    return path


def signs(key: Path, role: str = LEADER, *answers: bool) -> Callable[[SignDriver], None]:
    """The steps of signing in a role; `answers` are to what is asked."""

    def steps(signing: SignDriver) -> None:
        signing.choose_role(role)
        signing.open_key(key, "khóa")
        with messages.answering(*answers):
            signing.sign()
            settle(signing.page)

    return steps
