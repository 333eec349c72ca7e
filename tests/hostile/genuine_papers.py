"""Papers as offices really sign them: each function gives a file that must be found intact. Nothing is a test."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import paper_tools as tools
from asn1crypto import x509
from hand_signing import SEEN, Look, sign
from paper_tools import Cast, Update, paper
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import DocumentSecurityStore

Made = Callable[[Cast], bytes]
GENUINE: dict[str, Made] = {}


def genuine(made: Made) -> Made:
    GENUINE[made.__name__] = made
    return made


def base(who: Cast) -> bytes:
    return paper(who.figure)


# -- the order of an office: the leader certifies, the clerk adds number, day and seal


@genuine
def one_signature(who: Cast) -> bytes:
    return sign(base(who), who.leader, look=SEEN)


@genuine
def leader_then_clerk(who: Cast) -> bytes:
    return sign(one_signature(who), who.clerk, name="Sig2", look=Look((60, 300, 160, 340), tools.CLEAR))


def certified(who: Cast, permission: int = 2) -> bytes:
    return sign(base(who), who.leader, look=SEEN, certify=permission)


@genuine
def certified_form_filling(who: Cast) -> bytes:
    return certified(who)


@genuine
def certified_no_changes(who: Cast) -> bytes:
    return certified(who, 1)


@genuine
def certified_then_clerk(who: Cast) -> bytes:
    return sign(certified(who), who.clerk, name="Sig2", look=Look((60, 300, 160, 340), tools.CLEAR))


@genuine
def certified_annotations_then_clerk(who: Cast) -> bytes:
    return sign(certified(who, 3), who.clerk, name="Sig2", look=Look((60, 300, 160, 340), tools.CLEAR))


@genuine
def certified_then_invisible(who: Cast) -> bytes:
    return sign(certified(who), who.clerk, name="Sig2")


@genuine
def certified_then_number_day_and_seal(who: Cast) -> bytes:
    """The clerk's tool writes number and day as visible signatures of their own, then the seal."""
    made = certified(who)
    for number, words in enumerate((b"So: 12/BC-PNV", b"ngay 15"), 2):
        drawn = b"BT /F1 11 Tf 2 4 Td (%s) Tj ET" % words
        made = sign(made, who.clerk, name=f"Sig{number}", look=Look((60 * number, 790, 60 * number + 50, 810), drawn))
    return sign(made, who.clerk, name="Sig4", look=Look((250, 290, 330, 370), SEAL))


SEAL = b"/G gs 1 0 0 RG 3 w 10 10 60 60 re S 1 0 0 rg 35 35 12 12 re f"


@genuine
def seal_over_print(who: Cast) -> bytes:
    """A seal on a clear ground lies over words, as NĐ 30 wants it; the print stays to be read."""
    return sign(one_signature(who), who.clerk, name="Sig2", look=Look((80, 700, 160, 780), SEAL))


def signed_off(who: Cast, beside: bytes = b"") -> bytes:
    """A paper that says who signs it, the office held above, with `beside` drawn next to that; signed by the leader."""
    drawn = b"BT /F1 12 Tf 330 420 Td (TRUONG PHONG) Tj ET BT /F1 12 Tf 360 330 Td (Le An) Tj ET " + beside
    words = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)
    made = paper(who.figure, page=b"/Contents [4 0 R 8 0 R]", more=[words])
    return sign(made, who.leader, look=Look((310, 345, 440, 410), tools.CLEAR))


# A round seal on a white ground, as scanners give it.
WHITE_SEAL = b"1 g 0 0 110 110 re f 1 0 0 RG 3 w 20 20 70 70 re S"
IN_ITS_PLACE = (280, 320, 390, 430)  # over the left third of the signature (NĐ 30/2020, Phụ lục I, ô 8)


@genuine
def white_seal_over_who_signs(who: Cast) -> bytes:
    return sign(signed_off(who), who.clerk, name="Sig2", look=Look(IN_ITS_PLACE, WHITE_SEAL))


@genuine
def field_named_with_dots(who: Cast) -> bytes:
    return sign(one_signature(who), who.clerk, name="Chu.ky.2", look=Look((60, 300, 160, 340), tools.CLEAR))


@genuine
def way_of_tab_said_late(who: Cast) -> bytes:
    change = _written(b"/Type /Page ", b"/Type /Page ", b"/Type /Page /Tabs /S ")
    return sign(certified(who), who.clerk, name="Sig2", change=change)


@genuine
def four_signatures(who: Cast) -> bytes:
    made = certified(who)
    for number, one in enumerate((who.clerk, who.leader, who.stranger), 2):
        made = sign(made, one, name=f"Sig{number}", look=Look((60 * number, 100, 60 * number + 50, 140), tools.CLEAR))
    return made


