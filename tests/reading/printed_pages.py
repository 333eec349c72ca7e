"""Papers drawn as PDF pages for the tests of the reader: a letterhead, duties, an end, and what is laid over them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
LEFT, RIGHT, TOP, WIDTH, HEIGHT = 85, 540, 780, 595, 842
DUTIES = (
    "Phòng Tư pháp chủ trì, phối hợp với Phòng Y tế rà soát quy chế tiếp công dân và việc công bố thủ tục, hoàn thành "
    "trước ngày 20/7/2024.",
    "UBND các xã niêm yết thủ tục hành chính tại trụ sở và nhà văn hóa, báo cáo kết quả về Phòng Nội vụ trong tháng "
    "8/2024.",
    "Phòng Tài chính - Kế hoạch bố trí kinh phí mua máy quét cho bộ phận một cửa các xã vùng cao, chậm nhất ngày "
    "30/9/2024.",
)


def pdf(draw: Callable[[Canvas], object]) -> bytes:
    """What `draw` puts on the pages of A4."""
    registerFont(TTFont("Page", str(FOLDER / "LiberationSerif-Regular.ttf")))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def put(canvas: Canvas, x: float, y: float, words: str, size: float = 13) -> None:
    """Words from `x` on."""
    canvas.setFont("Page", size)
    canvas.drawString(x, y, words)


def centred(canvas: Canvas, x: float, y: float, words: str, size: float = 13) -> None:
    """Words around `x`."""
    canvas.setFont("Page", size)
    canvas.drawCentredString(x, y, words)


def letterhead(canvas: Canvas, number: str = "31", day: str = "12", month: str = "6") -> float:
    """The boxes above the body; the height of the body's first line."""
    for x, drop, words in (
        (170, 0, "UBND HUYỆN BA SUỐI"), (400, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (170, 17, "PHÒNG NỘI VỤ"),
        (400, 17, "Độc lập - Tự do - Hạnh phúc"), (170, 40, f"Số: {number}/TB-NV"),
        (400, 40, f"Ba Suối, ngày {day} tháng {month} năm 2024"),
        (297, 70, "THÔNG BÁO"), (297, 88, "Kết luận giao ban"),
    ):  # fmt: skip
        centred(canvas, x, TOP - drop, words)
    return TOP - 115


def lines_of(words: str, size: float = 13) -> list[str]:
    """The words in lines that fit between the margins."""
    lines = [""]
    for word in words.split():
        room = RIGHT - LEFT - (36 if len(lines) == 1 else 0)
        if stringWidth(f"{lines[-1]} {word}", "Page", size) > room:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def paragraph(canvas: Canvas, y: float, words: str, new_page: Callable[[Canvas], object] = lambda _c: None) -> float:
    """A justified paragraph; the height of what follows it. `new_page` draws what stands on each further page."""
    lines = lines_of(words)
    for place, line in enumerate(lines):
        if y < 80:
            canvas.showPage()
            new_page(canvas)
            y = 770
        x = float(LEFT if place else LEFT + 36)
        full = RIGHT - x - stringWidth(line.replace(" ", ""), "Page", 13)
        gap = full / max(1, line.count(" ")) if place < len(lines) - 1 else stringWidth(" ", "Page", 13)
        for word in line.split():
            put(canvas, x, y, word)
            x += stringWidth(word, "Page", 13) + gap
        y -= 18
    return y - 5


def duties(canvas: Canvas, y: float, count: int = 3, new_page: Callable[[Canvas], object] = lambda _c: None) -> float:
    """So many numbered duties."""
    for place in range(count):
        y = paragraph(canvas, y, f"{place + 1}. {DUTIES[place % 3]}", new_page)
    return y


def ending(canvas: Canvas, y: float) -> None:
    """The closing line, the addressees and the signature."""
    y = paragraph(canvas, y, "Trên đây là kết luận cuộc họp, đề nghị các đơn vị thực hiện./.")
    for drop, words in ((10, "Nơi nhận:"), (24, "- Như trên;"), (38, "- Lưu: VT.")):
        put(canvas, LEFT, y - drop, words, 11)
    centred(canvas, 420, y - 10, "TRƯỞNG PHÒNG")
    centred(canvas, 420, y - 80, "Lò Văn Tám")


def paper(canvas: Canvas) -> None:
    """A whole paper on one page."""
    ending(canvas, duties(canvas, letterhead(canvas)))


def with_looks(data: bytes, looks: list[tuple[float, float, str]], *, subtype: str, flags: int = 4) -> bytes:
    """The PDF with annotations at these places of its first page; their words exist only in what they look like."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page[generic.pdf_name("/Annots")] = generic.ArrayObject(
        [writer.add_object(_annotation(writer, look, subtype, flags)) for look in looks]
    )
    writer.update_container(page)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _annotation(writer: Any, look: tuple[float, float, str], subtype: str, flags: int) -> Any:
    x, y, words = look

    def named(**entries: Any) -> Any:
        return generic.DictionaryObject({generic.pdf_name(f"/{key}"): value for key, value in entries.items()})

    def numbers(*values: float) -> Any:
        return generic.ArrayObject([generic.FloatObject(value) for value in values])

    font = named(
        Type=generic.pdf_name("/Font"), Subtype=generic.pdf_name("/Type1"), BaseFont=generic.pdf_name("/Helvetica")
    )
    stream = generic.StreamObject(
        named(
            Type=generic.pdf_name("/XObject"),
            Subtype=generic.pdf_name("/Form"),
            BBox=numbers(0, 0, 60, 14),
            Resources=named(Font=named(F1=font)),
        ),
        stream_data=f"BT /F1 12 Tf 1 2 Td ({words}) Tj ET".encode(),
    )
    return named(
        Type=generic.pdf_name("/Annot"),
        Subtype=generic.pdf_name(subtype),
        Rect=numbers(x, y, x + 60, y + 14),
        F=generic.NumberObject(flags),
        AP=named(N=writer.add_object(stream)),
    )
