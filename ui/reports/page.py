"""The page of reports: the words, the pages as they will print, the check list; making, saving, signing, verifying."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.words import _
from ui.base import messages, theme
from ui.base.jobs import BackgroundWork
from ui.frame.page import Page
from ui.kit.find_bar import FindBar
from ui.kit.pdf_view import PdfView
from ui.kit.two_sides import TwoSides
from ui.reports.check_list import CheckList, page_of
from ui.reports.other_issuer import OtherIssuer
from ui.reports.report_files import ReportFiles
from ui.reports.report_head import ReportHead
from ui.reports.section_words import SectionWords
from ui.reports.signature_check import SignatureCheck
from ui.reports.signed_mark import SignedMark
from ui.reports.signing import Signing
from ui.reports.which_report import WhichReport

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.reports.data import ReportData
    from models.reports.making import MadeReport
    from models.reports.readiness import Check
    from models.reports.report_draft import ReportDraft


class ReportsPage(Page):
    """One report at a time: kind and period chosen above, words on the left, pages on the right."""

    key = "reports"
    help_text = _(
        "Chọn loại và kỳ báo cáo; danh sách kỳ cho biết kỳ nào chưa chốt, đã chốt, có báo cáo, đã ký. Loại, kỳ và cơ "
        "quan ban hành giữ nguyên tới khi anh/chị chọn khác, cả khi mở lại.\n\n"
        "Số liệu được lấy tự động; mục nào cần nói thêm thì sửa nội dung ở bên trái, trang in "
        "bên phải thay đổi theo. Bấm một dòng của danh sách kiểm tra để tới chỗ cần sửa.\n\n“Lập báo cáo” ghi tệp PDF "
        "vào thư mục anh/chị chọn và lưu lại trong sổ. “Ký số” ký lên bản mới nhất sổ đang giữ: lãnh đạo ký trước, cơ "
        "quan ký lên trên; mỗi lần là một tệp mới, các bản trước vẫn còn. “Bản Word” là bản để viết tiếp, không ký "
        "được; “Bản Excel” là số liệu để tính tiếp. “Kiểm tra chữ ký…” xem chữ ký của báo cáo đang xem, hoặc của tệp "
        "khác.\n\n"
        "“Báo cáo đã lập…” (Ctrl+B) kê mọi báo cáo sổ còn giữ: xem từng trang, kiểm tra chữ ký, in, lưu lại ra tệp. "
        "Mỗi loại, mỗi kỳ, mỗi cơ quan ban hành giữ bản lập mới nhất cùng mọi bản đã ký.\n\nSố và ngày có thể để "
        "trống cho văn thư ghi trước khi ký.\n\n“Cơ quan ban hành” chọn ai ban hành báo cáo này, cơ quan của sổ hoặc "
        "cơ quan cấp trên: tên, ký hiệu, số, người ký, nơi nhận theo cơ quan đó. Báo cáo của mỗi cơ quan được giữ "
        "riêng. Ở mục I, dòng chưa có nội dung (dấu chấm) không được in. Ctrl+F tìm trong các trang in."
    )

    def build(self) -> None:
        """Lay out the choice, the words and the pages."""
        self._draft: ReportDraft | None = None
        self._content = b""
        self._written = ""  # the section whose words were changed and are not on the pages yet
        self.which = WhichReport()
        self._drawing: BackgroundWork | None = None
        self._check = SignatureCheck(self.context, self)
        self._files = ReportFiles(self.context, self, lambda: self._draft)
        self._signing = Signing(self.context, self, lambda: self._draft, self._ask_make)
        self._sign = self.add_action(
            _("Ký số…"), self._ask_sign, keys="Ctrl+K", tip=_("Ký tệp báo cáo bằng chứng thư số"), may="report.sign"
        )
        self._print = self.add_action(_("In…"), self._ask_print, keys="Ctrl+P", tip=_("In các trang đang xem"))
        self._print.setEnabled(False)
        self._offer_other_forms()
        tip = _("Kiểm tra chữ ký của báo cáo đang xem, hoặc của một tệp PDF")
        self.add_action(_("Kiểm tra chữ ký…"), self._ask_check, tip=tip)
        make = self.add_action(_("Lập báo cáo"), self._ask_make, primary=True, keys="Ctrl+L", may="report.make")
        self._files.busy.connect(make.setDisabled)
        self.head = ReportHead(self._way_to_kept())
        self.head.kind_chosen.connect(lambda kind: self._turn_to(lambda: self.which.choose_kind(kind)))
        self.head.period_chosen.connect(lambda key: self._turn_to(lambda: self.which.choose_period(key)))
        self.head.period.give_keys(self)
        self.head.filled.connect(self._fill_head)
        self.head.new_signer_wanted.connect(self._add_signer)
        self.head.issuer_chosen.connect(self._choose_issuer)
        self.mark = SignedMark()
        self.mark.file_wanted.connect(self._open_signed)
        self.mark.folder_wanted.connect(self._signing.show_folder)
        self.other = OtherIssuer()
        self.other.wanted.connect(self._choose_issuer)
        self.body.addWidget(self.head)
        self.body.addWidget(self.other)
        self.body.addWidget(self.mark)
        self.body.addWidget(self._both_sides(), 1)

    def _offer_other_forms(self) -> None:
        """One button for what is written beside the report: a small screen has no room for each."""
        told = _("Lưu báo cáo thành tệp Word để viết tiếp, số liệu thành tệp Excel để tính tiếp")
        one = self.add_action(_("Word, Excel…"), lambda: menu.popup(one.mapToGlobal(one.rect().bottomLeft())), tip=told)
        menu = QMenu(one)
        for words, slot in ((_("Bản Word…"), self._ask_word), (_("Bản Excel…"), self._ask_excel)):
            menu.addAction(words).triggered.connect(slot)
        self.add_actions(*menu.actions())

    def _both_sides(self) -> TwoSides:
        """The words with the check list below them, and the pages."""
        self.words = SectionWords()
        self.words.edited.connect(self._edit)
        self.words.turned_to.connect(self._show_section)
        self.checks = CheckList()
        self.checks.wanted.connect(self._go_to)
        self.pages = PdfView(self.jobs)
        self.finder = FindBar()
        self.finder.wanted.connect(self.pages.look_for)
        self.finder.stepped.connect(self.pages.step)
        self.finder.closed.connect(self.pages.setFocus)
        self.pages.found.connect(self.finder.show_found)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.em(0.3))
        beside.addWidget(self.finder)
        beside.addWidget(self.pages, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.5))
        column.addWidget(self.words, 1)
        column.addWidget(self.checks)
        return TwoSides(left, right)

    def reload(self) -> None:
        """Gather the figures again and lay the pages out again."""
        kind, key, issuer = self.which.kind, self.which.period, self.which.issuer or None
        long_above = int(self.context.settings.get("long_report"))
        evidence = self.context.office.evidence if self.context.office is not None else None

        def query(session: Session) -> ReportDraft:
            from models.reports import report_draft

            return report_draft.read(session, kind, key, long_above, evidence, issuer)

        self.jobs.read(query, self, self._gathered, slot="draft")

    def show_filter(self, chosen: Mapping[str, str]) -> None:
        """Open at `{"kind": ..., "period": ...}`, or check the signatures of a file: `{"verify": path}`."""
        if "verify" in chosen:
            self._check.verify(Path(chosen["verify"]))
            return
        if "kind" in chosen:
            self.which.choose_kind(chosen["kind"])
        if "period" in chosen:
            self.which.choose_period(chosen["period"])
        self.refresh()

    def place(self) -> dict[str, str]:
        """Which report it is."""
        return self.which.place()

    def go_back(self, place: Mapping[str, str]) -> None:
        """The same report; that of today's period is a press away."""
        self.which.go_back(place)

    def start_search(self) -> None:
        """Look for words in the pages as they will print."""
        self.finder.open()

    def message_room(self) -> QWidget | None:
        """A message covers neither the outline nor the check list."""
        return self.pages

    def unsaved(self) -> bool:
        """What is being typed is saved now."""
        self.words.flush()
        return False

    def may_leave(self) -> bool:
        """What is being typed is saved first; there is nothing to ask."""
        self.words.flush()
        return True

    # Showing

    def _gathered(self, draft: ReportDraft) -> None:
        if not self.which.arrived(draft):
            self.reload()
            return
        before = self._draft
        if before is None or _which(draft) != _which(before):
            self._files.made = None  # another report's file is not what would be signed
        self._draft = draft
        self.set_subtitle(draft.title)
        may = self.context.may
        self.head.allow(number=may("report.number"), signer=may("report.words"), new_signer=may("person.save"))
        self.words.read_only(not self.context.may("report.sections"))
        self.head.show_draft(draft)
        self.other.show_draft(draft)
        self.words.show_sections(
            [(s.code, s.level, s.heading, s.paragraphs) for s in draft.sections],
            draft.edited,
            draft.earlier,
            {section.code for section in draft.data.sections},
        )
        self.checks.show_checks(draft.checks)
        self.mark.show_draft(draft)
        self._lay_out_pages(draft.data)

    def _lay_out_pages(self, data: ReportData) -> None:
        if self._drawing is not None:
            self._drawing.cancel()

        def work(task: BackgroundWork) -> MadeReport:
            from models.reports import making

            return making.lay_out(data, task.progress, task.cancelled)

        self._drawing = self.jobs.tool(
            work, self, self._laid_out, self._not_laid_out, title=_("Đang dàn trang báo cáo")
        )

    def _laid_out(self, made: MadeReport) -> None:
        self._drawing = None
        self._content = made.content
        self._print.setEnabled(True)
        self.set_status(_("{n} trang").format(n=made.pages))
        self.pages.show_pdf(made.content)
        if self._written:
            self._show_section(self._written)
            self._written = ""

    def _not_laid_out(self, refusal: AppError) -> None:
        self._drawing = None
        self._print.setEnabled(False)
        self.pages.clear()
        messages.error(self, refusal)

    def _show_section(self, code: str) -> None:
        """Bring the section that is written in into view on the pages."""
        from models.reports.body import heading_lines

        draft = self._draft
        if draft is not None:
            codes = [section.code for section in draft.data.sections]
            self.pages.go_to(heading_lines(draft.data.sections)[: codes.index(code) + 1] if code in codes else ())

    # Changing

    def _turn_to(self, choose: Callable[[], None]) -> None:
        """To another report, by `choose`; what is being typed is of the one before."""
        self.words.flush()
        choose()
        self.reload()

    def _edit(self, code: str, paragraphs: tuple[str, ...] | None) -> None:
        draft = self._draft
        if draft is None:
            return

        def change(session: Session) -> None:
            from models.work import report_register

            report_register.edit_section(session, draft.kind, draft.period_key, code, paragraphs, draft.issuer)

        self._written = code
        self.jobs.write("report.words", change, self)

    def _fill_head(self, values: Mapping[str, Any]) -> None:
        draft = self._draft
        if draft is None:
            return

        def change(session: Session) -> None:
            from models.work import report_register

            report_register.fill_head(session, draft.kind, draft.period_key, draft.issuer, **values)

        self.jobs.write("report.words", change, self, fail=self._head_refused)

    def _choose_issuer(self, issuer: str) -> None:
        """To the report of another issuer; who writes reports thereby says whose is being written."""
        draft = self._draft
        if draft is None:
            return
        self.words.flush()
        self.which.issuer = issuer
        if draft.chosen == issuer or not self.context.may("report.words"):
            self.reload()
            return

        def change(session: Session) -> None:
            from models.work import report_register

            report_register.choose_issuer(session, draft.kind, draft.period_key, issuer)

        self.jobs.write("report.words", change, self)

    def _add_signer(self) -> None:
        """Somebody who signs, entered without leaving the report, and chosen for it."""
        from ui.units.person_edit import PersonDialog

        office = self.context.office
        if office is None:
            return
        dialog = PersonDialog(self, self.jobs, office.evidence, None, self._draft.issuer if self._draft else "own")
        dialog.accepted.connect(lambda: self._choose_signer(dialog.kept_id))
        dialog.open()

    def _choose_signer(self, person_id: str) -> None:
        if self._draft is not None and person_id:
            values = {"number": self._draft.number, "issued_on": self._draft.issued_on, "signer_id": person_id}
            self._fill_head(values)

    def _head_refused(self, refusal: AppError) -> None:
        messages.error(self, refusal)

    # Making

    def _ask_make(self) -> None:
        self.words.flush()
        self._files.ask_make()

    def _ask_word(self, _on: bool = False) -> None:
        self.words.flush()
        self._files.ask_word()

    def _ask_excel(self, _on: bool = False) -> None:
        self.words.flush()
        self._files.ask_excel()

    def _ask_print(self) -> None:
        from ui.kit import print_pages

        print_pages.print_pages(self, self.jobs, self._content, self._draft.title if self._draft else self.title)

    # Those made before

    def _way_to_kept(self) -> QAction:
        way = QAction(_("Báo cáo đã lập…"), self)
        way.setShortcut("Ctrl+B")
        way.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        way.triggered.connect(lambda _on: self._show_kept())
        self.addAction(way)
        self.add_actions(way)
        return way

    def _show_kept(self) -> None:
        from ui.reports import kept_reports

        issuer = self._draft.issuer if self._draft is not None else "own"
        kept_reports.show(self.context, self, self.which.kind, self.which.period, issuer)

    # Signing

    def _ask_sign(self) -> None:
        self.words.flush()
        made = self._files.made
        self._signing.ask(made.parent if made is not None and made.exists() else self.context.export_folder(), made)

    def _open_signed(self) -> None:
        if not self._signing.open_file():
            self._show_kept()  # the book has it, and shows its pages

    def _ask_check(self) -> None:
        """The signatures of the report shown; where it has none, of a file that the person names."""
        if self._draft is not None and self._draft.copies:
            self._signing.read_signed(lambda kept: self._check.verify(Path(kept.name), kept.content))
        else:
            self._check.ask()

    # The check list

    def _go_to(self, check: Check) -> None:
        """The place of a line of the check list: in the head, in the words, or on another page."""
        draft = self._draft
        elsewhere = page_of(check, draft) if draft is not None else None
        kind, _colon, code = check.where.partition(":")
        if elsewhere is not None:
            self.context.open_list(*elsewhere)
        elif check.code == "words" or kind == "section":
            self.words.choose(code or check.where)
        elif check.code in {"number", "date", "signer"}:
            self.head.focus(check.code)


def _which(draft: ReportDraft) -> tuple[str, str, str]:
    """Which report a draft is of."""
    return draft.kind, draft.period_key, draft.issuer
