"""Files as they come: good ones of each kind, and each bad one with its own refusal."""

from __future__ import annotations

import io
import tracemalloc
import unicodedata
import zipfile
from pathlib import Path

import pytest
import reading_samples as samples

from models.base.errors import AppError
from models.reading.files import limits
from models.reading.files.legacy_fonts import to_unicode
from models.reading.proposal import Reading
from models.reading.read import read_file, read_text

DIRECTIVE = (samples.SAMPLES / "thong-bao-mau.txt").read_text("utf-8")


def save(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refused(path: Path) -> AppError:
    with pytest.raises(AppError) as caught:
        read_file(path)
    error = caught.value
    assert error.what and error.why and error.do
    return error


def same(one: Reading, other: Reading) -> bool:
    return one.head == other.head and one.tasks == other.tasks and one.text == other.text


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_each_unicode_form_reads_same(tmp_path, coding):
    assert same(read_file(save(tmp_path, "a.txt", DIRECTIVE.encode(coding))), read_text(DIRECTIVE))


def test_decomposed_letters_and_windows_lines_read_same(tmp_path):
    decomposed = unicodedata.normalize("NFD", DIRECTIVE).replace("\n", "\r\n")
    assert same(read_file(save(tmp_path, "a.txt", decomposed.encode())), read_text(DIRECTIVE))


def test_old_code_pages_recognised_and_told(tmp_path):
    tcvn3 = read_file(
        save(tmp_path, "a.txt", samples.to_legacy(DIRECTIVE.lower(), "tcvn3").encode("latin-1", "replace"))
    )
    assert "cải cách hành chính" in tcvn3.text and tcvn3.converted_fonts == ("TCVN3",)
    windows = read_file(save(tmp_path, "b.txt", _cp1258(DIRECTIVE)))
    assert windows.text == unicodedata.normalize("NFC", DIRECTIVE)
    assert windows.converted_fonts == ("Windows-1258",)


def _cp1258(text: str) -> bytes:
    """Windows-1258 has the shaped vowels whole and every tone as a mark after them."""
    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = [c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tone))
            out += base.encode("cp1258") + "".join(tone).encode("cp1258")
    return out


def test_words_that_no_code_explains_are_refused(tmp_path):
    assert refused(save(tmp_path, "a.txt", bytes(range(0x80, 0x100)) * 40)).code == "file_undecodable"
    assert refused(save(tmp_path, "b.txt", bytes(range(256)) * 40)).code == "file_undecodable"


def test_word_file_with_letterhead_numbers_and_plan(tmp_path):
    reading = read_file(save(tmp_path, "a.docx", samples.letter_docx()))
    head = reading.head
    assert (head.kind, head.number, head.symbol, head.signer) == ("Công văn", "415", "SNV-CCHC", "Hoàng Văn Mẫu")
    assert (head.parent_issuer, head.issuer, head.place) == ("UBND TỈNH MẪU SƠN", "SỞ NỘI VỤ", "Mẫu Sơn")
    assert head.recipients == ("Các sở, ban, ngành", "UBND các huyện, thành phố", "UBND tỉnh (b/c)", "Lưu: VT, CCHC")
    assert [task.ref for task in reading.tasks] == ["1", "2", "3", "B.I.1", "B.II.2"]
    plan = reading.tasks[3]
    assert (plan.lead, plan.with_units, plan.product, str(plan.due_on)) == (
        ("Sở Tư pháp",), ("Các sở, ngành",), "Báo cáo", "2024-06-30",
    )  # fmt: skip


