"""Every dialog that the program has, each made as its page makes it: for what must hold in all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from contexts import read
from PySide6.QtWidgets import QWidget

import ui
from models.reading.proposal import DirectiveHead, ProposedTarget, ProposedTask, Source
from models.reports.signing_order import SignSource
from models.signing.program_file import ProgramFile
from models.signing.verdict import Verdict
from models.store.local.draft_files import KeptDraft
from models.work import month, task_detail, task_list, timeliness, units
from models.work.adjustments import AdjustmentRow
from models.work.directive_view import OpenDirective
from models.work.goals import Goal
from models.work.review import ReviewItem
from models.work.review_doubts import Doubts
from models.work.task_occurrences import OccurrenceRow
from ui.backup.put_back import PutBackDialog
from ui.backup.rekey import RekeyDialog
from ui.backup.restore import RestoreDialog
from ui.base.context import Context
from ui.directives.accept_question import AcceptQuestion
from ui.directives.converted_text import ConvertedDialog
from ui.directives.given_day import KnownDays
from ui.directives.goal_choice import GoalsDialog
from ui.directives.split_proposal import SplitDialog
from ui.kit import text_view
from ui.kit.dialog import Dialog
from ui.kit.file_view import FileView
from ui.month.adjust_entry import AdjustDialog
from ui.month.adjusted_list import AdjustedList
from ui.month.period_days import PeriodDaysDialog
from ui.reports.kept_reports import KeptReports
from ui.reports.sign import SignDialog
from ui.reports.verdict import VerdictDialog
from ui.session.drafts_view import DraftsView
from ui.settings.account_edit import AccountDialog, NewRecoveryCode
from ui.settings.passphrase_asked import PassphraseAsked
from ui.settings.passphrase_change import PassphraseChange
from ui.support.crash_view import CrashView
from ui.support.diagnostics_view import DiagnosticsView
from ui.support.update_view import UpdateView
from ui.tasks.assign import AssignDialog, RolesDialog, assignable
from ui.tasks.finish_extend_cancel import CancelDialog, ExtendDialog, FinishDialog
from ui.tasks.progress_entry import ProgressDialog
from ui.tasks.task_occurrences import LateDoneDialog, WaiveDialog
from ui.tasks.task_view import TaskView
from ui.units.person_edit import PersonDialog
from ui.units.unit_edit import UnitDialog
from ui.units.unit_import import UnitImportDialog

FRAMES = {"EditDialog", "TaskDialog", "SupportText"}  # no dialogs themselves, only what others are made of
WORDS = "Rà soát, cập nhật danh mục; báo cáo kết quả trước ngày 15 hằng tháng"


class Book:
    """An open office with a page over it, and what its dialogs are about."""

    def __init__(self, context: Context, owner: QWidget, ids: dict[str, str]) -> None:
        self.context, self.owner, self.ids = context, owner, ids
        self.jobs = context.jobs

    def row(self, name: str = "late") -> Any:
        """The task of this name as a list shows it."""

        def found(session: Any) -> Any:
            rows = task_list.page(session, task_list.TaskFilter(), timeliness.today(session), offset=0, limit=20)
            return next(row for row in rows if row.id == self.ids[name])

        return read(self.context, found)

    def detail(self) -> Any:
        """The same, whole."""
        return read(self.context, lambda session: task_detail.read(session, self.ids["late"]))

    def units(self) -> list[Any]:
        """The units of the office, its own first."""
        return read(self.context, units.rows)

    def assignable(self) -> Any:
        """The units to choose from for the late task."""
        return read(self.context, lambda session: assignable(session, [self.ids["late"]]))

    def line(self) -> Any:
        """The first line of the grid of March 2024."""
        return read(self.context, lambda session: month.read(session, "2024-03")).rows[0]

    def period(self) -> Any:
        """March 2024."""
        return read(self.context, lambda session: month.read(session, "2024-03")).period


class _Kept:
    def entries(self) -> tuple[KeptDraft, ...]:
        at = datetime(2024, 3, 16, 3, tzinfo=UTC)
        return (KeptDraft("task:new", "Thêm nhiệm vụ", at, "tasks", {"new": "task"}, {"Nội dung": "Đang gõ"}),)

    def drop(self, key: str) -> None: ...


def _accept(book: Book) -> Dialog:
    task = ProposedTask("1.1", WORDS, None, ("Các sở",), (), None, None, None, Source(0, 1), None, ("Không rõ hạn",))
    item = ReviewItem("a", task)
    doubtful = Doubts((item,), {"Các sở": (item,)}, undated=True)
    catalogue = book.assignable().catalogue
    days = KnownDays(date(2024, 3, 16), date(2024, 3, 5))
    return AcceptQuestion(book.owner, [item], doubtful, catalogue, lambda *_: None, lambda _key: None, days)


def _goals(book: Book) -> Dialog:
    item = ReviewItem("a", ProposedTask("1.1", WORDS, None, (), (), None, None, None, Source(0, 1)))
    by = date(2027, 12, 31)
    target = ProposedTarget("I.1", WORDS, "Tỷ lệ hồ sơ trực tuyến", Decimal(95), "%", "up", by, Source(0, 1))
    at, units_ = datetime(2024, 3, 5, tzinfo=UTC), book.assignable().catalogue
    about = ("d", "131/KH-UBND", DirectiveHead(), WORDS, (item,), {}, units_, "f", "a.pdf", at)
    return GoalsDialog(book.owner, OpenDirective(*about, goals=(Goal("1", target), Goal("2", target, left_out=True))))


def _adjustment() -> AdjustmentRow:
    at = datetime(2024, 4, 2, 3, tzinfo=UTC)
    figure = ("Ngày hoàn thành", "để trống", "30/03/2024", "Xã báo nhầm ngày", "Nguyễn Thị Phương Thảo")
    return AdjustmentRow("Tháng 3/2024", WORDS, "Xã Lùng Cải", *figure, "Tháng 4/2024", at)


def _text(book: Book) -> Dialog:
    text_view.show(book.owner, "Trợ giúp", WORDS, letters=72, lines=13)
    return next(w for w in book.owner.findChildren(Dialog) if w.windowTitle() == "Trợ giúp")


_OPEN = (OccurrenceRow("2024-03", "Tháng 3/2024", date(2024, 3, 14), "open_overdue", 6, (("u", "Xã Lùng Cải"),)),)
_NEWER = ProgramFile("99.0.0", "ab" * 32, "unpinned", Path("no folder") / "SoCCHC-setup.exe")
MAKERS: dict[str, Callable[[Book], Dialog]] = {
    "finish": lambda b: FinishDialog(b.owner, b.jobs, [b.row()]),
    "extend": lambda b: ExtendDialog(b.owner, b.jobs, [b.row()]),
    "waive": lambda b: WaiveDialog(b.owner, b.jobs, b.row(), _OPEN),
    "late done": lambda b: LateDoneDialog(b.owner, b.jobs, b.row(), _OPEN),
    "cancel": lambda b: CancelDialog(b.owner, b.jobs, [b.row()]),
    "progress": lambda b: ProgressDialog(b.owner, b.jobs, b.detail()),
    "assign": lambda b: AssignDialog(b.owner, b.jobs, [b.row()], b.assignable(), b.context.settings),
    "roles": lambda b: RolesDialog(b.owner, b.assignable(), b.context.settings, lambda _given: None),
    "accept": _accept,
    "goals": _goals,
    "task": lambda b: TaskView(b.context, b.owner, b.ids["late"], {}),
    "new task": lambda b: TaskView(b.context, b.owner, None, {}),
    "split": lambda b: SplitDialog(b.owner, WORDS),
    "converted": lambda b: ConvertedDialog(b.owner, "a.doc", WORDS, ["VnTime"]),
    "unit": lambda b: UnitDialog(b.owner, b.jobs, None, b.units()),
    "import": lambda b: UnitImportDialog(b.owner, b.jobs, b.units()[0], b.units(), b.units()[0].id),
    "person": lambda b: PersonDialog(b.owner, b.jobs, b.context.office.evidence, None),  # type: ignore[union-attr]
    "adjust": lambda b: AdjustDialog(b.owner, b.jobs, b.period(), b.line()),
    "adjusted": lambda b: AdjustedList(b.owner, "Tháng 3/2024", [_adjustment()]),
    "days": lambda b: PeriodDaysDialog(b.owner, b.jobs, b.period()),
    "account": lambda b: AccountDialog(b.owner, b.jobs, b.context.office, None),  # type: ignore[arg-type]
    "rekey": lambda b: RekeyDialog(b.context, b.owner, "Đã ngừng tài khoản Trần Thị Lan."),
    "code": lambda b: NewRecoveryCode(b.owner, "A1B2C3D4" * 4, "Phòng Nội vụ"),
    "passphrase": lambda b: PassphraseChange(b.owner, b.jobs),
    "passphrase asked": lambda b: PassphraseAsked(b.owner, b.jobs, "Đổi mã", WORDS, "Đổi mã", lambda *_given: None),
    "restore": lambda b: RestoreDialog(b.context, b.owner),
    "put back": lambda b: PutBackDialog(b.context, b.owner),
    "kept reports": lambda b: KeptReports(b.context, b.owner, "monthly", "2024-03", "own"),
    "file": lambda b: FileView(b.owner, b.jobs, "minh chứng.pdf", b"%PDF", lambda _speaker: None),
    "sign": lambda b: SignDialog(b.jobs, SignSource("báo cáo.pdf", b""), Path("usb"), None, b.owner),
    "verdict": lambda b: VerdictDialog(Path("báo cáo.pdf"), Verdict((), None), b.owner),
    "drafts": lambda b: DraftsView(b.context, _Kept(), None),
    "diagnostics": lambda b: DiagnosticsView(b.owner, WORDS),
    "crash": lambda b: CrashView(WORDS, Path.home()),
    "update": lambda b: UpdateView(b.owner, Path("SoCCHC-setup.exe"), _NEWER),
    "text": _text,
}


def kinds(of: type[Dialog] = Dialog) -> Iterator[type[Dialog]]:
    """Every kind of dialog in the program, however deep it is derived."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.ispkg and module.name != "ui.cli" and ".commands" not in module.name:
            importlib.import_module(module.name)
    todo = [of]
    while todo:
        for kind in todo.pop().__subclasses__():
            if kind.__module__.startswith("ui."):
                yield kind
                todo.append(kind)
