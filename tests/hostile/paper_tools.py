"""Small papers, keys, and updates written by hand, byte for byte, as others do. Nothing is a test."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import keys, x509
from cryptography import x509 as strict
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

MORNING = datetime(2024, 3, 15, 2, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Signer:
    """A key with its certificate and the authorities above it, the root last."""

    signer: signers.SimpleSigner
    certificate: strict.Certificate
    chain: tuple[strict.Certificate, ...]

    @property
    def root(self) -> bytes:
        return self.chain[-1].public_bytes(Encoding.PEM)


@dataclass
class Cast:
    """Who signs, and the figure that the paper truly states: new ones with every seed."""

    seed: int
    leader: Signer
    clerk: Signer
    stranger: Signer
    stamper: DummyTimeStamper
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)

    @property
    def figure(self) -> str:
        return str(1000 + self.seed % 9000)


def cast(seed: int) -> Cast:
    """Fresh keys; the leader and the clerk under one authority, the stranger under his own."""
    root_key, middle_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = issue("Goc", "Goc", root_key, root_key, ca=True)
    middle = issue("Trung gian", "Goc", middle_key, root_key, ca=True)
    other_key = ec.generate_private_key(ec.SECP256R1())
    other = issue("CA la", "CA la", other_key, other_key, ca=True)
    clock_key = rsa.generate_private_key(65537, 2048)
    clock = issue("Dau thoi gian", "Dau thoi gian", clock_key, clock_key, ca=False, stamps=True)
    return Cast(
        seed,
        signer("Le An", "Trung gian", middle_key, (middle, root)),
        signer("Van thu", "Trung gian", middle_key, (middle, root), key=ec.generate_private_key(ec.SECP256R1())),
        signer("Ke la", "CA la", other_key, (other,)),
        DummyTimeStamper(_asn1(clock), _private(clock_key), fixed_dt=MORNING + timedelta(hours=1)),
    )


def signer(
    name: str,
    issuer: str,
    issuer_key: Any,
    chain: tuple[strict.Certificate, ...],
    *,
    key: Any = None,
    send: bool = True,
    digest: Any = None,
) -> Signer:
    """A signer with a certificate by `issuer`; with `send` its chain goes along in what it signs."""
    own = key or rsa.generate_private_key(65537, 2048)
    certificate = issue(name, issuer, own, issuer_key, ca=False, digest=digest)
    store = SimpleCertificateStore()
    if send:
        store.register_multiple([_asn1(one) for one in chain[:-1]])
    return Signer(signers.SimpleSigner(_asn1(certificate), _private(own), store), certificate, chain)


def issue(
    name: str, issuer: str, key: Any, issuer_key: Any, *, ca: bool, stamps: bool = False, digest: Any = None
) -> strict.Certificate:
    """A certificate for `key`, valid around the morning of the papers."""

    def named(text: str) -> strict.Name:
        return strict.Name([strict.NameAttribute(strict.NameOID.COMMON_NAME, text)])

    made = strict.CertificateBuilder().subject_name(named(name)).issuer_name(named(issuer))
    made = made.public_key(key.public_key()).serial_number(strict.random_serial_number())
    made = made.not_valid_before(MORNING - timedelta(1)).not_valid_after(MORNING + timedelta(99))
    made = made.add_extension(strict.BasicConstraints(ca, None), critical=True)
    made = made.add_extension(strict.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    if stamps:
        usage = strict.ExtendedKeyUsage([strict.ExtendedKeyUsageOID.TIME_STAMPING])
        made = made.add_extension(usage, critical=True)
    return made.sign(issuer_key, digest or hashes.SHA256())


def _asn1(certificate: strict.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _private(key: Any) -> keys.PrivateKeyInfo:
    return keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


# -- a paper


def content(words: str, figure: str) -> bytes:
    """What a page of the paper draws: a line of words and the figure below it."""
    drawn = f"BT /F1 14 Tf 85 760 Td ({words}) Tj 0 -40 Td (Tong so: {figure}) Tj ET".encode()
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)


# A page that shows nothing yet, and is still open.
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>"
DATA = 6  # the number of the attached file in `paper`


def paper(figure: str, *, page: bytes = b"", catalogue: bytes = b"", more: Iterable[bytes] = ()) -> bytes:
    """One page with a figure, the same figure in data.json; objects 1 to 7 and then `more`."""
    data = data_json(figure)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AF [7 0 R] /Names << /EmbeddedFiles << /Names [(data.json) 7 0 R] >> >> "
        + catalogue
        + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        + (page or b"/Contents 4 0 R")
        + (b" >>" if b"/Resources" in page else b" /Resources << /Font << /F1 5 0 R >> >> >>"),
        content("Bao cao thang 3", figure),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        data,
        b"<< /Type /Filespec /F (data.json) /UF (data.json) /EF << /F 6 0 R >> /AFRelationship /Data >>",
        *more,
    ]
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + tail


def data_json(figure: str) -> bytes:
    """The attached file that says the figure."""
    words = b'{"figure":"%s"}' % figure.encode()
    return b"<< /Type /EmbeddedFile /Length %d >>\nstream\n%s\nendstream" % (len(words), words)


# -- an update by hand


class Update:
    """An incremental update with a classic table. Numbers for new objects come from `new`."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        self.pdf = pdf
        self.size = max(int(self.reader.trailer["/Size"]), 1)
        self.previous = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
        self.root = b"%d 0 R" % self.reader.root_ref.idnum
        self.objects: dict[int, bytes] = {}
        self.generations: dict[int, int] = {}
        self.freed: dict[int, int] = {}
        self.trailer = b""

    def new(self, body: bytes = b"") -> int:
        """A number that nothing has, with this content."""
        number, self.size = self.size, self.size + 1
        self.objects[number] = body
        return number

    def read(self, number: int) -> Any:
        """The newest object of this number."""
        from pyhanko.pdf_utils.generic import Reference

        return self.reader.get_object(Reference(number, 0, self.reader))

    def put(self, number: int, **keys_: bytes | None) -> None:
        """The dictionary of this number with keys set as raw PDF, or taken out with None."""
        held = {key: raw(self.read(number).raw_get(key)) for key in self.read(number)}
        held |= {f"/{key}": value for key, value in keys_.items()}
        self.objects[number] = dictionary({key: value for key, value in held.items() if value is not None})

    def written(self, *, table: bool = True, trailer: bool = True) -> bytes:
        """The file with the update behind it."""
        made, places = self.pdf, dict[int, int]()
        if not made.endswith(b"\n"):
            made += b"\n"
        for number, body in self.objects.items():
            places[number] = len(made)
            made += b"%d %d obj\n%s\nendobj\n" % (number, self.generations.get(number, 0), body)
        start = len(made)
        if table:
            rows = {n: b"%010d %05d n \n" % (at, self.generations.get(n, 0)) for n, at in places.items()}
            rows |= {number: b"%010d %05d f \n" % (0, generation) for number, generation in self.freed.items()}
            made += b"xref\n" + b"".join(b"%d 1\n%s" % (number, rows[number]) for number in sorted(rows))
            if not rows:
                made += b"0 0\n"
        if trailer:
            made += b"trailer\n<< /Size %d /Root %s /Prev %d %s >>\n" % (
                self.size,
                self.root,
                self.previous,
                self.trailer,
            )
            made += b"startxref\n%d\n%%%%EOF\n" % (start if table else self.previous)
        return made


