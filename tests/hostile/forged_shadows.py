"""Papers that were prepared before the leader signed them (shadow attacks: Mainka et al., NDSS 2021, and their kin).

What the signed bytes hold is not changed; what is appended makes other things of it that are seen.
"""

from __future__ import annotations

import paper_tools as tools
from forged_papers import FALSE, Made, change
from hand_signing import SEEN, resigned, sign
from paper_tools import Cast, Update, paper

FORGED: dict[str, Made] = {}


def forged(made: Made) -> Made:
    """The file with what makes it another, alone and signed over by a stranger."""
    FORGED[made.__name__] = made
    FORGED[f"{made.__name__}_signed_over"] = lambda who: sign(made(who), who.stranger, name="Sig9")
    return made


# Hide: something lies over the truth and is taken away.

SHEET = (
    b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 24 >>\nstream\n1 g 0 0 595 842 re f      \nendstream"
)


def _covered_paper(who: Cast) -> bytes:
    """The page draws the false figure, a white sheet over it, and the true one on the sheet."""
    drawn = b"BT /F1 14 Tf 85 720 Td (Tong so: %s) Tj ET /Sheet Do " % FALSE.encode()
    drawn += b"0 g BT /F1 14 Tf 85 720 Td (Tong so: %s) Tj ET" % who.figure.encode()
    words = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)
    page = b"/Contents 8 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /Sheet 9 0 R >> >>"
    return sign(paper(who.figure, page=page, more=[words, SHEET]), who.leader, look=SEEN)


@forged
def sheet_freed(who: Cast) -> bytes:
    def act(update: Update) -> None:
        update.freed = {9: 1}

    return change(_covered_paper(who), act)


@forged
def sheet_freed_as_never_used(who: Cast) -> bytes:
    def act(update: Update) -> None:
        update.freed = {9: 65535}

    return change(_covered_paper(who), act)


@forged
def sheet_emptied(who: Cast) -> bytes:
    def act(update: Update) -> None:
        update.objects[9] = tools.form(b"", 595, 842)

    return change(_covered_paper(who), act)


@forged
def sheet_of_another_kind(who: Cast) -> bytes:
    def act(update: Update) -> None:
        update.objects[9] = SHEET.replace(b"/Form", b"/Fork")

    return change(_covered_paper(who), act)


# Hide and replace: both contents are in the signed bytes, and only the table points elsewhere.


def _double_paper(who: Cast) -> tuple[bytes, int]:
    """The signed paper, and where in it a second object 4 stands that no table names."""
    hidden = b"4 0 obj\n" + tools.content("Bao cao thang 3", FALSE) + b"\nendobj\n"
    made = paper(who.figure)
    start = made.index(b"xref\n0 ")
    moved = made[:start] + hidden + made[start:]
    moved = moved.replace(b"startxref\n%d\n" % start, b"startxref\n%d\n" % (start + len(hidden)))
    return sign(moved, who.leader, look=SEEN), start


@forged
def table_points_to_the_other(who: Cast) -> bytes:
    pdf, place = _double_paper(who)
    update = Update(pdf)
    start = len(pdf)
    table = b"xref\n4 1\n%010d 00000 n \n" % place
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Prev %d >>\n" % (update.size, update.previous)
    return pdf + table + trailer + b"startxref\n%d\n%%%%EOF\n" % start


@forged
def root_points_to_the_other(who: Cast) -> bytes:
    """Two catalogues from the beginning, each with its pages; the trailer changes over."""
    words = tools.content("Bao cao thang 3", FALSE)
    pages = b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"
    page = tools.PAGE.replace(b"/Parent 2", b"/Parent 9") + b" /Contents 8 0 R >>"
    root = b"<< /Type /Catalog /Pages 9 0 R /AF [7 0 R] >>"
    pdf = sign(paper(who.figure, more=[words, pages, page, root]), who.leader, look=SEEN)
    update = Update(pdf)
    update.root = b"11 0 R"
    return update.written()


