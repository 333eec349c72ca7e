"""Signing: what is written, where it stands on the page, what is refused, and that nothing is overwritten."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from signing_sample import LEADER, MORNING, OFFICE, Held, make_key, make_picture, make_report

from models.base import clock, files, paths
from models.base.errors import AppError, CancelledError
from models.signing import appearance
from models.signing.sign import sign_pdf
from models.signing.signed_file import sign_file, target_name
from models.signing.verify import verify_pdf


def refused(pdf: bytes, held: Held, **options: object) -> AppError:
    with pytest.raises(AppError) as caught:
        sign_pdf(pdf, held.key, **{"role": "lanh-dao", **options})  # type: ignore[arg-type]
    assert caught.value.what and caught.value.why and caught.value.do
    return caught.value


def page_text(pdf: bytes, number: int = -1) -> str:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    page = document[number % len(document)]
    # The annotations are drawn into the page, as a printer would.
    pypdfium2.raw.FPDFPage_Flatten(page, 0)
    text = document[number % len(document)].get_textpage().get_text_bounded()
    document.close()
    return text


def widgets(pdf: bytes) -> dict[str, tuple[int, list[float]]]:
    """Field name -> page number and box of every signature in the file, oldest first."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    reader = PdfFileReader(io.BytesIO(pdf))
    pages = [reader.find_page_for_modification(n)[0].reference for n in range(reader.root["/Pages"]["/Count"])]
    found = {}
    for name, _value, field in enumerate_sig_fields(reader):
        annotation = field.get_object()
        found[str(name)] = (pages.index(annotation.raw_get("/P").reference), [float(e) for e in annotation["/Rect"]])
    return found