def test_pdf_paragraphs_are_whole_again_and_its_table_read(tmp_path):
    reading = read_file(save(tmp_path, "a.pdf", samples.directive_pdf()))
    texts = [task.text for task in reading.tasks]
    assert len(texts) == 6
    assert samples.PDF_BODY[2].removeprefix("1. ") == texts[0]
    assert samples.PDF_BODY[4].removeprefix("3. ") == texts[2]
    assert reading.tasks[4].lead == ("Sở Tư pháp",) and str(reading.tasks[4].due_on) == "2024-06-30"
    assert reading.head.signer == "Giàng Thị Mẫu"


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", samples.letter_docx()), ("a.docx", samples.directive_pdf()), ("a.doc", DIRECTIVE.encode())],
)
def test_renamed_file_read_for_what_it_is(tmp_path, name, data):
    assert read_file(save(tmp_path, name, data)).head.kind


def test_file_of_200_megabytes_refused_without_being_read(tmp_path):
    path = tmp_path / "big.pdf"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    try:
        assert refused(path).code == "file_too_big"
        assert tracemalloc.get_traced_memory()[1] < 1_000_000  # bytes held at most
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\0" * 500, "— — —\n".encode()])
def test_empty_files(tmp_path, data):
    assert refused(save(tmp_path, "a.txt", data)).code == "file_empty"


def test_missing_and_folder(tmp_path):
    assert refused(tmp_path / "none.txt").code == "file_missing"
    assert refused(tmp_path).code == "file_unreadable"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices without an end here")
def test_device_without_end_is_not_read():
    assert refused(Path("/dev/zero")).code == "file_unreadable"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.97])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_truncated_files(tmp_path, kind, share):
    whole = samples.letter_docx() if kind == "docx" else samples.directive_pdf()
    error = refused(save(tmp_path, f"a.{kind}", whole[: int(len(whole) * share)]))
    assert error.code in ({"file_truncated"} if kind == "docx" else {"file_truncated", "pdf_no_text"})


def test_text_cut_in_middle_of_letter_read_and_told(tmp_path):
    reading = read_file(save(tmp_path, "a.txt", DIRECTIVE.encode()[:-1] + "ủ".encode()[:2]))
    assert reading.tasks and any("cắt mất" in warning for warning in reading.warnings)


def test_password_protected_files(tmp_path):
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("mat-khau"))
    canvas.drawString(100, 700, "Secret")
    canvas.save()
    assert refused(save(tmp_path, "a.pdf", buffer.getvalue())).code == "file_encrypted"
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512
    assert refused(save(tmp_path, "a.docx", office)).code == "file_encrypted"
    locked = bytearray(samples.plain_docx("Số: 1/KH-UBND"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := locked.find(mark, start)) >= 0:
            locked[start + place] |= 1
            start += 4
    assert refused(save(tmp_path, "b.docx", bytes(locked))).code == "file_encrypted"


def test_a_scan_is_refused_with_advice(tmp_path):
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 500, 700)
    canvas.save()
    error = refused(save(tmp_path, "a.pdf", buffer.getvalue()))
    assert error.code == "pdf_no_text" and "quét" in error.why


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0" * 99,
            "file_doc",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_kind"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "file_image"),
        (b"\xff\xd8\xff\xe0" + b"\1" * 99, "file_image"),
        (b"{\\rtf1\\ansi So: 1/KH-UBND}", "file_kind"),
        (b"<!DOCTYPE html><html>So: 1/KH-UBND</html>", "file_kind"),
        (b"%PDF-1.7\n% nothing else", "file_truncated"),
        (b"PK\x03\x04 and no more", "file_truncated"),
    ],
)
def test_other_kinds_have_their_own_refusal(tmp_path, data, code):
    assert refused(save(tmp_path, "a.docx", data)).code == code


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def test_zip_that_is_no_word_file(tmp_path):
    assert refused(save(tmp_path, "a.docx", _zip({"readme.txt": b"hello"}))).code == "file_kind"
    sheet = b'<Relationships xmlns="r"><Relationship Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    assert (
        refused(save(tmp_path, "b.docx", _zip({"_rels/.rels": sheet, "xl/workbook.xml": b"<a/>"}))).code == "file_kind"
    )