def raw(held: Any) -> bytes:
    """An object of pyHanko as PDF."""
    made = io.BytesIO()
    held.write_to_stream(made, None)
    return made.getvalue()


def dictionary(held: Mapping[str, bytes]) -> bytes:
    return b"<< " + b" ".join(key.encode() + b" " + value for key, value in held.items()) + b" >>"


def form(drawn: bytes, width: float, height: float) -> bytes:
    """What a field shows: a form XObject with these drawing orders."""
    head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 %g %g] /Length %d " % (width, height, len(drawn))
    font = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    return head + font + b"\nstream\n" + drawn + b"\nendstream"


CLEAR = b"0 0 1 RG 2 w 5 5 m 60 30 l S BT /F1 8 Tf 5 20 Td (Ky boi) Tj ET"  # lines on a clear ground


def cover(figure: str) -> bytes:
    """A white ground with another figure on it."""
    return b"1 g 0 0 400 60 re f 0 g BT /F1 14 Tf 4 8 Td (Tong so: %s) Tj ET" % figure.encode()


# -- DER by hand


def element(tag: int, content: bytes) -> bytes:
    """One DER element."""
    size = len(content)
    packed = size.to_bytes((size.bit_length() + 7) // 8 or 1, "big")
    return bytes([tag]) + (packed if size < 0x80 else bytes([0x80 | len(packed)]) + packed) + content


def elements(der: bytes) -> Iterable[tuple[int, bytes, bytes]]:
    """Tag, content and whole of each element in a row."""
    place = 0
    while place < len(der):
        body, size = place + 2, der[place + 1]
        if size & 0x80:
            body += size & 0x7F
            size = int.from_bytes(der[place + 2 : body], "big")
        yield der[place], der[body : body + size], der[place : body + size]
        place = body + size


def exchanged(der: bytes, old: bytes, new: bytes) -> bytes:
    """DER with one element, wherever it stands, exchanged for another; the lengths around it are made right."""
    made = b""
    for tag, inside, whole in elements(der):
        if whole == old:
            made += new
        elif tag & 0x20 and old in inside:
            made += element(tag, exchanged(inside, old, new))
        else:
            made += whole
    return made