@genuine
def prepared_field_signed_later(who: Cast) -> bytes:
    """The form has an empty field for the agency before the leader signs."""
    writer = IncrementalPdfFileWriter(io.BytesIO(base(who)))
    fields.append_signature_field(writer, fields.SigFieldSpec("CoQuan", on_page=0, box=(60, 100, 160, 140)))
    out = io.BytesIO()
    writer.write(out)
    first = sign(out.getvalue(), who.leader, look=SEEN)
    meta = signers.PdfSignatureMetadata(field_name="CoQuan", md_algorithm="sha256")
    return signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(first)), meta, who.clerk.signer).getvalue()


@genuine
def pades_by_library(who: Cast) -> bytes:
    meta = signers.PdfSignatureMetadata(
        field_name="Sig1", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, certify=True
    )
    return signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(base(who))), meta, who.leader.signer).getvalue()


@genuine
def clerk_writes_who_made_it(who: Cast) -> bytes:
    """The clerk's program puts its own name into the file's properties."""

    def change(update: Update) -> None:
        update.trailer = b"/Info %d 0 R" % update.new(b"<< /Producer (VGCA) /ModDate (D:20240315) >>")

    return sign(one_signature(who), who.clerk, name="Sig2", change=change)


@genuine
def clerk_adds_a_font_for_the_form(who: Cast) -> bytes:
    def change(update: Update) -> None:
        held = update.objects[update.reader.root_ref.idnum]
        font = b"/DR << /Font << /Helv 5 0 R >> >> /DA (/Helv 0 Tf 0 g) /SigFlags"
        update.objects[update.reader.root_ref.idnum] = held.replace(b"/SigFlags", font)

    return sign(one_signature(who), who.clerk, name="Sig2", change=change)


def _written(key: bytes, old: bytes, new: bytes) -> Callable[[Update], None]:
    """Rewrites the new object that has `key` in it, as tools that take liberties."""

    def change(update: Update) -> None:
        number = next(n for n, body in update.objects.items() if key in body)
        update.objects[number] = update.objects[number].replace(old, new)

    return change


@genuine
def form_says_late_that_it_is_signed(who: Cast) -> bytes:
    silent = sign(base(who), who.leader, look=SEEN, change=_written(b"/Type /Catalog", b"/SigFlags 3", b""))
    return sign(silent, who.clerk, name="Sig2")


@genuine
def certified_without_saying_what_is_allowed(who: Cast) -> bytes:
    change = _written(b"/Type /Sig ", b"/P 2 /V /1.2", b"/V /1.2")
    return sign(sign(base(who), who.leader, look=SEEN, certify=2, change=change), who.clerk, name="Sig2")


@genuine
def signature_without_its_kind(who: Cast) -> bytes:
    bare = sign(base(who), who.leader, look=SEEN, change=_written(b"/Type /Sig ", b"/Type /Sig ", b""))
    return sign(bare, who.clerk, name="Sig2", change=_written(b"/FT /Sig", b"/P 3 0 R", b""))


@genuine
def signature_inside_its_field(who: Cast) -> bytes:
    def change(update: Update) -> None:
        value = next(n for n, body in update.objects.items() if b"/Type /Sig " in body)
        body = update.objects.pop(value)
        _written(b"/FT /Sig", b"/V %d 0 R" % value, b"/V " + body)(update)

    return sign(base(who), who.leader, look=SEEN, change=change)


@genuine
def clerk_repeats_what_was_there(who: Cast) -> bytes:
    """Aspose writes unchanged objects again."""

    def change(update: Update) -> None:
        update.objects |= {number: tools.raw(update.read(number)) for number in (2, 4, 5)}

    return sign(one_signature(who), who.clerk, name="Sig2", change=change)


# -- how Aspose, Word and others write a file


def _freeing(generation: int) -> Made:
    def made(who: Cast) -> bytes:
        with_gap = paper(who.figure).replace(b"/Size 8 ", b"/Size 20 ")
        first = sign(with_gap, who.leader, look=SEEN, certify=2)

        def free(update: Update) -> None:
            update.freed = dict.fromkeys(range(8, 19), generation)

        return sign(first, who.clerk, name="Sig2", look=Look((60, 300, 160, 340), tools.CLEAR), change=free)

    return made


GENUINE["freed_65535"] = _freeing(65535)
GENUINE["freed_65534"] = _freeing(65534)
GENUINE["freed_1"] = _freeing(1)
GENUINE["freed_0"] = _freeing(0)


