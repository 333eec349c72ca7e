"""Keys, small reports and pictures for the tests of signing; nothing here is a test."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from attached_data import with_data

from models.base import clock, paths
from models.base.errors import AppError
from models.signing.signing_key import SigningKey, open_p12
from models.signing.test_key import make_test_p12
from models.signing.verify import Verdict, verify_pdf

MORNING = datetime(2024, 3, 15, 2, 30, tzinfo=UTC)  # 09:30 in Việt Nam
LEADER = "Nguyễn Thị Ngọc Ánh"
DATA = {"format": "so-cchc/1", "unit": "Phòng Nội vụ"}
OFFICE = "Ủy ban nhân dân huyện Bắc Hà"
PASSPHRASE = "mật khẩu thử"


@dataclass(frozen=True)
class Held:
    p12: bytes
    ca: bytes
    key: SigningKey


def make_key(name: str, organisation: str = OFFICE, **options: object) -> Held:
    with clock.fixed(MORNING):
        p12, ca = make_test_p12(name, organisation, PASSPHRASE, **options)  # type: ignore[arg-type]
    return Held(p12, ca, open_p12(p12, PASSPHRASE))


def make_report(data: object | None = None, *, pages: int = 1, name: str = LEADER, text: str = "Nội dung") -> bytes:
    """A small PDF with a signing block on its last page and, when given, `data.json` inside."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Serif", str(paths.RESOURCES / "fonts" / "LiberationSerif-Regular.ttf")))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595.276, 841.89), pageCompression=1, invariant=1)
    for page in range(pages):
        canvas.setFont("Serif", 14)
        canvas.drawString(85, 760, f"{text} trang {page + 1}")
        if page == pages - 1:
            canvas.drawCentredString(420, 480, "CHỦ TỊCH")
            canvas.drawCentredString(420, 380, name)
        canvas.showPage()
    canvas.save()
    made = file.getvalue()
    return made if data is None else with_data(made, json.dumps(data, ensure_ascii=False).encode())


def make_picture(size: tuple[int, int], colour: tuple[int, int, int, int], dpi: int | None = 300) -> bytes:
    """A PNG with a clear ground and an ellipse, as pictures of signatures and seals are kept."""
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((4, 4, size[0] - 4, size[1] - 4), outline=colour, width=12)
    file = io.BytesIO()
    image.save(file, "PNG", **({"dpi": (dpi, dpi)} if dpi else {}))
    return file.getvalue()


def judged(pdf: bytes, *trust: bytes) -> Verdict | None:
    """The verdict, or None when the file is refused as a whole."""
    try:
        return verify_pdf(pdf, trust)
    except AppError as error:
        assert error.what and error.why and error.do
        return None


def passes(pdf: bytes) -> bool:
    verdict = judged(pdf)
    return verdict is not None and (verdict.intact or verdict.data is not None)


def hole(pdf: bytes) -> tuple[int, int]:
    """Where the hexadecimal digits of the last signature begin and end."""
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    return start, pdf.index(b">", start)


def changed(pdf: bytes, place: int, mask: int) -> bytes:
    copy = bytearray(pdf)
    copy[place] ^= mask
    return bytes(copy)


def updated(pdf: bytes, change: Callable[[Any], None]) -> bytes:
    """`pdf` with an incremental update made by `change(writer)`, as an attacker or another program would."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def foreign(pdf: bytes, held: Held, **options: object) -> bytes:
    """Signed by pyHanko alone, as another program would."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    meta = signers.PdfSignatureMetadata(**{"field_name": "Sig1", "md_algorithm": "sha256", **options})  # type: ignore[arg-type]
    signer = signers.SimpleSigner.load_pkcs12_data(held.p12, [], PASSPHRASE.encode())
    return signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer).getvalue()


def issue(name: str, issuer: str, key: Any, issuer_key: Any, *, ca: bool) -> Any:
    """A certificate for `key` by `issuer`, valid around the morning of the tests."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

    builder = (
        x509.CertificateBuilder().subject_name(named(name)).issuer_name(named(issuer)).public_key(key.public_key())
    )
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(MORNING - timedelta(1)).not_valid_after(MORNING + timedelta(99))
    builder = builder.add_extension(x509.BasicConstraints(ca, None), critical=True)
    return builder.sign(issuer_key, hashes.SHA256())
