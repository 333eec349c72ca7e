"""Builds directives that are not plain text: Word files, a PDF, files in the letters of before Unicode."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "resources" / "samples"
MARK = "VĂN BẢN MẪU - dùng để chạy thử chương trình, không phải văn bản của cơ quan nào"

LETTER_BODY = (
    "Thực hiện Kế hoạch cải cách hành chính năm 2024 của UBND tỉnh; để bảo đảm tiến độ các nhiệm vụ quý II, "
    "Sở Nội vụ đề nghị các sở, ban, ngành, UBND các huyện, thành phố thực hiện các nội dung sau:",
    "1. Rà soát các nhiệm vụ được giao tại Kế hoạch, hoàn thành trước ngày 30/6/2024.",
    "2. Công khai thủ tục hành chính trên Cổng Dịch vụ công của tỉnh.",
    "3. Gửi báo cáo kết quả về Sở Nội vụ trước ngày 15 hằng tháng.",
    "Đề nghị các cơ quan, đơn vị quan tâm phối hợp thực hiện./.",
)
PLAN = (
    ("STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"),
    ("I", "Cải cách thể chế", "", "", "", ""),
    ("1", "Rà soát văn bản quy phạm pháp luật còn hiệu lực", "Báo cáo", "Sở Tư pháp", "Các sở, ngành", "Quý II/2024"),
    ("II", "Xây dựng chính quyền số", "", "", "", ""),
    ("2", "Số hóa hồ sơ tại Bộ phận Một cửa", "Hồ sơ số", "UBND các huyện, thành phố", "", "Thường xuyên"),
)


def letter_docx() -> bytes:
    """A công văn in .docx: letterhead and signature in tables without borders, numbers by Word, a plan table."""
    import docx

    document = docx.Document()
    document.core_properties.title = "Công văn MẪU"
    document.core_properties.comments = MARK
    head = document.add_table(1, 2)
    head.cell(
        0, 0
    ).text = "UBND TỈNH MẪU SƠN\nSỞ NỘI VỤ\nSố: 415/SNV-CCHC\nV/v đôn đốc nhiệm vụ cải cách hành chính quý II năm 2024"
    head.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMẫu Sơn, ngày 04 tháng 4 năm 2024"
    document.add_paragraph("Kính gửi: Các sở, ban, ngành; UBND các huyện, thành phố.")
    for line in LETTER_BODY:
        number, dot, rest = line.partition(". ")
        if dot and number.isdigit():
            document.add_paragraph(rest, style="List Number")
        else:
            document.add_paragraph(line)
    document.add_paragraph("PHỤ LỤC NHIỆM VỤ")
    table = document.add_table(len(PLAN), len(PLAN[0]))
    for row, cells in enumerate(PLAN):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    end = document.add_table(1, 2)
    end.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n- Lưu: VT, CCHC."
    end.cell(0, 1).text = "GIÁM ĐỐC\n\n\nHoàng Văn Mẫu"
    return _saved(document)


def plain_docx(*paragraphs: str, font: str | None = None) -> bytes:
    """A .docx of these paragraphs; with `font`, every run names it."""
    import docx

    document = docx.Document()
    for words in paragraphs:
        run = document.add_paragraph().add_run(words)
        if font:
            run.font.name = font
    return _saved(document)


def legacy_docx(coding: str) -> bytes:
    """A notice typed as of old: `tcvn3` with its font in runs, in a style and as default, or `vni`."""
    import docx

    font = ".VnTime" if coding == "tcvn3" else "VNI-Times"
    document = docx.Document()
    document.styles["Normal"].font.name = font  # inherited by every run that names no font of its own
    document.add_paragraph(to_legacy("Số: 12/TB-UBND", coding))
    run = document.add_paragraph().add_run(to_legacy("thông báo" if coding == "tcvn3" else "THÔNG BÁO", coding))
    run.font.name = ".VnTimeH" if coding == "tcvn3" else font
    document.add_paragraph(to_legacy("Kết luận của Chủ tịch UBND huyện về cải cách hành chính", coding))
    document.add_paragraph(to_legacy("Chủ tịch UBND huyện yêu cầu các phòng, ban thực hiện các nhiệm vụ sau:", coding))
    document.add_paragraph(to_legacy("1. Rà soát thủ tục hành chính, gửi Phòng Nội vụ trước ngày 15/3/2024.", coding))
    mixed = document.add_paragraph()
    mixed.add_run(to_legacy("2. Số hoá hồ sơ, ", coding))
    unicode_run = mixed.add_run("ưu tiên lĩnh vực đất đai.")
    unicode_run.font.name = "Times New Roman"
    return _saved(document)


def to_legacy(words: str, coding: str) -> str:
    """Unicode words as the codes that an old font would show: the reverse of what the program does, for tests only."""
    from models.reading.files import legacy_fonts

    if coding == "tcvn3":
        table = {
            letter: code
            for codes, letters in legacy_fonts.TCVN3_ROWS
            for code, letter in zip(codes, letters, strict=True)
        }
        return "".join(table.get(char, char) for char in words)
    pairs = {letter: code for code, letter in {**legacy_fonts.VNI_PAIRS, **legacy_fonts.VNI_ALONE}.items()}
    return "".join(pairs.get(c) or (pairs[c.lower()].upper() if c.lower() in pairs else c) for c in words)


def directive_pdf() -> bytes:
    """A chỉ thị on two pages: letterhead in two columns, paragraphs of several lines, a ruled plan table."""
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    buffer = io.BytesIO()
    margins = {"leftMargin": 30 * mm, "rightMargin": 15 * mm, "topMargin": 20 * mm, "bottomMargin": 20 * mm}
    document = SimpleDocTemplate(buffer, **margins, invariant=1, title="Chỉ thị MẪU")

    def number(canvas: Any, page: Any) -> None:
        canvas.setFont("Mau-Regular", 13)
        canvas.drawCentredString(105 * mm, 285 * mm, str(page.page))

    body, middle, small = _pdf_styles()
    document.build(_pdf_story(body, middle, small), onLaterPages=number)
    return buffer.getvalue()


def _pdf_styles() -> tuple[Any, Any, Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    fonts = ROOT / "resources" / "fonts"
    for face in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(f"Mau-{face}", str(fonts / f"LiberationSerif-{face}.ttf")))
    return (
        ParagraphStyle(
            "body", fontName="Mau-Regular", fontSize=14, leading=21, firstLineIndent=28, alignment=4, spaceAfter=6
        ),
        ParagraphStyle("middle", fontName="Mau-Bold", fontSize=13, leading=17, alignment=1),
        ParagraphStyle("small", fontName="Mau-Regular", fontSize=12, leading=14),
    )


def _pdf_story(body: Any, middle: Any, small: Any) -> list[Any]:
    from reportlab.lib import colors
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph, Spacer, Table

    republic = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/>Độc lập - Tự do - Hạnh phúc"
    head = [
        ["ỦY BAN NHÂN DÂN<br/>HUYỆN NÚI MẪU", republic],
        ["Số: 02/CT-UBND", "Núi Mẫu, ngày 10 tháng 01 năm 2024"],
    ]
    foot = [
        Paragraph("Nơi nhận:<br/>- UBND tỉnh;<br/>- Các phòng, ban;<br/>- Lưu: VT.", small),
        Paragraph("KT. CHỦ TỊCH<br/>PHÓ CHỦ TỊCH<br/><br/><br/>Giàng Thị Mẫu", middle),
    ]
    plan = [[Paragraph(cell, small) for cell in cells] for cells in PLAN]
    subject = "Về việc đẩy mạnh cải cách hành chính và chuyển đổi số năm 2024 trên địa bàn huyện Núi Mẫu"
    ruled = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    widths = [12 * mm, 50 * mm, 26 * mm, 30 * mm, 28 * mm, 24 * mm]
    return [
        Paragraph(MARK, small),
        Spacer(1, 6 * mm),
        Table([[Paragraph(cell, middle) for cell in row] for row in head], colWidths=[70 * mm, 100 * mm]),
        Paragraph("CHỈ THỊ", middle),
        Paragraph(subject, middle),
        *(Paragraph(words, body) for words in PDF_BODY),
        Spacer(1, 4 * mm),
        Table(plan, colWidths=widths, style=ruled, repeatRows=1),
        Spacer(1, 4 * mm),
        Table([foot], colWidths=[85 * mm, 85 * mm]),
    ]


PDF_BODY = (
    "Trong năm 2023, công tác cải cách hành chính của huyện đã đạt được kết quả tích "
    "cực; tuy nhiên tỷ lệ hồ sơ trực tuyến ở một số "
    "xã còn thấp, việc xin lỗi khi trả kết quả chậm chưa được thực hiện nghiêm.",
    "Để khắc phục hạn chế, Chủ tịch UBND huyện yêu cầu thủ trưởng các phòng, ban, Chủ "
    "tịch UBND các xã, thị trấn thực hiện các nhiệm vụ sau:",
    "1. Phòng Nội vụ chủ trì, phối hợp với Văn phòng HĐND và UBND huyện xây dựng kế "
    "hoạch kiểm tra cải cách hành chính, kiểm tra công vụ "
    "đối với các phòng, ban và UBND các xã, thị trấn; trình Chủ tịch UBND huyện phê duyệt trước ngày 28/02/2024.",
    "2. UBND các xã, thị trấn rà soát toàn bộ thủ tục hành chính đang niêm yết, thay thế "
    "kịp thời các thủ tục đã hết hiệu lực, hoàn thành "
    "trong tháng 3 năm 2024.",
    "3. Phòng Văn hóa và Thông tin hướng dẫn tổ công nghệ số cộng đồng tại thôn, bản hỗ "
    "trợ người dân sử dụng dịch vụ công trực tuyến; "
    "định kỳ hằng quý đánh giá kết quả, báo cáo UBND huyện để chỉ đạo kịp thời những nơi "
    "có tỷ lệ hồ sơ trực tuyến thấp.",
    "4. Phòng Tài chính - Kế hoạch tham mưu bố trí kinh phí cho các nhiệm vụ cải cách "
    "hành chính; hướng dẫn các đơn vị thực hành tiết kiệm, "
    "chống lãng phí, sử dụng tài sản công đúng định mức, tiêu chuẩn theo quy định của pháp luật hiện hành.",
    "Chỉ thị này có hiệu lực kể từ ngày ký./.",
)


def _saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