def test_pades_baseline_and_a_pure_addition(report: bytes, leader: Held) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.general import find_unique_cms_attribute

    signed = sign_pdf(report, leader.key, role="lanh-dao")
    assert signed.startswith(report)
    (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.md_algorithm == "sha256"
    attributes = signature.signer_info["signed_attrs"]
    assert find_unique_cms_attribute(attributes, "signing_certificate_v2") is not None
    # EN 319 142-1: the time stands in the PDF, not in the attributes.
    assert "signing_time" not in [one["type"].native for one in attributes]
    assert signature.self_reported_timestamp == MORNING


def test_face_without_a_picture(report: bytes, leader: Held) -> None:
    text = page_text(sign_pdf(report, leader.key, role="lanh-dao"))
    assert f"Ký bởi: {LEADER}" in text
    assert f"Cơ quan: {OFFICE}" in text
    assert "Thời gian ký: 2024-03-15T09:30:00+07:00" in text


def test_place_is_between_title_and_name(leader: Held) -> None:
    signed = sign_pdf(make_report(pages=3), leader.key, role="lanh-dao")
    page, (x0, y0, x1, y1) = widgets(signed)["LanhDao"]
    assert page == 2
    assert 380 < y0 < y1 < 480
    assert (x0 + x1) / 2 == pytest.approx(420, abs=2)


def test_place_named_by_report_comes_first(leader: Held) -> None:
    data = {"signature_places": [{"role": "lanh-dao", "page": 0, "box": [100, 200, 270, 250]}]}
    signed = sign_pdf(make_report(data), leader.key, role="lanh-dao")
    assert widgets(signed)["LanhDao"] == (0, [100, 200, 270, 250])


@pytest.mark.parametrize(
    "places",
    [
        "junk",
        [7],
        [{"role": "lanh-dao", "page": 9, "box": [1, 2, 3, 4]}],
        [{"role": "lanh-dao", "page": 0, "box": [1, 2, 3]}],
        [{"role": "lanh-dao", "page": 0, "box": [9000, 2, 9100, 40]}],
        [{"role": "lanh-dao", "page": 0, "box": ["1", 2, 3, 4]}],
        [{"role": "lanh-dao", "page": None, "box": [1, 2, 3, 4]}],
        [{"role": "lanh-dao", "page": 0, "box": [30, 30, 20, 40]}],
    ],
)
def test_nonsense_places_are_passed_over(leader: Held, places: object) -> None:
    signed = sign_pdf(make_report({"signature_places": places}), leader.key, role="lanh-dao")
    _page, (_x0, y0, _x1, y1) = widgets(signed)["LanhDao"]
    assert 380 < y0 < y1 < 480


def test_no_name_on_page_takes_corner(leader: Held) -> None:
    signed = sign_pdf(make_report(name="Ai đó"), leader.key, role="lanh-dao")
    _page, (_x0, y0, x1, _y1) = widgets(signed)["LanhDao"]
    assert y0 == 57
    assert x1 == pytest.approx(538.276)


def test_leader_then_office(report: bytes, leader: Held, office: Held) -> None:
    once = sign_pdf(report, leader.key, role="lanh-dao")
    twice = sign_pdf(once, office.key, role="co-quan")
    assert twice.startswith(once)
    assert list(widgets(twice)) == ["LanhDao", "CoQuan"]
    verdict = verify_pdf(twice, [leader.ca, office.ca])
    assert verdict.intact
    assert [one.trust for one in verdict.signatures] == ["trusted", "trusted"]
    assert [one.covers for one in verdict.signatures] == [False, True]
    assert [one.changed_after for one in verdict.signatures] == ["allowed", "nothing"]


def test_office_without_seal_signs_in_top_corner(leader: Held, office: Held) -> None:
    pdf = sign_pdf(make_report(pages=2), leader.key, role="lanh-dao")
    page, (x0, y0, x1, y1) = widgets(sign_pdf(pdf, office.key, role="co-quan"))["CoQuan"]
    assert page == 0
    assert x0 > 297
    assert 785 < y0 < y1 < 841.89
    assert x1 < 595


def test_place_of_seal_is_for_seal(office: Held) -> None:
    """It overlaps the leader's signature, so words would be printed over words there."""
    pdf = make_report({"signature_places": [{"role": "co-quan", "page": 0, "box": [294, 262, 396, 364]}]})
    seal = make_picture((300, 300), (200, 20, 20, 230), dpi=None)
    assert widgets(sign_pdf(pdf, office.key, role="co-quan", image=seal))["CoQuan"] == (0, [294, 262, 396, 364])
    assert widgets(sign_pdf(pdf, office.key, role="co-quan"))["CoQuan"][1][1] > 785


def test_seal_covers_third_of_signature_at_its_real_size(report: bytes, leader: Held, office: Held) -> None:
    """NĐ 30/2020, Phụ lục I: the seal in real size, over about a third of the signature, on its left."""
    signature = make_picture((400, 160), (20, 40, 170, 255))
    seal = make_picture((425, 425), (200, 20, 20, 230), dpi=300)  # 36 mm
    once = sign_pdf(report, leader.key, role="lanh-dao", image=signature)
    boxes = widgets(sign_pdf(once, office.key, role="co-quan", image=seal))
    (_page, hand), (_page2, round_) = boxes["LanhDao"], boxes["CoQuan"]
    assert (hand[2] - hand[0]) / (hand[3] - hand[1]) == pytest.approx(400 / 160, rel=0.01)
    assert round_[2] - round_[0] == pytest.approx(36 * 72 / 25.4, abs=0.5)
    assert round_[2] - hand[0] == pytest.approx((hand[2] - hand[0]) / 3, abs=0.01)
    assert round_[0] < hand[0]


def test_seal_without_resolution_fits_the_place(office: Held) -> None:
    seal = make_picture((300, 300), (200, 20, 20, 230), dpi=None)
    pdf = make_report({"signature_places": [{"role": "co-quan", "page": 0, "box": [100, 100, 220, 180]}]})
    signed = sign_pdf(pdf, office.key, role="co-quan", image=seal)
    assert widgets(signed)["CoQuan"] == (0, [120, 100, 200, 180])


def test_picture_keeps_colour_and_transparency(leader: Held) -> None:
    picture = make_picture((200, 200), (0, 0, 255, 255))
    pdf = make_report({"signature_places": [{"role": "lanh-dao", "page": 0, "box": [100, 680, 200, 780]}]})
    signed = sign_pdf(pdf, leader.key, role="lanh-dao", image=picture)
    document = pypdfium2.PdfDocument(signed)
    document.init_forms()
    page = document[0].render(scale=2).to_pil().convert("RGB")
    document.close()
    low, left = 841.89 - 760, 85  # the line "Nội dung" runs under the picture
    under = page.crop((left * 2 + 60, int(low - 12) * 2, left * 2 + 160, int(low) * 2))
    assert under.convert("L").getextrema()[0] < 60, "the text no longer shows through"
    assert (0, 0, 255) in {colour for _count, colour in page.getcolors(100_000)}
    assert page.getpixel((300, int((841.89 - 720) * 2))) == (255, 255, 255)


def test_same_role_again_gets_numbered_field(report: bytes, leader: Held) -> None:
    pdf = report
    for _time in range(3):
        pdf = sign_pdf(pdf, leader.key, role="lanh-dao")
    assert list(widgets(pdf)) == ["LanhDao", "LanhDao2", "LanhDao3"]
    assert verify_pdf(pdf).intact


def test_refuses_certificate_that_may_not_sign(report: bytes) -> None:
    day = timedelta(days=1)
    late = make_key("A", not_before=MORNING - 2 * day, not_after=MORNING - day)
    assert refused(report, late).code == "certificate_expired"
    assert refused(report, make_key("A", usage=("key_agreement",))).code == "certificate_not_for_signing"


def test_refuses_files_that_are_no_pdf(report: bytes, leader: Held) -> None:
    assert refused(b"", leader).code == "pdf_empty"
    assert refused(b"PK\x03\x04 a docx", leader).code == "not_a_pdf"
    for keep in (20, 200, len(report) // 2, len(report) - 40):
        assert refused(report[:keep], leader).code == "pdf_damaged"


def test_refuses_huge_file_without_reading_it_all(tmp_path: Path, leader: Held) -> None:
    source = tmp_path / "to.pdf"
    with source.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(AppError) as caught:
        sign_file(source, tmp_path / "ky.pdf", leader.key, role="lanh-dao")
    assert caught.value.code == "file_too_large"
    assert not (tmp_path / "ky.pdf").exists()


def test_refuses_a_protected_file(leader: Held) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(make_report())))
    writer.encrypt("chủ", "người dùng")
    file = io.BytesIO()
    writer.write(file)
    assert refused(file.getvalue(), leader).code == "pdf_encrypted"


