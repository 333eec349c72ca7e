"""Signs a paper by hand, in an update that is written byte for byte. Nothing is a test."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from paper_tools import CLEAR, MORNING, Signer, Update, dictionary, form, raw
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from models.signing.embedded import value as held_value

SIZE = 8192  # bytes kept free for a signature


@dataclass(frozen=True)
class Look:
    """Where a signature is seen, if it is, and what it shows."""

    box: tuple[float, float, float, float] = (0, 0, 0, 0)
    drawn: bytes | None = None


SEEN = Look((300, 300, 400, 340), CLEAR)


def sign(
    pdf: bytes,
    who: Signer,
    *,
    name: str = "Sig1",
    look: Look = Look(),
    certify: int | None = None,
    change: Callable[[Update], None] = lambda _update: None,
    reshape: Callable[[bytes], bytes] = lambda der: der,
    subfilter: bytes = b"/adbe.pkcs7.detached",
    digest: str = "sha256",
    stamper: DummyTimeStamper | None = None,
    extra: bytes = b"",
    contents: Callable[[bytes], bytes] = lambda hexed: hexed,
    tail: bytes = b"",
) -> bytes:
    """The file with one more revision that adds a signature field and signs it.

    `change` may add to the update what another program does at the same time, `reshape` rewrites the CMS.
    """
    update = Update(pdf)
    value = update.new()
    perms = b"" if certify is None else _certifying(certify)
    update.objects[value] = (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter %s /M (D:20240315093000+07'00') %s %s /ByteRange %s "
        b"/Contents <%s> >>" % (subfilter, perms, extra, b"[0 ********** ********** **********]", b"0" * (2 * SIZE))
    )
    field_number = update.new()
    update.objects[field_number] = _field(update, name, value, look)
    _add_to_page(update, field_number)
    _add_to_form(update, field_number, value if certify is not None else None)
    change(update)
    return fill(update.written() + tail, who, reshape, digest, stamper, subfilter, contents)


def _certifying(permission: int) -> bytes:
    parameters = b"<< /Type /TransformParams /P %d /V /1.2 >>" % permission
    return b"/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams %s >>]" % parameters


def _field(update: Update, name: str, value: int, look: Look) -> bytes:
    shown = b""
    if look.drawn is not None:
        width, height = look.box[2] - look.box[0], look.box[3] - look.box[1]
        shown = b"/AP << /N %d 0 R >>" % update.new(form(look.drawn, width, height))
    return b"<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /T (%s) /V %d 0 R /P 3 0 R /Rect [%g %g %g %g] %s >>" % (
        name.encode(),
        value,
        *look.box,
        shown,
    )


def _add_to_page(update: Update, number: int, page: int = 3) -> None:
    held = update.read(page)
    before = raw(held["/Annots"])[1:-1] if "/Annots" in held else b""
    update.put(page, Annots=b"[%s %d 0 R]" % (before, number))


def _add_to_form(update: Update, number: int, certifying: int | None) -> None:
    root = update.reader.root_ref.idnum
    held = update.reader.root
    kept = held_value(held, "/AcroForm") or {}
    fields = raw(kept["/Fields"])[1:-1] if kept else b""
    others = {key: raw(kept.raw_get(key)) for key in kept}
    made = others | {"/Fields": b"[%s %d 0 R]" % (fields, number), "/SigFlags": b"3"}
    perms = {} if certifying is None else {"Perms": b"<< /DocMDP %d 0 R >>" % certifying}
    update.put(root, AcroForm=dictionary(made), **perms)


def fill(
    pdf: bytes,
    who: Signer,
    reshape: Callable[[bytes], bytes] = lambda der: der,
    digest: str = "sha256",
    stamper: DummyTimeStamper | None = None,
    subfilter: bytes = b"/adbe.pkcs7.detached",
    contents: Callable[[bytes], bytes] = lambda hexed: hexed,
) -> bytes:
    """The file with its open signature (`**********` in the range, zeros in the hole) signed over all the rest."""
    start = pdf.rindex(b"/Contents <") + len(b"/Contents ")
    end = start + 2 * SIZE + 2
    stars = pdf.rindex(b"[0 **********")
    edges = b"[0 %010d %010d %010d]" % (start, end, len(pdf) - end)
    pdf = pdf[:stars] + edges + pdf[stars + len(edges) :]
    signed = pdf[:start] + pdf[end:]
    der = cms_over(signed, who, digest, stamper, wrapped=subfilter == b"/adbe.pkcs7.sha1", pades=b"CAdES" in subfilter)
    hexed = contents(reshape(der).hex().encode().ljust(2 * SIZE, b"0"))
    assert len(hexed) == 2 * SIZE
    return pdf[:start] + b"<" + hexed + b">" + pdf[end:]


def cms_over(
    signed: bytes,
    who: Signer,
    digest: str = "sha256",
    stamper: DummyTimeStamper | None = None,
    *,
    wrapped: bool = False,
    pades: bool = False,
) -> bytes:
    """A detached CMS over these bytes; `wrapped` carries their SHA-1 and signs that (adbe.pkcs7.sha1)."""
    settings = PdfCMSSignedAttributes(signing_time=None if pades else MORNING)
    if wrapped:
        made = asyncio.run(
            who.signer.async_sign_general_data(
                hashlib.sha1(signed).digest(), digest, detached=False, signed_attr_settings=settings
            )
        )
        return bytes(made.dump())
    summed = hashlib.new(digest, signed).digest()
    made = asyncio.run(
        who.signer.async_sign(summed, digest, use_pades=pades, timestamper=stamper, signed_attr_settings=settings)
    )
    return bytes(made.dump())


def resigned(pdf: bytes, who: Signer, end: int) -> bytes:
    """The first `end` bytes of a signed file signed anew after they were changed, and the rest as it is."""
    first, rest = pdf[:end], pdf[end:]
    edges = first.rindex(b"/ByteRange [") + len(b"/ByteRange ")
    stop = first.index(b"]", edges) + 1
    opened = first[:edges] + b"[0 ********** ********** **********]".ljust(stop - edges) + first[stop:]
    start = opened.rindex(b"/Contents <") + len(b"/Contents <")
    return fill(opened[:start] + b"0" * (2 * SIZE) + opened[start + 2 * SIZE :], who) + rest
