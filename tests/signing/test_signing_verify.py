"""Verifying: what is said of a good file, and that no change passes, not of a byte and not of a whole page."""

from __future__ import annotations

import io
import random
import socket

import pytest
from attached_data import with_data
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject
from signing_sample import (
    DATA,
    OFFICE,
    Held,
    changed,
    foreign,
    hole,
    judged,
    make_key,
    make_picture,
    passes,
    updated,
)

from models.base.errors import AppError
from models.signing.sign import sign_pdf
from models.signing.verify import verify_pdf

# -- what is said of a good file


def test_json_has_shape_of_contract(signed: bytes, leader: Held) -> None:
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
                "changed_after": "nothing",
                "trust": "trusted",
                "key_strength": "fine",
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


def test_padding_and_case_of_digits_are_part_of_signature(signed: bytes) -> None:
    start, end = hole(signed)
    assert not passes(signed[: end - 2] + b"01" + signed[end:])
    letter = next(place for place in range(start, end) if signed[place : place + 1].isalpha())
    assert not passes(changed(signed, letter, 0x20))


def test_name_of_signer_in_header_counts_to_letter(signed: bytes) -> None:
    """pyHanko compares names without regard to case, so a changed letter in the signer's id passed it by."""
    start, end = hole(signed)
    place = signed.rindex(b"CCHC".hex().upper().encode(), start, end)
    assert not passes(changed(signed, place, 0x02))


def test_bytes_after_the_end(signed: bytes) -> None:
    for tail in (b"%%EOF\n", b" ", b"\n.", b"junk" * 100):
        verdict = judged(signed + tail)
        assert verdict is None or not verdict.intact
        assert verdict is None or verdict.signatures[0].changed_after == "forbidden"


def test_line_ends_after_end_are_nothing(signed: bytes) -> None:
    for tail in (b"\n", b"\r\n", b"\n\n"):
        verdict = verify_pdf(signed + tail)
        assert verdict.intact
        assert (verdict.data, verdict.signatures[0].changed_after) == (DATA, "nothing")


def test_emptied_signature_is_finding_not_crash(signed: bytes) -> None:
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
    assert (verdict.signatures[0].intact, verdict.signatures[0].changed_after) == (False, "forbidden")


def test_page_replaced_and_signed_over_by_stranger(signed: bytes) -> None:
    """A second, valid signature by anybody must not make the first one look whole again."""

    def add_page(writer: IncrementalPdfFileWriter) -> None:
        contents = writer.add_object(generic.StreamObject(stream_data=b""))
        writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 100, 100)))

    verdict = verify_pdf(foreign(updated(signed, add_page), make_key("Kẻ lạ")))
    assert [one.intact for one in verdict.signatures] == [False, True]
    assert not verdict.intact


def test_data_replaced_after_signing(signed: bytes) -> None:
    forged = with_data(signed, b'{"format": "so-cchc/1", "unit": "gia"}')
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
    assert verdict.signatures[0].changed_after == "forbidden"
    assert not verdict.intact


def test_last_signature_cut_off_leaves_first_whole(signed: bytes, office: Held) -> None:
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
    assert (one.intact, one.changed_after) == (False, "forbidden")


def test_seal_with_white_ground_over_print_refused(signed: bytes, office: Held) -> None:
    """The print under a seal has to stay to be read; every verifier would call the leader's paper changed."""
    picture = io.BytesIO()
    Image.new("RGB", (690, 690), (255, 255, 255)).save(picture, "PNG", dpi=(300, 300))
    with pytest.raises(AppError) as caught:
        sign_pdf(signed, office.key, role="co-quan", image=picture.getvalue())
    assert caught.value.code == "signature_image_covers"
    assert "trong suốt" in caught.value.do
    clear = make_picture((690, 690), (200, 20, 20, 230), dpi=300)
    assert verify_pdf(sign_pdf(signed, office.key, role="co-quan", image=clear)).intact
