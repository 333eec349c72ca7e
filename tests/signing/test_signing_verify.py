"""Verifying: what a signature is worth, and that no change to a file passes, not of a byte and not of a whole page."""

from __future__ import annotations

import io
import random
import socket
from datetime import datetime, timedelta

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject
from pyhanko.sign import signers
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper
from signing_sample import MORNING, OFFICE, PASSPHRASE, Held, embed, make_key, make_report

from models.base import clock
from models.base.errors import AppError
from models.signing import sign
from models.signing.keys import open_p12
from models.signing.pades import KeySigner
from models.signing.sign import sign_pdf
from models.signing.verify import Verdict, verify_pdf

DATA = {"format": "so-cchc/1", "unit": "Phòng Nội vụ"}


@pytest.fixture(scope="module")
def signed(leader: Held) -> bytes:
    with clock.fixed(MORNING):
        return sign_pdf(make_report(DATA), leader.key, role="lanh-dao")


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


def updated(pdf: bytes, change) -> bytes:
    """`pdf` with an incremental update made by `change(writer)`, as an attacker or another program would."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def foreign(pdf: bytes, held: Held, **options: object) -> bytes:
    """Signed by pyHanko alone, as another program would."""
    meta = signers.PdfSignatureMetadata(**{"field_name": "Sig1", "md_algorithm": "sha256", **options})  # type: ignore[arg-type]
    signer = signers.SimpleSigner.load_pkcs12_data(held.p12, [], PASSPHRASE.encode())
    return signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer).getvalue()


# -- what is said of a good file


def test_json_has_the_shape_of_the_contract(signed: bytes, leader: Held) -> None:
    assert verify_pdf(signed, [leader.ca]).as_json() == {
        "intact": True,
        "signatures": [
            {
                "field": "LanhDao",
                "signer": "Nguyễn Thị Ngọc Ánh (KHÓA THỬ)",
                "organisation": OFFICE,
                "issuer": "CA Sổ CCHC (KHÓA THỬ)",
                "signed_at": "2024-03-15T09:30:00+07:00",
                "intact": True,
                "covers": True,
                "later_changes": "none",
                "trust": "trusted",
            }
        ],
        "data": DATA,
    }


def test_file_without_signatures(report: bytes) -> None:
    verdict = verify_pdf(report)
    assert verdict.as_json() == {"intact": False, "signatures": [], "data": None}


def test_nothing_touches_the_network(signed: bytes, leader: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert verify_pdf(signed, [leader.ca]).intact


# -- bytes


def test_no_changed_byte_passes(signed: bytes) -> None:
    """Two thousand places, three hundred of them in the signature itself; every one was tried when this was written."""
    start, end = hole(signed)
    used = start + len(signed[start:end].rstrip(b"0"))
    spread = random.Random(7)
    places = {
        *spread.sample(range(len(signed)), 400),
        *spread.sample(range(start, used), 300),
        *range(start - 40, start),
    }
    places |= {used + 1, end - 1, end, end + 1, 0, 5, len(signed) - 1}
    for place in sorted(places):
        mask = 1 << spread.randrange(8)
        assert not passes(changed(signed, place, mask)), (place, mask)


def test_padding_and_the_case_of_digits_are_part_of_the_signature(signed: bytes) -> None:
    start, end = hole(signed)
    assert not passes(signed[: end - 2] + b"01" + signed[end:])
    letter = next(place for place in range(start, end) if signed[place : place + 1].isalpha())
    assert not passes(changed(signed, letter, 0x20))


def test_name_of_the_signer_in_the_header_counts_to_the_letter(signed: bytes) -> None:
    """pyHanko compares names without regard to case, so a changed letter in the signer's id passed it by."""
    start, end = hole(signed)
    place = signed.rindex(b"CCHC".hex().upper().encode(), start, end)
    assert not passes(changed(signed, place, 0x02))


def test_bytes_after_the_end(signed: bytes) -> None:
    for tail in (b"\n", b"%%EOF\n", b"junk" * 100):
        verdict = judged(signed + tail)
        assert verdict is None or not verdict.intact
        assert verdict is None or verdict.signatures[0].later_changes == "other"


def test_emptied_signature_is_a_finding_not_a_crash(signed: bytes) -> None:
    start, end = hole(signed)
    for filling in (b"0" * (end - start), b"F" * (end - start)):
        (one,) = verify_pdf(signed[:start] + filling + signed[end:]).signatures
        assert not one.intact
        assert one.trust == "invalid"


# -- later changes


def test_page_replaced_after_signing(signed: bytes) -> None:
    """The classic: the signed bytes are untouched, but an appended update shows another page."""

    def replace(writer: IncrementalPdfFileWriter) -> None:
        page = writer.find_page_for_modification(0)[0].get_object()
        page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT (Da sua) Tj ET"))
        writer.update_container(page)

    verdict = verify_pdf(updated(signed, replace))
    assert not verdict.intact
    assert verdict.data is None
    assert (verdict.signatures[0].intact, verdict.signatures[0].later_changes) == (False, "other")


