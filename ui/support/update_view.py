"""A newer setup from a stick: its version and who made it are shown before anything is run. No network is asked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QProcessEnvironment, Qt
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from models.base import policy
from models.base.errors import AppError
from models.base.words import _
from ui.base import messages, theme
from ui.base.jobs import Jobs
from ui.kit.dialog import Dialog
from ui.kit.labels import plain_label
from ui.support import update_words

if TYPE_CHECKING:
    from models.signing.program_file import ProgramFile

KINDS = ((_("Bộ cài Sổ CCHC"), "*.exe"),)


def ask(parent: QWidget, jobs: Jobs) -> None:
    """Choose a setup, read it away from the window, show what it is."""
    path = messages.open_file(parent, _("Chọn bộ cài mới"), KINDS)
    if path is None:
        return

    def look(_task: object) -> ProgramFile:
        from models.signing import program_file

        return program_file.look(path)

    jobs.tool(look, parent, lambda found: UpdateView(parent, path, found).show(), title=_("Đang đọc bộ cài"))


class UpdateView(Dialog):
    """Says what the setup is; starts its private copy and closes the program when the person wants that."""

    def __init__(self, parent: QWidget, path: Path, found: ProgramFile) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Cài bản mới"))
        self._path, self._found = path, found
        self._window = parent.window()
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        column.addWidget(plain_label(path.name, "strong", wrap=True))
        version, signature, total = update_words.lines(found)
        column.addWidget(plain_label(version, "good" if found.newer() else "warn", wrap=True))
        column.addWidget(plain_label(signature, update_words.state(found), wrap=True))
        total = total.replace(found.sha256, _breakable(found.sha256))
        column.addWidget(plain_label(total, "muted", wrap=True))
        if path.with_name(policy.FILE).exists():
            left = _("Tệp {name} để cạnh bộ cài KHÔNG được dùng khi cài từ đây; thiết lập đang có giữ nguyên.")
            column.addWidget(plain_label(left.format(name=policy.FILE), "warn", wrap=True))
        note = _(
            "Cài đè không làm mất dữ liệu. Chương trình đóng lại trước; lần mở đầu tiên sau khi cài sẽ tự sao lưu."
        )
        column.addWidget(plain_label(note, wrap=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.go = QPushButton(_("Đóng chương trình và cài"))
        self.go.setEnabled(found.may_run() and sys.platform == "win32")
        self.go.clicked.connect(self.install)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        column.addWidget(buttons)
        self.setMinimumWidth(theme.em(30))

    def install(self) -> None:
        """Close the program in order, then start the setup; if the person stays, nothing is started."""
        if not self._found.is_still():
            self.reject()
            changed = _("Chưa cài: bản chép của bộ cài {name} đã bị thay đổi.").format(name=self._path.name)
            why = _("Một chương trình khác trên máy vừa sửa nó sau khi đã kiểm tra.")
            messages.blocked(None, AppError("setup_changed", changed, why, _("Hãy quét vi-rút rồi chọn lại bộ cài.")))
            return
        self.hide()
        if not self._window.close():
            self.reject()
            self.close()
            return
        setup = QProcess()
        setup.setProgram(str(self._found.copy))
        setup.setProcessEnvironment(without_secrets())
        started: object = setup.startDetached()  # a bool; only PySide's stubs say that a number comes with it
        if not started:
            refused = _("Windows không mở được bộ cài {name}.").format(name=self._path.name)
            messages.blocked(None, AppError("not_started", refused, "", _("Hãy tự mở tệp đó trong Explorer.")))

    def reject(self) -> None:
        """What is not installed leaves no copy."""
        self._found.drop()
        super().reject()


def without_secrets() -> QProcessEnvironment:
    """The environment for another's program: passphrases that were given to this one are none of its business."""
    environment = QProcessEnvironment.systemEnvironment()
    for name in environment.keys():  # noqa: SIM118 - no dict
        if name.upper().startswith("CCHC_"):
            environment.remove(name)
    return environment


def _breakable(digest: str) -> str:
    """64 letters that may go on to a second line, with breaks that are not seen."""
    return "\u200b".join(digest[at : at + 16] for at in range(0, len(digest), 16))
