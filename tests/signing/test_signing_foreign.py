"""Files of other programs, broken files, and files made to do harm."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1
from attached_data import with_data
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper
from signing_sample import (
    MORNING,
    Held,
    changed,
    foreign,
    issue,
    make_report,
    passes,
    updated,
)

from models.base.errors import AppError
from models.signing.pades import KeySigner
from models.signing.sign import sign_pdf
from models.signing.verify import verify_pdf

# -- files of other programs


@pytest.mark.parametrize("subfilter", [SigSeedSubFilter.ADOBE_PKCS7_DETACHED, SigSeedSubFilter.PADES])
def test_signature_by_another_program(report: bytes, leader: Held, subfilter: SigSeedSubFilter) -> None:
    verdict = verify_pdf(foreign(report, leader, subfilter=subfilter), [leader.ca])
    assert verdict.intact
    assert verdict.signatures[0].trust == "trusted"
    assert verdict.signatures[0].field == "Sig1"


def test_we_can_sign_after_another_program(report: bytes, leader: Held, office: Held) -> None:
    verdict = verify_pdf(sign_pdf(foreign(report, leader), office.key, role="co-quan"))
    assert verdict.intact
    assert [one.field for one in verdict.signatures] == ["Sig1", "CoQuan"]


def test_unknown_kind_of_signature_listed_not_left_out(signed: bytes) -> None:
    odd = signed.replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.whatever")
    (one,) = verify_pdf(odd).signatures
    assert not one.intact
    assert one.signer == "Nguyễn Thị Ngọc Ánh (KHÓA THỬ)"


def test_document_time_stamp(signed: bytes) -> None:
    key = rsa.generate_private_key(65537, 2048)
    authority = issue("Dấu thời gian", "Dấu thời gian", key, key, ca=False)
    private = keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    stamper = DummyTimeStamper(
        asn1.Certificate.load(authority.public_bytes(Encoding.DER)), private, fixed_dt=MORNING + timedelta(minutes=1)
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    pdf = signers.PdfTimeStamper(stamper, field_name="DauThoiGian").timestamp_pdf(writer, "sha256").getvalue()
    verdict = verify_pdf(pdf)
    assert verdict.intact
    assert [one.changed_after for one in verdict.signatures] == ["allowed", "nothing"]
    assert verdict.signatures[1].signed_at == datetime.fromisoformat("2024-03-15T09:31:00+07:00")
    assert not passes(changed(pdf, pdf.index(b"/Producer") + 12, 1))


def test_file_certified_against_changes_takes_no_further_signature(report: bytes, leader: Held, office: Held) -> None:
    certified = foreign(report, leader, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    assert verify_pdf(certified).intact
    with pytest.raises(AppError) as caught:
        sign_pdf(certified, office.key, role="co-quan")
    assert caught.value.code == "pdf_closed"


@pytest.mark.parametrize("allowed", [MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE])
def test_agency_signs_what_the_leader_certified(report: bytes, leader: Held, office: Held, allowed: MDPPerm) -> None:
    """The state's tool certifies with the leader's signature, and leaves the agency's to be added."""
    certified = foreign(report, leader, certify=True, docmdp_permissions=allowed)
    assert verify_pdf(sign_pdf(certified, office.key, role="co-quan")).intact


def test_file_locked_by_an_approval_signature(report: bytes, leader: Held, office: Held) -> None:
    lock = SigFieldSpec(
        "Sig1", field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL), doc_mdp_update_value=MDPPerm.NO_CHANGES
    )
    meta = signers.PdfSignatureMetadata(field_name="Sig1", md_algorithm="sha256")
    writer = IncrementalPdfFileWriter(io.BytesIO(report))
    locked = signers.PdfSigner(meta, KeySigner(leader.key), new_field_spec=lock).sign_pdf(writer).getvalue()
    assert verify_pdf(locked).intact
    with pytest.raises(AppError) as caught:
        sign_pdf(locked, office.key, role="co-quan")
    assert caught.value.code == "pdf_closed"


# -- hostile and broken files


def test_nonsense_refused_with_sentence_and_never_crash(signed: bytes, leader: Held) -> None:
    spread = random.Random(11)
    for _round in range(150):
        copy = bytearray(signed)
        for _change in range(spread.choice((1, 3, 30))):
            at = spread.randrange(len(copy))
            kind = spread.randrange(3)
            if kind == 0:
                copy[at] = spread.randrange(256)
            elif kind == 1:
                del copy[at : at + spread.randrange(1, 200)]
            else:
                copy[at:at] = copy[spread.randrange(len(copy)) :][: spread.randrange(1, 60)]
        assert not passes(bytes(copy)) or bytes(copy) == signed
        try:
            sign_pdf(bytes(copy), leader.key, role="lanh-dao")
        except AppError as error:
            assert error.what


def test_renamed_and_empty_files() -> None:
    for data, code in ((b"", "pdf_empty"), (b"PK\x03\x04", "not_a_pdf"), (b"%PDF-1.7\n", "pdf_damaged")):
        with pytest.raises(AppError) as caught:
            verify_pdf(data)
        assert caught.value.code == code


def test_attachment_that_is_no_data_does_not_spoil_verdict(leader: Held) -> None:
    pdf = sign_pdf(with_data(make_report(), b"not json"), leader.key, role="lanh-dao")
    verdict = verify_pdf(pdf)
    assert verdict.intact
    assert verdict.data is None


def test_page_tree_that_is_ring_is_refused(report: bytes, leader: Held) -> None:
    def bend(writer: IncrementalPdfFileWriter) -> None:
        pages = writer.root["/Pages"]
        pages[generic.NameObject("/Kids")] = generic.ArrayObject([writer.root.raw_get("/Pages")])
        writer.update_container(pages)

    ring = updated(report, bend)
    assert not verify_pdf(ring).signatures
    with pytest.raises(AppError) as caught:
        sign_pdf(ring, leader.key, role="lanh-dao")
    assert caught.value.code == "pdf_damaged"


def hybrid() -> bytes:
    """A file with a classic table and a hidden cross-reference stream, which old and new readers read differently."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>",
    ]
    out = bytearray(b"%PDF-1.5\n")
    table = b"0000000000 65535 f \n"
    for number, part in enumerate(parts, 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    stream = len(out)
    entry = bytes([1]) + stream.to_bytes(2, "big") + bytes([0])
    out += b"5 0 obj\n<< /Type /XRef /Size 6 /Index [5 1] /W [1 2 1] /Length %d >>\nstream\n" % len(entry)
    out += entry + b"\nendstream\nendobj\n"
    start = len(out)
    out += b"xref\n0 4\n" + table + b"trailer\n<< /Size 6 /Root 1 0 R /XRefStm %d >>\n" % stream
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def test_hybrid_file_is_refused(leader: Held) -> None:
    for attempt in (lambda: verify_pdf(hybrid()), lambda: sign_pdf(hybrid(), leader.key, role="lanh-dao")):
        with pytest.raises(AppError) as caught:
            attempt()
        assert caught.value.code == "pdf_hybrid"


def test_what_window_imports_at_start_is_light() -> None:
    """The heavy libraries take half a second together; they come when something is signed or verified."""
    heavy = ("pyhanko", "cryptography", "asn1crypto", "reportlab", "PIL", "pypdfium2", "asyncio")
    code = (
        "import sys, models.signing.signing_key, models.signing.sign, models.signing.verify, models.signing.test_key;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    said = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