@forged
def pages_point_to_the_other(who: Cast) -> bytes:
    words = tools.content("Bao cao thang 3", FALSE)
    page = tools.PAGE + b" /Contents 8 0 R >>"
    pdf = sign(paper(who.figure, more=[words, page]), who.leader, look=SEEN)
    return change(pdf, lambda update: update.put(2, Kids=b"[9 0 R]"))


# Replace: a place for what comes later is in the signed bytes, and nothing is there yet.


def _named_later(update: Update) -> int:
    """A further signature leaves the number 99 to who wants it."""
    update.size = 99
    return update.new(tools.content("Bao cao thang 3", FALSE))


@forged
def reference_filled_later(who: Cast) -> bytes:
    """The page refers to an object that is not there when the leader signs."""
    pdf = sign(paper(who.figure, page=b"/Contents [4 0 R 99 0 R]"), who.leader, look=SEEN)
    return change(pdf, _named_later)


@forged
def reference_filled_while_signing(who: Cast) -> bytes:
    pdf = sign(paper(who.figure, page=b"/Contents [4 0 R 99 0 R]"), who.leader, look=SEEN)
    return sign(pdf, who.stranger, name="Sig8", change=_named_later)


@forged
def reference_filled_as_proof(who: Cast) -> bytes:
    """What fills the reference goes in as a certificate for long keeping."""

    def act(update: Update) -> None:
        update.put(1, DSS=b"<< /Certs [%d 0 R] >>" % _named_later(update))

    pdf = sign(paper(who.figure, page=b"/Contents [4 0 R 99 0 R]"), who.leader, look=SEEN, certify=2)
    return change(pdf, act)


@forged
def reference_filled_as_properties(who: Cast) -> bytes:
    def act(update: Update) -> None:
        update.trailer = b"/Info %d 0 R" % _named_later(update)

    pdf = sign(paper(who.figure, page=b"/Contents [4 0 R 99 0 R]"), who.leader, look=SEEN)
    return change(pdf, act)


@forged
def data_filled_later(who: Cast) -> bytes:
    """The attached file is a reference that leads nowhere yet."""

    def act(update: Update) -> None:
        update.size = 99
        update.new(tools.data_json(FALSE))

    made = paper(who.figure).replace(b"/EF << /F 6 0 R >>", b"/EF << /F 99 0 R>>")
    return change(sign(_table_again(made), who.leader, look=SEEN), act)


def _table_again(pdf: bytes) -> bytes:
    """A paper with a table that fits its bytes."""
    start = pdf.index(b"xref\n0 ")
    count = int(pdf[start + 7 :].split()[0])
    rows = b"".join(b"%010d 00000 n \n" % (pdf.index(b"\n%d 0 obj" % n) + 1) for n in range(1, count))
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return pdf[:start] + b"xref\n0 %d\n0000000000 65535 f \n" % count + rows + tail


def _place_beyond(pdf: bytes, number: int, place: int) -> bytes:
    """The first table of `pdf` says that object `number` stands at `place`."""
    start = pdf.index(b"xref\n0 ")
    first_row = pdf.index(b"\n", start + 5) + 1
    row = first_row + 20 * number
    return pdf[:row] + b"%010d" % place + pdf[row + 10 :]


@forged
def place_beyond_the_end(who: Cast) -> bytes:
    """The signed table says that the page's second content stands behind the end of the file."""
    far = 60_000
    prepared = paper(who.figure, page=b"/Contents [4 0 R 8 0 R]", more=[b"null"])
    pdf = sign(_place_beyond(prepared, 8, far), who.leader, look=SEEN)
    words = b"8 0 obj\n" + tools.content("Bao cao thang 3", FALSE) + b"\nendobj\n"
    padded = pdf + b"%" + b" " * (far - len(pdf) - 2) + b"\n" + words
    update = Update(pdf)
    update.pdf = padded
    return update.written()