def test_refuses_to_sign_over_broken_signature(report: bytes, leader: Held) -> None:
    signed = bytearray(sign_pdf(report, leader.key, role="lanh-dao"))
    place = signed.index(b"/Producer") + 12
    signed[place] ^= 1
    assert refused(bytes(signed), leader, role="co-quan").code == "signature_broken"


def test_bad_pictures(report: bytes, leader: Held) -> None:
    good = make_picture((50, 50), (0, 0, 0, 255))
    for bad in (b"", b"GIF89a", good[:60], bytes(6 * 1024 * 1024)):
        assert refused(report, leader, image=bad).code == "signature_image_unusable"


def test_picture_that_unpacks_to_gigabytes_is_refused(report: bytes, leader: Held) -> None:
    import struct
    import zlib

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    assert refused(report, leader, image=bomb).code == "signature_image_unusable"


def test_letter_that_font_lacks_is_named(report: bytes) -> None:
    error = refused(report, make_key("Nguyễn 漢"))
    assert error.code == "letter_missing"
    assert "漢" in error.why


def test_long_words_stay_inside_the_box() -> None:
    lines = ["Ký bởi: " + "Nguyễn Thị Hồng Phượng " * 3, "Cơ quan: " + "Ủy ban nhân dân " * 8, "Thời gian ký: x"]
    for width, height in ((170.0, 54.0), (90.0, 30.0), (60.0, 20.0), (400.0, 100.0)):
        size, wrapped = appearance.fit(lines, width, height)
        assert len(wrapped) * size * 1.15 <= height or size == 6.0
        assert all(appearance.text_width(line, size) <= width for line in wrapped)


def test_all_vietnamese_letters_are_in_font() -> None:
    import unicodedata

    letters = set()
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY":
        letters |= {
            unicodedata.normalize("NFC", base + tone) for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
        }
    appearance.refuse_missing_letters("".join(letters) + "đĐ.,:-+()/&\"'")


