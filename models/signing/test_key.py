"""Keys for trying out, made on the spot and marked as such in their subject. Never for a real document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from models.base import clock
from models.base.text import clean

if TYPE_CHECKING:
    from cryptography import x509

MARK = "KHÓA THỬ"  # not translated: it is data inside a certificate
_LONGEST_NAME = 64  # RFC 5280, ub-common-name; counted in UTF-8 bytes because the library counts so
_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def make_test_p12(
    common_name: str,
    organisation: str,
    passphrase: str,
    *,
    title: str | None = None,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    usage: Iterable[str] | None = ("digital_signature", "content_commitment"),
) -> tuple[bytes, bytes]:
    """A PKCS#12 file with a fresh RSA key, and the PEM of the small CA that issued it, to be given as trusted.

    The subject's common name ends with `(KHÓA THỬ)`. `usage` are X.509 key usages (None: no such extension).
    Valid from a day ago for a year when no dates are given (aware datetimes).
    """
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

    start = not_before or clock.now() - timedelta(days=1)
    end = not_after or start + timedelta(days=366)
    authority_key = ec.generate_private_key(ec.SECP256R1())
    key = rsa.generate_private_key(65537, 2048)
    authority = _authority(authority_key, start, end)
    mark = f" ({MARK})"
    holder = _subject(_cut(common_name, len(mark.encode())) + mark, _cut(organisation), title)
    certificate = _certificate(holder, key.public_key(), authority.subject, authority_key, start, end, usage)
    data = pkcs12.serialize_key_and_certificates(
        clean(common_name).encode(), key, certificate, [authority], BestAvailableEncryption(passphrase.encode())
    )
    return data, authority.public_bytes(Encoding.PEM)


def _cut(text: str, room: int = 0) -> str:
    short = clean(text).encode()[: _LONGEST_NAME - room]
    return short.decode(errors="ignore").rstrip()


def _subject(common_name: str, organisation: str, title: str | None = None) -> x509.Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    if title:
        parts.append(x509.NameAttribute(NameOID.TITLE, _cut(title)))
    parts.append(x509.NameAttribute(NameOID.COMMON_NAME, common_name))
    return x509.Name(parts)


def _authority(key: Any, start: datetime, end: datetime) -> x509.Certificate:  # noqa: ANN401
    name = _subject(f"CA Sổ CCHC ({MARK})", "")
    # A second on each side, so that the issuer is valid whenever what it issued is.
    margin = timedelta(seconds=1)
    return _certificate(
        name, key.public_key(), name, key, start - margin, end + margin, ("key_cert_sign", "crl_sign"), ca=True
    )


def _certificate(
    subject: x509.Name,
    public_key: Any,  # noqa: ANN401 - any kind of key that the library knows
    issuer: x509.Name,
    issuer_key: Any,  # noqa: ANN401
    start: datetime,
    end: datetime,
    usage: Iterable[str] | None,
    *,
    ca: bool = False,
) -> x509.Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=0 if ca else None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if usage is not None:
        chosen = set(usage)
        builder = builder.add_extension(x509.KeyUsage(**{name: name in chosen for name in _USAGES}), critical=True)
    return builder.sign(issuer_key, hashes.SHA256())