def test_hostile_word_files(tmp_path):
    swelling = _zip({"word/document.xml": b" " * (limits.RATIO_FROM * 40)})
    assert refused(save(tmp_path, "a.docx", swelling)).code == "file_unsafe"
    crowded = _zip({f"word/{number}.xml": b"" for number in range(limits.MOST_ENTRIES + 1)})
    assert refused(save(tmp_path, "b.docx", crowded)).code == "file_unsafe"
    entity = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    assert refused(save(tmp_path, "c.docx", _zip({"word/document.xml": entity}))).code == "file_unsafe"


def test_lying_size_in_zip_counted_while_inflating(tmp_path):
    data = bytearray(_zip({"word/document.xml": b"<a>" + b" " * (limits.RATIO_FROM * 40) + b"</a>"}))
    real = (limits.RATIO_FROM * 40 + 7).to_bytes(4, "little")
    lie = (1000).to_bytes(4, "little")
    error = refused(save(tmp_path, "a.docx", bytes(data).replace(real, lie)))
    assert error.code in {"file_unsafe", "file_truncated"}


def test_hidden_and_deleted_words_are_not_read(tmp_path):
    import docx
    from docx.oxml import OxmlElement

    document = docx.Document()
    paragraph = document.add_paragraph("Nội dung thấy được")
    hidden = paragraph.add_run(" bí mật")
    hidden.font.hidden = True
    removed = OxmlElement("w:del")
    removed.append(paragraph.add_run(" đã xoá")._r)
    paragraph._p.append(removed)
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_file(save(tmp_path, "a.docx", buffer.getvalue())).text.strip() == "Nội dung thấy được"


@pytest.mark.parametrize("coding", ["tcvn3", "vni"])
def test_old_fonts_converted_run_by_run(tmp_path, coding):
    reading = read_file(save(tmp_path, "a.docx", samples.legacy_docx(coding)))
    assert "THÔNG BÁO" in reading.text
    assert [task.text for task in reading.tasks] == [
        "Rà soát thủ tục hành chính, gửi Phòng Nội vụ trước ngày 15/3/2024.",
        "Số hoá hồ sơ, ưu tiên lĩnh vực đất đai.",
    ]
    assert reading.converted_fonts == ((".VnTime", ".VnTimeH") if coding == "tcvn3" else ("VNI-Times",))
    assert any("phông cũ" in warning for warning in reading.warnings)


def test_unicode_words_in_old_font_stay_as_they_are(tmp_path):
    words = "Rà soát, đánh giá thủ tục hành chính."
    reading = read_file(save(tmp_path, "a.docx", samples.plain_docx(words, font=".VnTime")))
    assert reading.text.strip() == words and reading.converted_fonts == ()


def test_every_vietnamese_letter_survives_both_codes():
    letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
    assert to_unicode(samples.to_legacy(letters, "tcvn3"), "tcvn3") == letters
    assert to_unicode(samples.to_legacy(letters, "vni"), "vni") == letters
    assert to_unicode(samples.to_legacy(letters.upper(), "vni"), "vni") == letters.upper()
    assert to_unicode(samples.to_legacy(letters, "tcvn3"), "tcvn3_capitals") == letters.upper()


def test_known_words_in_both_codes():
    # Written out by hand, so that a mistake in the table cannot hide in a round trip.
    assert to_unicode("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "tcvn3") == "Cộng hoà xã hội chủ nghĩa Việt Nam"
    assert to_unicode("Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam", "vni") == "Cộng hoà xã hội chủ nghĩa Việt Nam"
    assert to_unicode("§¬n vÞ, quyÕt ®Þnh, h­ëng øng", "tcvn3") == "Đơn vị, quyết định, hưởng ứng"
    assert to_unicode("Ñôn vò, quyeát ñònh, höôûng öùng", "vni") == "Đơn vị, quyết định, hưởng ứng"