def word(who: Cast) -> bytes:
    """A file as Word writes it: a classic table, and behind /XRefStm a stream with the objects of an object stream."""
    hidden = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    packed = b"9 0 " + hidden
    plain = paper(
        who.figure,
        more=[b"<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)],
    )
    plain = plain[: plain.index(b"xref\n0 ")].replace(b"/F1 5 0 R", b"/F1 9 0 R")
    stream = len(plain)
    entries = b"\x02" + (8).to_bytes(3, "big") + b"\0" + b"\x01" + stream.to_bytes(3, "big") + b"\0"
    squeezed = zlib.compress(entries)
    head = b"10 0 obj\n<< /Type /XRef /Size 11 /Index [9 2] /W [1 3 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>"
    plain += head % len(squeezed) + b"\nstream\n" + squeezed + b"\nendstream\nendobj\n"
    rows = b"".join(b"%010d 00000 n \n" % (plain.index(b"\n%d 0 obj" % n) + 1) for n in range(1, 9))
    start = len(plain)
    hidden_rows = b"0000000010 65535 f \n0000000000 65535 f \n"
    table = b"xref\n0 11\n0000000009 65535 f \n" + rows + hidden_rows
    trailer = b"trailer\n<< /Size 11 /Root 1 0 R /XRefStm %d >>\nstartxref\n%d\n%%%%EOF\n" % (stream, start)
    return plain + table + trailer


@genuine
def word_then_leader(who: Cast) -> bytes:
    return sign(word(who), who.leader, look=SEEN)


@genuine
def word_certified_then_clerk(who: Cast) -> bytes:
    first = sign(word(who), who.leader, look=SEEN, certify=2)
    return sign(first, who.clerk, name="Sig2", look=Look((60, 300, 160, 340), tools.CLEAR))


@genuine
def table_in_a_stream(who: Cast) -> bytes:
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(base(who))))
    writer.stream_xrefs = True
    out = io.BytesIO()
    writer.write(out)
    return signed_twice_by_library(out.getvalue(), who)


def signed_twice_by_library(pdf: bytes, who: Cast) -> bytes:
    """Certified by the leader and signed by the clerk, with the tables that the file has."""
    meta = signers.PdfSignatureMetadata(field_name="Sig1", md_algorithm="sha256", certify=True)
    first = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, who.leader.signer)
    second = signers.PdfSignatureMetadata(field_name="Sig2", md_algorithm="sha256")
    return signers.sign_pdf(IncrementalPdfFileWriter(first), second, who.clerk.signer).getvalue()


@genuine
def line_end_after(who: Cast) -> bytes:
    return leader_then_clerk(who) + b"\n"


@genuine
def two_line_ends_after(who: Cast) -> bytes:
    return one_signature(who) + b"\r\n\r\n"


@genuine
def line_end_between(who: Cast) -> bytes:
    return sign(one_signature(who) + b"\r\n", who.clerk, name="Sig2")


@genuine
def small_digits(who: Cast) -> bytes:
    return sign(base(who), who.leader, contents=lambda hexed: hexed.lower())


@genuine
def capital_digits(who: Cast) -> bytes:
    return sign(base(who), who.leader, contents=lambda hexed: hexed.upper())


# -- long keeping


def with_proofs(pdf: bytes, who: Cast, *, more: bool = False) -> bytes:
    """The file with a DSS: certificates for who checks it later (PAdES B-LT)."""
    chain = who.leader.chain if not more else who.stranger.chain
    certificates = [x509.Certificate.load(one.public_bytes(tools.Encoding.DER)) for one in chain]
    out = io.BytesIO(pdf)
    DocumentSecurityStore.supply_dss_in_writer(
        writer := IncrementalPdfFileWriter(out), sig_contents=None, certs=certificates, ocsps=(), crls=()
    )
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def with_stamp(pdf: bytes, who: Cast, name: str = "TS1") -> bytes:
    """The file with a time stamp over all of it (PAdES B-LTA)."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return signers.PdfTimeStamper(who.stamper, field_name=name).timestamp_pdf(writer, "sha256").getvalue()


@genuine
def proofs_after(who: Cast) -> bytes:
    return with_proofs(leader_then_clerk(who), who)


@genuine
def proofs_after_certified(who: Cast) -> bytes:
    return with_proofs(certified(who, 1), who)


@genuine
def stamp_after(who: Cast) -> bytes:
    return with_stamp(one_signature(who), who)


@genuine
def proofs_and_stamp_after(who: Cast) -> bytes:
    return with_stamp(with_proofs(certified_then_clerk(who), who), who)


@genuine
def kept_twice(who: Cast) -> bytes:
    """Stamped and proven again after years: DSS, stamp, DSS, stamp."""
    return with_stamp(with_proofs(proofs_and_stamp_after(who), who, more=True), who, "TS2")


@genuine
def proofs_after_the_stamp(who: Cast) -> bytes:
    return with_proofs(proofs_and_stamp_after(who), who, more=True)