def test_page_replaced_and_signed_over_by_a_stranger(signed: bytes) -> None:
    """A second, valid signature by anybody must not make the first one look whole again."""

    def add_page(writer: IncrementalPdfFileWriter) -> None:
        contents = writer.add_object(generic.StreamObject(stream_data=b""))
        writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 100, 100)))

    verdict = verify_pdf(foreign(updated(signed, add_page), make_key("Kẻ lạ")))
    assert [one.intact for one in verdict.signatures] == [False, True]
    assert not verdict.intact


def test_data_replaced_after_signing(signed: bytes) -> None:
    forged = embed(signed, b'{"format": "so-cchc/1", "unit": "gia"}')
    verdict = verify_pdf(forged)
    assert not verdict.intact
    assert verdict.data is None


def test_drawing_added_after_signing(signed: bytes) -> None:
    def stamp(writer: IncrementalPdfFileWriter) -> None:
        names = ("/Type", "/Subtype", "/Rect", "/Contents")
        values = (
            generic.NameObject("/Annot"),
            generic.NameObject("/FreeText"),
            generic.ArrayObject(map(generic.NumberObject, (50, 50, 300, 300))),
            generic.TextStringObject("100%"),
        )
        note = writer.add_object(
            generic.DictionaryObject(dict(zip(map(generic.NameObject, names), values, strict=True)))
        )
        writer.register_annotation(writer.find_page_for_modification(0)[0], note)

    verdict = verify_pdf(updated(signed, stamp))
    assert verdict.signatures[0].later_changes == "other"
    assert not verdict.intact


def test_last_signature_cut_off_leaves_the_first_whole(signed: bytes, office: Held) -> None:
    twice = sign_pdf(signed, office.key, role="co-quan")
    assert verify_pdf(twice).data == DATA
    assert verify_pdf(twice[: len(signed)]).intact
    assert not passes(changed(twice, signed.index(b"/Producer") + 12, 1))
    start, _end = hole(twice)
    other_digit = b"1" if twice[start + 900 : start + 901] == b"0" else b"0"
    broken = verify_pdf(twice[: start + 900] + other_digit + twice[start + 901 :])
    assert broken.signatures[0].intact
    assert not broken.signatures[1].intact
    assert broken.data is None


