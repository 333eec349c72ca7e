"""What is given to be signed, verified or printed as a signature: refused in words and in time, or made harmless."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hostile_files as files
import hostile_pdfs as hostile
import offices
import pytest
from PIL import Image

from models.base import active_pdf, clock, sandbox, sandbox_worker
from models.base.errors import AppError
from models.signing import sandboxed_signing as signing
from models.signing.sign import sign_pdf
from models.signing.signing_key import open_p12
from models.signing.test_key import make_test_p12
from models.signing.verify import verify_pdf


@pytest.mark.parametrize(
    ("make", "codes", "seconds"),
    [
        (hostile.fields_without_end, {"file_too_slow"}, 2.0),  # the program itself waits for 60
        (hostile.field_of_itself, {"pdf_damaged"}, 60.0),
        (hostile.deep_catalogue, {"pdf_damaged"}, 60.0),
        (hostile.swelling_xref, {"pdf_damaged", "file_too_much_memory"}, 60.0),
        (hostile.table_of_itself, {"pdf_damaged"}, 60.0),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_hostile_pdf_refused(
    monkeypatch: pytest.MonkeyPatch, make: Callable[[], bytes], codes: set[str], seconds: float
) -> None:
    call = sandbox.call
    monkeypatch.setattr(sandbox, "call", lambda *given, **named: call(*given, **named, seconds=seconds))
    with pytest.raises(AppError) as refusal:
        signing.verify_sandboxed(make())
    assert refusal.value.code in codes
    assert refusal.value.do


def test_sandboxed_signing_same_answers() -> None:
    p12, authority = make_test_p12("Nguyễn Văn Đức", "Phòng Nội vụ", "mật khẩu khóa")
    key = open_p12(p12, "mật khẩu khóa")
    moment = clock.now().replace(microsecond=0) - timedelta(hours=2)
    with clock.fixed(moment):
        signed = signing.sign_sandboxed(files.pdf("x"), key, role="lanh-dao")
    verdict = signing.verify_sandboxed(signed, [authority])
    assert verdict == verify_pdf(signed, [authority])
    assert verdict.intact
    assert (verdict.signatures[0].trust, verdict.signatures[0].signed_at) == ("trusted", moment)
    assert signed[: signed.rindex(b"/Contents <")][:400] == sign_pdf(files.pdf("x"), key, role="lanh-dao")[:400]


def test_key_never_in_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    p12, _authority = make_test_p12("Nguyễn Văn Đức", "Phòng Nội vụ", "mật khẩu khóa")
    key = open_p12(p12, "mật khẩu khóa")
    sent: list[bytes] = []
    send = sandbox_worker.send
    monkeypatch.setattr(sandbox_worker, "send", lambda pipe, parts: (sent.extend(parts), send(pipe, parts)))
    signed = signing.sign_sandboxed(files.pdf("x"), key, role="lanh-dao")
    # The file, as it is and signed, and the certificate; nothing else is long enough to be a private key.
    known = {files.pdf("x"), signed, key.certificate_der}
    assert [part for part in sent if part not in known and len(part) > key.signature_size] == []


def test_active_content_in_signed_pdf_told() -> None:
    p12, _authority = make_test_p12("Nguyễn Văn Đức", "Phòng Nội vụ", "mật khẩu khóa")
    key = open_p12(p12, "mật khẩu khóa")
    script = verify_pdf(sign_pdf(files.pdf_with_script(), key, role="lanh-dao")).remarks
    assert [word for word in ("JavaScript", "mở chương trình") if not any(word in said for said in script)] == []
    plain = files.pdf_with_script().replace(b"/JavaScript", b"/J#61vaScript")
    assert active_pdf.remarks(plain) == script
    assert "tệp khác" in active_pdf.remarks(files.pdf_with_file())[0]
    assert active_pdf.remarks(files.pdf("x")) == ()


def test_own_report_without_active_content(tmp_path: Path) -> None:
    from models.base.paths import Home
    from models.reports import making

    office = offices.found(Home(tmp_path / "sổ"))
    with clock.fixed(datetime(2024, 3, 16, 2, 0, tzinfo=UTC)):
        report = making.make(office, "thang", "2024-03").content
    office.close()
    p12, _authority = make_test_p12("Nguyễn Văn Đức", "Phòng Nội vụ", "mật khẩu khóa")
    key = open_p12(p12, "mật khẩu khóa")
    twice = sign_pdf(sign_pdf(report, key, role="lanh-dao"), key, role="co-quan")
    verdict = verify_pdf(twice)
    assert verdict.intact
    assert verdict.remarks == ()


def test_picture_redrawn_without_metadata() -> None:
    drawn = signing.redrawn_sandboxed(hostile.picture_with_luggage())
    assert hostile.SMUGGLED not in drawn
    assert b"iCCP" not in drawn
    with Image.open(io.BytesIO(drawn)) as image:
        assert (image.size, image.getpixel((1, 1))) == ((60, 20), 0x80)


def test_picture_keeps_transparency_and_resolution() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (30, 10), (0, 0, 200, 120)).save(made, "PNG", dpi=(300, 300))
    with Image.open(io.BytesIO(signing.redrawn_sandboxed(made.getvalue()))) as image:
        assert image.getpixel((2, 2)) == (0, 0, 200, 120)
        assert round(image.info["dpi"][0]) == 300


@pytest.mark.parametrize(
    "make",
    [hostile.picture_with_swelling_text, hostile.picture_of_too_many_points, lambda: b"\x89PNG\r\n\x1a\n" + bytes(99)],
    ids=["swelling text", "too many points", "no picture"],
)
def test_swelling_picture_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(AppError) as refusal:
        signing.redrawn_sandboxed(make())
    assert refusal.value.code == "signature_image_unusable"


def test_key_file_with_too_many_rounds_refused() -> None:
    from asn1crypto.pkcs12 import Pfx

    p12, _authority = make_test_p12("Nguyễn Văn Đức", "Phòng Nội vụ", "mật khẩu khóa")
    pfx = Pfx.load(p12)
    pfx["mac_data"]["iterations"] = 2_000_000_000
    with offices.refused("p12_too_slow"):
        open_p12(pfx.dump(force=True), "mật khẩu khóa")
    parts = pfx.authenticated_safe
    packed = parts[0]["content"]["encrypted_content_info"]["content_encryption_algorithm"]
    packed["parameters"]["key_derivation_func"]["parameters"]["iteration_count"] = 2_000_000_000
    pfx["mac_data"]["iterations"] = -2_000_000_000
    pfx["auth_safe"]["content"] = parts.dump(force=True)
    with offices.refused("p12_too_slow"):
        open_p12(pfx.dump(force=True), "mật khẩu khóa")
