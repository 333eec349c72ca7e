"""The words of a PDF that has text, page by page. Scans and pages whose letters cannot be told are refused and named.

Tables are given row by row: cells with " | " between, 〃 in a cell merged with the one above, nothing in a cell
that a wider one covers. Offices on lines of their own in one cell have "; " between. Running heads and feet, page
numbers, stamps and notes are left out of the text; so is what nobody sees or was struck out, and a remark says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2

from models.base import active_pdf
from models.base.errors import AppError
from models.base.text import nfc
from models.base.words import _
from models.reading.files import limits, pdf_asides
from models.reading.files.asides import footnote_remarks
from models.reading.files.found import FoundText
from models.reading.files.legacy_fonts import to_unicode
from models.reading.files.pdf_page import PrintedPage, printed_page
from models.reading.files.pdf_paragraphs import PageLines, joined, lines_of
from models.reading.files.readable import is_readable
from models.reading.files.text_file import vietnamese_share
from models.reading.unread_pages import mark_of

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LEAST_LETTERS = 20  # on a page; a scan carries none, or only a stamp
_READS_AS_WRITTEN = 0.1  # of the words are among the usual ones; legacy codes leave hardly any of them whole
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"^[^a-z]*[A-Z][^a-z]*$")
_HALF_KNOWN = re.compile("[^\\W_]\ufffd|\ufffd[^\\W_]")  # a word with letters that have no code
_MOST_SHOWN = 8
_MOST_QUOTED = 240  # letters
_LEAST_UNSEEN = 2  # letters or figures; one alone is no word, but two may be a day


def read_pdf(data: bytes, tell: Callable[[int, int], object] = lambda _done, _total: None) -> FoundText:
    """The words of a PDF; `tell` hears after each page how many of how many are read.

    Raises AppError: damaged, encrypted, too many pages, no text (a scan), or no letters that can be told.
    """
    pages = _pages(data, tell)
    notes = pdf_asides.clear(pages)
    found, fonts = _converted([_in_nfc(lines_of(page)) for page in pages])
    unreadable = [number for number, page in enumerate(found, 1) if not is_readable(page.lines)]
    unmapped = [number for number, page in enumerate(pages, 1) if page.unmapped and number not in unreadable]
    bad = sorted({*unreadable, *unmapped})
    kept = [page for number, page in enumerate(found, 1) if number not in bad]
    if all(_letters(page) < _LEAST_LETTERS for page in kept):
        raise _no_letters() if bad else _scan()
    scanned = [
        number
        for number, (page, lines) in enumerate(zip(pages, found, strict=True), 1)
        if page.has_picture and number not in bad and _letters(lines) < _LEAST_LETTERS
    ]
    broken = [
        number
        for number, page in enumerate(found, 1)
        if number not in bad and any(_HALF_KNOWN.search(line) for line in page.lines)
    ]
    unseen = [number for number, page in enumerate(pages, 1) if _has_words(page.unseen)]
    over = (remark for number, page in enumerate(pages, 1) for remark in _laid_over(number, page))
    remarks = (*_remarks(scanned, bad, broken, unseen), *over, *footnote_remarks(notes))
    return FoundText("\n".join(_together(_with_marks(found, bad, scanned))), remarks + active_pdf.remarks(data), fonts)


def _pages(data: bytes, tell: Callable[[int, int], object]) -> list[PrintedPage]:
    document = _opened(data)
    try:
        if len(document) > limits.MOST_PAGES:
            raise limits.too_big()
        if len(document) == 0:
            raise limits.damaged()
        pages: list[PrintedPage] = []
        for index in range(len(document)):
            pages.append(printed_page(document, index))
            tell(index + 1, len(document))
        return pages
    except (pypdfium2.PdfiumError, ValueError, IndexError) as wrong:
        raise limits.damaged() from wrong
    finally:
        document.close()


def _opened(data: bytes) -> Any:  # noqa: ANN401 - pypdfium2 is not typed
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as wrong:
        raise (limits.encrypted() if getattr(wrong, "err_code", None) == _PASSWORD else limits.damaged()) from wrong


def _in_nfc(page: PageLines) -> PageLines:
    return replace(page, lines=[nfc(line) for line in page.lines])


def _has_words(words: Sequence[str]) -> bool:
    return sum(1 for word in words for char in word if char.isalnum()) >= _LEAST_UNSEEN


def _letters(page: PageLines) -> int:
    return sum(1 for line in page.lines for char in line if char.isalnum())


def _with_marks(pages: Sequence[PageLines], bad: Sequence[int], scanned: Sequence[int]) -> list[PageLines]:
    """The pages that can be read, with a mark where one or several (numbers from 1) cannot.

    Of a page that is a picture the few letters beside it stay, such as the name under a seal.
    """
    kept: list[PageLines] = []
    missing = {*bad, *scanned}
    for number, page in enumerate(pages, 1):
        if number in missing and number - 1 not in missing:
            last = next(n for n in range(number, len(pages) + 1) if n + 1 not in missing)
            kept.append(PageLines(["", mark_of(number, last), ""]))
        if number not in bad:
            kept.append(page)
    return kept


def _together(pages: Sequence[PageLines]) -> list[str]:
    """The lines of all pages; a sentence that a page broke off is whole again."""
    lines: list[str] = []
    waits = False
    for page in pages:
        on_page = page.lines
        if waits and page.goes_on and not on_page[0].isupper():
            lines[-1] = joined(lines[-1], on_page[0])
            on_page = on_page[1:]
        lines += on_page
        waits = page.may_go_on
    return lines


def _converted(pages: Sequence[PageLines]) -> tuple[list[PageLines], tuple[str, ...]]:
    """The pages, turned into Unicode where the PDF kept the codes of a .VnTime or VNI font and not letters."""
    coded = [page for page in pages if not is_readable(page.lines)]
    text = "\n".join(line for page in coded for line in page.lines)
    share = vietnamese_share(text)
    if not coded or share >= _READS_AS_WRITTEN:
        return list(pages), ()
    shown = {name: [_decoded(page, name) for page in coded] for name in ("TCVN3", "VNI")}
    shares = {
        name: vietnamese_share("\n".join(line for page in done for line in page.lines)) for name, done in shown.items()
    }
    name = max(shares, key=lambda coding: shares[coding])
    if shares[name] <= 2 * share + _READS_AS_WRITTEN:
        return list(pages), ()
    in_place = {id(page): done for page, done in zip(coded, shown[name], strict=True)}
    return [in_place.get(id(page), page) for page in pages], (name,)


def _decoded(page: PageLines, name: str) -> PageLines:
    lines = [to_unicode(line, name.lower()) for line in page.lines]
    return replace(page, lines=[nfc(_with_capitals(line) if name == "TCVN3" else line) for line in lines])


def _with_capitals(shown: str) -> str:
    """Words of capitals whole again: TCVN3 has no capitals with tones, a font of its own drew them (`TRƯởNG PHòNG`)."""
    return _WORD.sub(lambda word: word[0].upper() if _CAPITALS.search(word[0]) else word[0], shown)


def _remarks(
    scanned: Sequence[int], bad: Sequence[int], broken: Sequence[int], unseen: Sequence[int]
) -> tuple[str, ...]:
    found: list[str] = []
    if scanned:
        found.append(
            _("Trang {pages} không có chữ (có thể là ảnh quét) nên chưa được đọc.").format(pages=_listed(scanned))
        )
    if bad:
        found.append(
            _(
                "Trang {pages} chưa được đọc: phông chữ trong PDF không kèm bảng mã nên chữ lấy ra là ký tự vô nghĩa. "
                "Hãy xin bản Word của văn bản, hoặc thêm nhiệm vụ ở các trang đó bằng tay."
            ).format(pages=_listed(bad))
        )
    if broken:
        found.append(
            _(
                "Trang {pages} có chữ không đọc được (hiện là �) vì phông chữ trong PDF không kèm bảng mã. "
                "Hãy so với bản gốc trước khi nhận nhiệm vụ."
            ).format(pages=_listed(broken))
        )
    if unseen:
        found.append(
            _(
                "Trang {pages} có chữ bị che hoặc không nhìn thấy được (cùng màu với nền, quá nhỏ, ngoài lề trang…) "
                "nên không được đọc. Hãy so với bản gốc trước khi nhận nhiệm vụ."
            ).format(pages=_listed(unseen))
        )
    return tuple(found)


def _laid_over(number: int, page: PrintedPage) -> Iterator[str]:
    if page.struck:
        yield _("Trang {page} có chữ gạch ngang, không được đọc; cần kiểm tra: “{words}”").format(
            page=number, words=_quoted(page.struck)
        )
    if page.typed:
        yield _("Trang {page} có ghi chú chèn thêm, không được đọc; cần kiểm tra: “{words}”").format(
            page=number, words=_quoted(page.typed)
        )


def _quoted(words: Sequence[str]) -> str:
    whole = " ".join(words)
    return whole if len(whole) <= _MOST_QUOTED else whole[:_MOST_QUOTED].rsplit(" ", 1)[0] + "…"


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(str(page) for page in pages[:_MOST_SHOWN]) + ("…" if len(pages) > _MOST_SHOWN else "")


def _no_letters() -> AppError:
    return AppError(
        "pdf_no_letters",
        what=_("Chữ trong tệp PDF này không đọc được."),
        why=_("Phông chữ trong tệp không kèm bảng mã: trên màn hình vẫn thấy chữ, nhưng chữ lấy ra là ký tự vô nghĩa."),
        do=_(
            "Hãy xin bản Word (.docx) từ nơi gửi, hoặc in ra, quét có nhận dạng chữ (OCR) thành PDF rồi chọn lại, "
            "hoặc thêm nhiệm vụ bằng tay."
        ),
    )


def _scan() -> AppError:
    return AppError(
        "pdf_no_text",
        what=_("Tệp PDF này không có chữ để đọc."),
        why=_("Đây là bản quét (ảnh chụp trang giấy); chương trình không nhận dạng chữ trong ảnh."),
        do=_("Hãy xin bản .docx hoặc PDF ký số có chữ từ nơi gửi, hoặc thêm nhiệm vụ bằng tay."),
    )