@forged
def stream_over_the_end(who: Cast) -> bytes:
    """The page's content is longer than the signed file, and is written to its end later."""
    far = 60_000
    prepared = paper(who.figure, page=b"/Contents 8 0 R", more=[b"<< /Length 0000000000 >>\nstream\nBT ET "])
    begin = prepared.index(b"stream\nBT ET ") + 7
    prepared = prepared.replace(b"/Length 0000000000", b"/Length %010d" % (far - begin))
    pdf = sign(prepared, who.leader, look=SEEN)
    words = b"\nBT /F1 14 Tf 85 720 Td (Tong so: %s) Tj ET " % FALSE.encode()
    padded = pdf + b"%" + b" " * (far - len(pdf) - len(words) - 1) + words + b"\nendstream\nendobj\n"
    update = Update(pdf)
    update.pdf = padded
    return update.written()


# Two tables


def _hidden_stream(who: Cast, place: int, body: bytes, number: int) -> bytes:
    """A cross-reference stream that puts this object, which stands just before it, at its number."""
    entry = b"\x01" + place.to_bytes(3, "big") + b"\0"
    head = b"<< /Type /XRef /Size 99 /Index [%d 1] /W [1 3 1] /Root 1 0 R /Length 5 >>" % number
    return body + b"98 0 obj\n" + head + b"\nstream\n" + entry + b"\nendstream\nendobj\n"


@forged
def second_table_after_signing(who: Cast) -> bytes:
    """An update whose hidden second table, which only some programs read, names a false content."""
    pdf = sign(paper(who.figure), who.leader, look=SEEN)
    body = b"4 0 obj\n" + tools.content("Bao cao thang 3", FALSE) + b"\nendobj\n"
    update = Update(pdf)
    update.pdf = pdf + _hidden_stream(who, len(pdf), body, 4)
    update.trailer = b"/XRefStm %d" % (len(pdf) + len(body))
    update.size = 99
    return update.written()


@forged
def second_table_beyond_the_end(who: Cast) -> bytes:
    """The signed trailer names a second table that stands behind the end of the signed file."""
    far = 60_000
    plain = paper(who.figure, page=b"/Contents [4 0 R 90 0 R]")
    # The program that signs must not look for it yet: the key gets its name afterwards, and the signature is made anew.
    named = plain.replace(b"/Root 1 0 R >>", b"/Root 1 0 R /XRefStx %d >>" % far).replace(b"/Size 8 ", b"/Size 99 ")
    pdf = sign(named, who.leader, look=SEEN)
    entry = b"\x01" + (far + 200).to_bytes(3, "big") + b"\0"
    later = b"98 0 obj\n<< /Type /XRef /Size 99 /Index [90 1] /W [1 3 1] /Root 1 0 R /Length 5 >>\nstream\n"
    later = (later + entry + b"\nendstream\nendobj\n").ljust(200)
    later += b"90 0 obj\n" + tools.content("Bao cao thang 3", FALSE) + b"\nendobj\n"
    update = Update(pdf)
    update.pdf = pdf + b"%" + b" " * (far - len(pdf) - 2) + b"\n" + later
    return resigned(update.written().replace(b"/XRefStx", b"/XRefStm", 1), who.leader, len(pdf))


@forged
def two_tables_that_disagree(who: Cast) -> bytes:
    """Before the signature, but each table names another content under one number: programs show either."""
    made = paper(who.figure)
    start = made.index(b"xref\n0 ")
    body = b"4 0 obj\n" + tools.content("Bao cao thang 3", FALSE) + b"\nendobj\n"
    stream = _hidden_stream(who, start, body, 4)
    moved = made[:start] + stream + made[start:]
    moved = moved.replace(b"startxref\n%d\n" % start, b"startxref\n%d\n" % (start + len(stream)))
    moved = moved.replace(b"/Root 1 0 R >>\nstartxref", b"/Root 1 0 R /XRefStm %d >>\nstartxref" % (start + len(body)))
    return sign(moved, who.leader, look=SEEN)