def test_target_names(tmp_path: Path) -> None:
    source = tmp_path / "BC_thang_03.pdf"
    assert target_name(source).name == "BC_thang_03_daky.pdf"
    (tmp_path / "BC_thang_03_daky.pdf").touch()
    assert target_name(source).name == "BC_thang_03_daky-2.pdf"
    assert target_name(tmp_path / "BC_thang_03_daky.pdf").name == "BC_thang_03_daky-2.pdf"
    odd = target_name(tmp_path / ("Báo cáo tháng 3 " * 6 + ".pdf")).name
    assert odd.isascii()
    assert len(odd) <= 50
    assert odd.endswith("_daky.pdf")


def test_signing_files_never_overwrites(tmp_path: Path, report: bytes, leader: Held) -> None:
    source = tmp_path / "Báo cáo %20.pdf"
    source.write_bytes(report)
    target = target_name(source)
    sign_file(source, target, leader.key, role="lanh-dao")
    signed = target.read_bytes()
    assert source.read_bytes() == report
    assert verify_pdf(signed).intact
    for taken in (target, source):
        before = taken.read_bytes()
        with pytest.raises(AppError) as caught:
            sign_file(source, taken, leader.key, role="lanh-dao")
        assert caught.value.code == "target_exists"
        assert taken.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([source.name, target.name])


def test_file_in_very_deep_folder_signed_beside_itself(deep: Path, report: bytes, leader: Held) -> None:
    paths.write_file(deep / "a.pdf", report)
    paths.write_file(deep / "a_daky.pdf", b"x")
    target = target_name(deep / "a.pdf")
    assert target.name == "a_daky-2.pdf"
    sign_file(deep / "a.pdf", deep / target.name, leader.key, role="lanh-dao")
    assert verify_pdf(files.read(deep / target.name, 10_000_000)).intact
    with pytest.raises(AppError):
        sign_file(deep / "a.pdf", deep / "a_daky.pdf", leader.key, role="lanh-dao")


def test_signing_that_is_called_off_writes_nothing(tmp_path: Path, report: bytes, leader: Held) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(report)

    def called_off() -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        sign_file(source, tmp_path / "b.pdf", leader.key, role="lanh-dao", check=called_off)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_nothing_is_left_when_writing_fails(
    tmp_path: Path, report: bytes, leader: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.signing import signed_file

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(signed_file.paths, "write_file", full)
    source = tmp_path / "a.pdf"
    source.write_bytes(report)
    with pytest.raises(OSError, match="No space"):
        sign_file(source, tmp_path / "b.pdf", leader.key, role="lanh-dao")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_signature_names_no_font_that_is_not_embedded(report: bytes, leader: Held) -> None:
    for image in (None, make_picture((200, 80), (0, 0, 255, 255))):
        assert b"Helvetica" not in sign_pdf(report, leader.key, role="lanh-dao", image=image)[len(report) :]


def test_elliptic_key_signs(report: bytes) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec
    from test_signing_keys import PASSPHRASE, bundle, self_signed

    from models.signing.signing_key import open_p12

    for curve in (ec.SECP256R1(), ec.SECP521R1()):
        key = ec.generate_private_key(curve)
        opened = open_p12(bundle(key, self_signed(key)), PASSPHRASE)
        with clock.fixed(MORNING + timedelta(hours=1)):
            assert verify_pdf(sign_pdf(report, opened, role="lanh-dao")).intact


def test_poppler_agrees(tmp_path: Path, report: bytes, leader: Held, office: Held) -> None:
    if shutil.which("pdfsig") is None:
        pytest.skip("poppler's pdfsig is not installed")
    pdf = sign_pdf(sign_pdf(report, leader.key, role="lanh-dao"), office.key, role="co-quan")
    (tmp_path / "a.pdf").write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", "a.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert said.stdout.count("Signature is Valid") == 2
    assert said.stdout.count("ETSI.CAdES.detached") == 2
    assert said.stdout.count("Total document signed") == 1
    assert f"{LEADER} (KHÓA THỬ)" in said.stdout
