"""The agency's signature without a seal: number, symbol and time of the document, no name (NĐ 30/2020, Phụ lục I)."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from signing_sample import DATA, MORNING, Held, make_report

from models.base import clock
from models.base.errors import AppError
from models.signing import appearance, document_number
from models.signing.prepare import roles_of
from models.signing.sandboxed_signing import data_sandboxed, sign_sandboxed
from models.signing.sign import sign_pdf

DOCUMENT = {"number": 5, "symbol": "BC-PNV"}


def face(pdf: bytes, key: Held, **options: object) -> str:
    """What the new signature shows on the first page."""
    with clock.fixed(MORNING):
        signed = sign_pdf(pdf, key.key, **{"role": "co-quan", **options})  # type: ignore[arg-type]
    document = pypdfium2.PdfDocument(signed)
    document.init_forms()
    pypdfium2.raw.FPDFPage_Flatten(document[0], 0)
    text: str = document[0].get_textpage().get_text_bounded(300, 780, 595, 842)
    document.close()
    return text.replace("\r\n", "\n").strip()


def test_box_holds_number_symbol_and_time_and_no_name(office: Held) -> None:
    shown = face(make_report({**DATA, "document": DOCUMENT}), office)
    assert shown == "Số: 05/BC-PNV\n2024-03-15T09:30:00+07:00"


def test_box_of_document_without_number_holds_time_only(office: Held) -> None:
    pdf = make_report({**DATA, "document": {"number": None, "symbol": "BC-PNV"}}, text="Số: 27/TB-UBND của nơi khác")
    assert face(pdf, office) == "2024-03-15T09:30:00+07:00"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Số: 12/BC-PNV", "12/BC-PNV"),
        ("Số: 7 / QĐ - UBND", "07/QĐ-UBND"),
        ("(Kèm theo Báo cáo số 05/BC-PNV ngày 15 tháng 3 năm 2024)", "05/BC-PNV"),
        ("Kèm theo Kế hoạch số 108/KH-VPHĐND&UBND", "108/KH-VPHĐND&UBND"),
        ("Thực hiện Thông báo số 27/TB-VPUBND ngày 12/01/2024", ""),
        ("Căn cứ Số liệu", ""),
    ],
)
def test_appendix_names_its_document_and_no_other(words: str, number: str) -> None:
    assert document_number.of(None, make_report(text=words)) == number


@pytest.mark.parametrize("document", [{"number": "5", "symbol": "BC"}, {"number": 5, "symbol": 7}, {"number": 0}, {}])
def test_data_of_wrong_shape_give_no_number(document: dict[str, object]) -> None:
    assert document_number.of({"document": document}, b"") == ""


def test_damaged_page_gives_no_number() -> None:
    assert document_number.of(None, b"%PDF-1.7 nothing") == ""


def test_words_are_upright_black_and_in_size_ten_without_frame() -> None:
    drawn = appearance.draw_words(["Số: 05/BC-PNV", "2024-03-15T09:30:00+07:00"], 170, 44)
    with pypdfium2.PdfDocument(io.BytesIO(drawn)) as document:
        page = document[0]
        assert list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])) == []
        text = page.get_textpage()
        assert {round(pypdfium2.raw.FPDFText_GetFontSize(text, index)) for index in (0, 5, 20)} == {10}
        text.close()
        page.close()


def test_second_signature_of_role_only_when_asked_for(leader: Held, office: Held) -> None:
    once = sign_pdf(make_report(), leader.key, role="lanh-dao", again=False)
    with pytest.raises(AppError) as refused:
        sign_pdf(once, office.key, role="lanh-dao", again=False)
    assert refused.value.code == "role_signed"
    assert "lãnh đạo" in refused.value.what
    both = sign_sandboxed(once, office.key, role="co-quan", again=False)
    with pytest.raises(AppError) as refused:
        sign_sandboxed(both, office.key, role="co-quan", again=False)
    assert "cơ quan" in refused.value.what
    assert sign_pdf(both, office.key, role="co-quan").startswith(both)


def test_roles_by_the_names_of_fields() -> None:
    assert roles_of(["LanhDao"]) == {"lanh-dao"}
    assert roles_of(["LanhDao12", "CoQuan2"]) == {"lanh-dao", "co-quan"}
    assert roles_of(["Signature1", "LanhDaoX"]) == set()


def test_data_of_an_unsigned_file() -> None:
    import json

    assert json.loads(data_sandboxed(make_report(DATA)) or b"") == DATA
    assert data_sandboxed(make_report()) is None
    with pytest.raises(AppError) as refused:
        data_sandboxed(b"%PDF-1.7 nothing")
    assert refused.value.code == "pdf_damaged"