def test_form_field_filled_after_signing_is_not_mere_signing(report: bytes, leader: Held) -> None:
    def add_field(writer: IncrementalPdfFileWriter) -> None:
        field = generic.DictionaryObject()
        for key, value in (
            ("/FT", generic.NameObject("/Tx")),
            ("/T", generic.TextStringObject("SoLieu")),
            ("/V", generic.TextStringObject("1")),
            ("/Subtype", generic.NameObject("/Widget")),
            ("/Rect", generic.ArrayObject(map(generic.NumberObject, (10, 10, 100, 30)))),
        ):
            field[generic.NameObject(key)] = value
        reference = writer.add_object(field)
        form = generic.DictionaryObject({generic.NameObject("/Fields"): generic.ArrayObject([reference])})
        writer.root[generic.NameObject("/AcroForm")] = writer.add_object(form)
        writer.update_root()

    def fill(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        field[generic.NameObject("/V")] = generic.TextStringObject("999")
        writer.update_container(field)

    pdf = sign_pdf(updated(report, add_field), leader.key, role="lanh-dao")
    assert verify_pdf(pdf).intact
    (one,) = verify_pdf(updated(pdf, fill)).signatures
    assert (one.intact, one.later_changes) == (False, "other")


# -- trust


def test_trust_is_said_apart_from_the_content(signed: bytes, leader: Held, office: Held) -> None:
    assert verify_pdf(signed).signatures[0].trust == "unknown"
    assert verify_pdf(signed, [office.ca]).signatures[0].trust == "unknown"
    assert verify_pdf(signed, [office.ca, leader.ca]).signatures[0].trust == "trusted"
    assert verify_pdf(signed).intact


def test_certificate_that_ran_out_later_was_good_when_it_signed(signed: bytes, leader: Held) -> None:
    with clock.fixed(MORNING + timedelta(days=3000)):
        assert verify_pdf(signed, [leader.ca]).signatures[0].trust == "trusted"


def test_certificate_out_of_date_at_the_claimed_time(report: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    held = make_key("A", not_before=MORNING - timedelta(days=9), not_after=MORNING - timedelta(days=2))
    monkeypatch.setattr(sign, "refuse_unusable", lambda *_: None)
    pdf = sign_pdf(report, held.key, role="lanh-dao")
    for trust in ([], [held.ca]):
        verdict = verify_pdf(pdf, trust)
        assert verdict.signatures[0].trust == "expired"
        assert verdict.intact


def test_a_claimed_time_to_come_is_judged_now(report: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a key that is not valid yet could sign today by naming a later day."""
    held = make_key("A", not_before=MORNING + timedelta(days=5), not_after=MORNING + timedelta(days=9))
    with clock.fixed(MORNING + timedelta(days=6)):
        pdf = sign_pdf(report, held.key, role="lanh-dao")
        assert verify_pdf(pdf, [held.ca]).signatures[0].trust == "trusted"
    assert verify_pdf(pdf, [held.ca]).signatures[0].trust == "expired"


def test_certificate_not_for_signing_is_invalid(report: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    held = make_key("A", usage=("key_encipherment",))
    monkeypatch.setattr(sign, "refuse_unusable", lambda *_: None)
    assert verify_pdf(sign_pdf(report, held.key, role="lanh-dao"), [held.ca]).signatures[0].trust == "invalid"


def issue(name: str, issuer: str, key, issuer_key, *, ca: bool) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

    builder = (
        x509.CertificateBuilder().subject_name(named(name)).issuer_name(named(issuer)).public_key(key.public_key())
    )
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(MORNING - timedelta(1)).not_valid_after(MORNING + timedelta(99))
    builder = builder.add_extension(x509.BasicConstraints(ca, None), critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


@pytest.fixture(scope="module")
def family() -> tuple[bytes, bytes, bytes]:
    """A PKCS#12 whose key an intermediate authority issued; the root; a root of the same name and another key."""
    root_key, middle_key, key, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(4))
    root = issue("Gốc", "Gốc", root_key, root_key, ca=True)
    middle = issue("Trung gian", "Gốc", middle_key, root_key, ca=True)
    leaf = issue("Lê An", "Trung gian", key, middle_key, ca=False)
    false_root = issue("Gốc", "Gốc", other, other, ca=True)
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    p12 = pkcs12.serialize_key_and_certificates(b"x", key, leaf, [root, middle], lock)
    return p12, root.public_bytes(Encoding.PEM), false_root.public_bytes(Encoding.DER)


def test_chain_through_an_intermediate(report: bytes, family: tuple[bytes, bytes, bytes]) -> None:
    p12, root, false_root = family
    pdf = sign_pdf(report, open_p12(p12, PASSPHRASE), role="lanh-dao")
    assert verify_pdf(pdf, [root]).signatures[0].trust == "trusted"
    assert verify_pdf(pdf, [false_root]).signatures[0].trust == "invalid"
    assert verify_pdf(pdf).signatures[0].trust == "unknown"


def test_certificates_that_go_along_cannot_be_exchanged(report: bytes, family: tuple[bytes, bytes, bytes]) -> None:
    pdf = sign_pdf(report, open_p12(family[0], PASSPHRASE), role="lanh-dao")
    assert verify_pdf(pdf).intact
    start, end = hole(pdf)
    name = b"Trung gian".hex().upper().encode()
    places = [place for place in range(start, end) if pdf.startswith(name, place)]
    assert len(places) >= 3
    for place in places:
        assert not passes(changed(pdf, place + 3, 1))


def test_bad_certificate_to_trust(signed: bytes) -> None:
    with pytest.raises(AppError) as caught:
        verify_pdf(signed, [b"junk"])
    assert caught.value.code == "certificate_unreadable"


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


def test_unknown_kind_of_signature_is_listed_not_left_out(signed: bytes) -> None:
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
    assert [one.later_changes for one in verdict.signatures] == ["signatures", "none"]
    assert verdict.signatures[1].signed_at == datetime.fromisoformat("2024-03-15T09:31:00+07:00")
    assert not passes(changed(pdf, pdf.index(b"/Producer") + 12, 1))


@pytest.mark.parametrize("allowed", [MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE])
def test_certified_file_takes_no_further_signature(report: bytes, leader: Held, office: Held, allowed: MDPPerm) -> None:
    certified = foreign(report, leader, certify=True, docmdp_permissions=allowed)
    assert verify_pdf(certified).intact
    with pytest.raises(AppError) as caught:
        sign_pdf(certified, office.key, role="co-quan")
    assert caught.value.code == "pdf_closed"


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


def test_nonsense_is_refused_with_a_sentence_and_never_a_crash(signed: bytes, leader: Held) -> None:
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


def test_attachment_that_is_no_data_does_not_spoil_the_verdict(leader: Held) -> None:
    pdf = sign_pdf(embed(make_report(), b"not json"), leader.key, role="lanh-dao")
    verdict = verify_pdf(pdf)
    assert verdict.intact
    assert verdict.data is None


def test_page_tree_that_is_a_ring_is_refused(report: bytes, leader: Held) -> None:
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
