"""Hostile PDFs, pictures and key files for what is signed and verified, made here and never kept. Nothing is a test."""

from __future__ import annotations

import struct
import zlib

import hostile_files as files


def _pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(made))
    return made + head + table + end


_PAGES = [b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"]


def _form(*fields: bytes) -> bytes:
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>", *_PAGES, *fields])


def fields_without_end() -> bytes:
    """3 KB whose form fields are their own children twice over, forty deep: a walk of years."""
    branches = [b"<< /T (a) /Kids [%d 0 R %d 0 R] >>" % (n, n) for n in range(5, 45)]
    return _form(*branches, b"<< /FT /Sig /T (z) /V 1 0 R >>")


def field_of_itself() -> bytes:
    """A form field that is its own child."""
    return _form(b"<< /T (a) /Kids [4 0 R 4 0 R] >>")


def deep_catalogue() -> bytes:
    """Dictionaries in dictionaries, 100,000 deep."""
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R /X " + b"<< /A " * 100_000 + b" >>", *_PAGES])


def swelling_xref() -> bytes:
    """A cross-reference stream that unpacks to 300 MB."""
    packed = zlib.compressobj(9)
    block = bytes(1_000_000)
    data = b"".join(packed.compress(block) for _n in range(300)) + packed.flush()
    head = b"<< /Type /XRef /W [1 4 2] /Size 40000000 /Root 2 0 R /Filter /FlateDecode /Length %d >>" % len(data)
    return b"%%PDF-1.7\n1 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n9\n%%%%EOF\n" % (head, data)


def table_of_itself() -> bytes:
    """A cross-reference table that names itself as the one before."""
    made = files.pdf("x")
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % made.index(b"xref\n"))


def png(width: int, height: int, *chunks: tuple[bytes, bytes], body: bytes | None = None) -> bytes:
    """A grey picture with these further chunks; `body` is what its points are made of, unpacked."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    points = (b"\0" + b"\x80" * width) * height if body is None else body
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    more = b"".join(chunk(*each) for each in chunks)
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", zlib.compress(points, 9)) + chunk(b"IEND", b"")


SMUGGLED = b"<script>mat khau</script> MZ PK\x03\x04"


def picture_with_luggage() -> bytes:
    """A good picture that carries a text, a profile and a program after its end."""
    text = (b"tEXt", b"Comment\0" + SMUGGLED)
    profile = (b"iCCP", b"x\0\0" + zlib.compress(SMUGGLED * 50))
    return png(60, 20, text, profile) + SMUGGLED


def picture_with_swelling_text() -> bytes:
    """A picture of 20 points with a comment that unpacks to 200 MB."""
    return png(5, 4, (b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9)))


def picture_of_too_many_points() -> bytes:
    """A few bytes that promise 3.6 thousand million points."""
    return png(60_000, 60_000, body=b"\0" * 100)
