"""ReportData becomes the bytes of a PDF 1.7, with its data.json inside. It signs nothing and writes no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from typing import Any, Final, TypeVar

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from models.base import clock
from models.base.errors import AppError, CancelledError
from models.base.text import clean
from models.base.words import _
from models.reports import appendix, letters, nd30
from models.reports.attachment import Stamp, attach
from models.reports.body import body, with_headings_kept
from models.reports.canonical import data_json
from models.reports.data import ReportData
from models.reports.fonts import REGULAR, register
from models.reports.letterhead import Head, recipients, title
from models.reports.signoff import SignatureAreas, sign_off
from models.work import citations

DATA_NAME: Final = "data.json"

Progress = Callable[[int, int], None]
T = TypeVar("T")


def make_pdf(
    data: ReportData,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    embedded: Callable[[bytes], object] | None = None,
) -> bytes:
    """The report as PDF 1.7, A4, by NĐ 30/2020, all fonts embedded, data.json inside as an associated file.

    Equal data give equal bytes. `progress(page, pages)` is called after each page with an estimate of all pages;
    `cancelled()` is asked between blocks; `embedded` is given the data.json that is put inside. Raises AppError (a
    letter that the font lacks, a text that fits no page), CancelledError.
    """
    register()
    data = cleaned(data)
    letters.refuse(data)
    places = SignatureAreas()
    out = BytesIO()
    document = _Document(out, data, places, progress, cancelled or (lambda: False), embedded or (lambda _json: None))
    try:
        document.build(_flowables(data, places), canvasmaker=document.canvas)
    except LayoutError as too_big:
        raise AppError(
            "report_does_not_fit",
            what=_("Không dàn được trang báo cáo."),
            why=_("Có một dòng hoặc một tên quá dài, không vừa một trang giấy."),
            do=_("Rút ngắn trích yếu, tên đơn vị hoặc chức vụ rồi tạo lại."),
        ) from too_big
    return out.getvalue()


def cleaned(value: T) -> T:
    """A copy of a tree of frozen values with every text in NFC, on one line, without invisible characters."""
    if isinstance(value, str):
        return clean(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(cleaned(item) for item in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: cleaned(getattr(value, field.name)) for field in fields(value)})
    return value


def _flowables(data: ReportData, places: SignatureAreas) -> list[Flowable]:
    year = clock.local(data.made_at).year
    flowables = [Head(data.letterhead, year), *title(data), *recipients(data.recipients)]
    blocks = body(data)
    last = blocks.pop() if blocks and blocks[-1].style.name == "last" else None
    flowables += [*with_headings_kept(blocks), *sign_off(data, last, places)]
    if data.tasks:
        flowables += [NextPageTemplate("totals"), PageBreak(), *appendix.totals(data)]
        flowables += [NextPageTemplate("tasks"), PageBreak(), *appendix.tasks(data)]
    return flowables


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Three runs of pages (main text, totals, tasks), each numbered from 1 with no number on its first page."""

    def __init__(
        self,
        out: BytesIO,
        data: ReportData,
        places: SignatureAreas,
        progress: Progress | None,
        cancelled: Callable[[], bool],
        embedded: Callable[[bytes], object],
    ) -> None:
        super().__init__(
            out,
            pagesize=nd30.PORTRAIT,
            lang="vi-VN",
            invariant=1,
            pageCompression=1,
            title=f"Báo cáo: {data.subject}",
            author=data.unit.name,
            subject=data.subject,
            creator=f"Sổ CCHC {data.program}",
        )
        self._data = data
        self._places = places
        self._progress = progress
        self._cancelled = cancelled
        self._embedded = embedded
        self._estimate = _estimate(data)
        self._before = 0  # pages before this run
        for name, size in (("main", nd30.PORTRAIT), ("totals", nd30.PORTRAIT), ("tasks", nd30.LANDSCAPE)):
            self.addPageTemplates(list(self._run(name, size)))

    def _run(self, name: str, size: tuple[float, float]) -> Iterator[PageTemplate]:
        for template, begin in ((name, self._begin_run), (f"{name}-later", self._draw_number)):
            frame = Frame(
                nd30.LEFT,
                nd30.BOTTOM,
                size[0] - nd30.LEFT - nd30.RIGHT,
                size[1] - nd30.TOP - nd30.BOTTOM,
                *(0, 0, 0, 0),
            )
            yield PageTemplate(template, [frame], begin, pagesize=size, autoNextPageTemplate=f"{name}-later")

    def _begin_run(self, _canvas: Canvas, document: BaseDocTemplate) -> None:
        self._before = document.page - 1

    def _draw_number(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        # Arabic, upright, centred in the top margin (NĐ 30/2020, Phụ lục I, mục I khoản 5 and mục III).
        width, height = canvas._pagesize
        canvas.setFont(REGULAR, nd30.PAGE_NUMBER)
        centre = (nd30.LEFT + width - nd30.RIGHT) / 2
        canvas.drawCentredString(centre, height - nd30.PAGE_NUMBER_DROP, str(document.page - self._before))

    def filterFlowables(self, _flowables: list[Flowable]) -> None:  # noqa: N802 - ReportLab's name
        if self._cancelled():
            raise CancelledError

    def afterPage(self) -> None:  # noqa: N802
        if self._progress:
            self._progress(self.page, max(self.page, self._estimate))

    def canvas(self, *args: Any, **options: Any) -> Canvas:  # noqa: ANN401 - ReportLab's own arguments
        """The canvas that this document is drawn on: PDF 1.7, dated by the report, its data attached when saved."""
        return _ReportCanvas(self._data, self._places, self._embedded, *args, **options)


class _ReportCanvas(Canvas):  # type: ignore[misc]
    def __init__(
        self,
        data: ReportData,
        places: SignatureAreas,
        embedded: Callable[[bytes], object],
        *args: Any,  # noqa: ANN401 - ReportLab's own
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **{**options, "initialFontName": REGULAR, "pdfVersion": (1, 7)})
        self._data = data
        self._places = places
        self._embedded = embedded
        self._doc._timeStamp = Stamp(data.made_at)
        self.setViewerPreference("DisplayDocTitle", "true")

    def save(self) -> None:
        """Attach data.json, which names the places of the signatures, now that the layout is known; then save."""
        content = data_json(self._data, self._places.found)
        attach(self._doc, DATA_NAME, content, self._data.made_at, "Số liệu của báo cáo")
        self._embedded(content)
        super().save()


def _estimate(data: ReportData) -> int:
    """About how many pages there will be, from the amount of text; only for showing progress."""
    texts = [*data.bases, *data.opening, data.closing, *(text for part in data.sections for text in part.paragraphs)]
    lines = 30 + sum(2 + len(text) // 75 for text in texts) + 2 * len(data.sections)
    lines += len(data.recipients) + len(data.copies)
    if not data.tasks:
        return 1 + lines // 40
    rows = sum(2 + max(len(task.text) // 40, len(citations.short(task.directive)) // 12) for task in data.tasks)
    return 3 + lines // 40 + rows // 34
