"""What a person is shown of a certificate, and when one may not sign. Keys are in `signing_key`, trust in `trust`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from models.base import clock
from models.base.errors import AppError
from models.base.text import clean, show_date
from models.base.words import _
from models.signing import limits

if TYPE_CHECKING:
    from cryptography import x509


@dataclass(frozen=True)
class CertificateInfo:
    """The certificate of a signer as it is shown before signing and after verifying. Times are aware."""

    subject: str
    organisation: str | None
    title: str | None
    issuer: str
    serial: str  # hexadecimal, upper case, without separators: as token tools and Windows show it
    valid_from: datetime
    valid_to: datetime
    can_sign: bool
    email: str | None
    sha256: str
    self_issued: bool = False  # nobody else vouches for the name in it


def refuse_unusable(certificate: CertificateInfo, at: datetime) -> None:
    """Raise AppError when `certificate` may not sign at the moment `at`: expired, not yet valid, not for signing."""
    whose = _("Chứng thư số của {name} chưa thể dùng để ký.").format(name=certificate.subject)
    if at > certificate.valid_to:
        raise AppError(
            "certificate_expired",
            _("Chứng thư số của {name} đã hết hạn.").format(name=certificate.subject),
            _("Hạn dùng đến hết ngày {day}.").format(day=show_date(clock.local(certificate.valid_to).date())),
            _("Xin gia hạn hoặc dùng chứng thư số khác; nếu hạn vẫn còn, hãy xem lại ngày giờ của máy tính."),
        )
    if at < certificate.valid_from:
        raise AppError(
            "certificate_not_yet_valid",
            whose,
            _("Chứng thư số có hiệu lực từ ngày {day}.").format(
                day=show_date(clock.local(certificate.valid_from).date())
            ),
            _("Hãy xem lại ngày giờ của máy tính, hoặc ký sau ngày đó."),
        )
    if not certificate.can_sign:
        raise AppError(
            "certificate_not_for_signing",
            whose,
            _("Chứng thư số này không được cấp để ký văn bản."),
            _("Hãy chọn khóa có chứng thư số dùng cho chữ ký số."),
        )


def self_issued_doubt(certificate: CertificateInfo) -> str:
    """What to ask about a certificate that nobody but its holder vouches for; "" for one from a provider."""
    if not certificate.self_issued:
        return ""
    words = _(
        "Chứng thư của “{holder}” do người giữ tự cấp, không do tổ chức chứng thực nào cấp: nơi nhận không xác nhận "
        "được chữ ký là của ai."
    )
    return words.format(holder=certificate.subject)


def describe(certificate: x509.Certificate) -> CertificateInfo:
    """Put `certificate` into words. Raises ValueError for fields that cannot be read."""
    from cryptography import x509

    try:
        return _describe(certificate)
    except (x509.DuplicateExtension, x509.InvalidVersion, x509.UnsupportedGeneralNameType) as strange:
        raise ValueError("certificate extensions") from strange


def _describe(certificate: x509.Certificate) -> CertificateInfo:
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    subject = certificate.subject
    organisation = _first(subject, NameOID.ORGANIZATION_NAME) or _first(subject, NameOID.ORGANIZATIONAL_UNIT_NAME)
    return CertificateInfo(
        subject=_name(subject),
        organisation=organisation,
        title=_first(subject, NameOID.TITLE),
        issuer=_name(certificate.issuer),
        serial=f"{certificate.serial_number:X}",
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
        can_sign=_can_sign(certificate),
        email=_email(certificate),
        sha256=certificate.fingerprint(hashes.SHA256()).hex(),
        self_issued=certificate.issuer == certificate.subject,
    )


def _name(name: x509.Name) -> str:
    from cryptography.x509.oid import NameOID

    return (
        _first(name, NameOID.COMMON_NAME)
        or _first(name, NameOID.ORGANIZATION_NAME)
        or clean(name.rfc4514_string())
        or _("(không có tên)")
    )


def loose_name(name: Any) -> str:  # noqa: ANN401 - an asn1crypto Name, which has no types
    """What a name is called, from a certificate that only the more patient library reads."""
    try:
        parts = name.native
        found = clean(str(parts.get("common_name") or parts.get("organization_name") or name.human_friendly))
    except (ValueError, TypeError, AttributeError, KeyError):
        found = ""
    return found or _("(không có tên)")


def _first(name: x509.Name, oid: x509.ObjectIdentifier) -> str | None:
    for attribute in name.get_attributes_for_oid(oid):
        if isinstance(attribute.value, str) and (text := clean(attribute.value)):
            return text
    return None


def _email(certificate: x509.Certificate) -> str | None:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return _first(certificate.subject, NameOID.EMAIL_ADDRESS)
    emails = names.get_values_for_type(x509.RFC822Name)
    return clean(emails[0]) if emails else _first(certificate.subject, NameOID.EMAIL_ADDRESS)


def _can_sign(certificate: x509.Certificate) -> bool:
    """RFC 5280 4.2.1.3 and 4.2.1.12: an extension says what the key is for; without it nothing is forbidden."""
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    elsewhere = {ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CODE_SIGNING, ExtendedKeyUsageOID.OCSP_SIGNING}
    extensions = certificate.extensions
    try:
        if elsewhere.issuperset(extensions.get_extension_for_class(x509.ExtendedKeyUsage).value):
            return False
    except x509.ExtensionNotFound:
        pass
    try:
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def read_certificates(files: Iterable[bytes]) -> Sequence[x509.Certificate]:
    """The certificates in PEM or DER files that a person trusts. Raises AppError for a file that is none."""
    from cryptography import x509

    found: list[x509.Certificate] = []
    for data in files:
        try:
            if len(data) > limits.CERTIFICATES:
                raise ValueError("too large")
            if b"-----BEGIN" in data:
                found += x509.load_pem_x509_certificates(data)
            else:
                found.append(x509.load_der_x509_certificate(data))
        except (ValueError, x509.InvalidVersion) as wrong:
            raise AppError(
                "certificate_unreadable",
                _("Không đọc được tệp chứng thư số."),
                _("Tệp không phải chứng thư số X.509 dạng PEM hoặc DER, hoặc đã hỏng."),
                _("Hãy chọn tệp .crt, .cer hoặc .pem do tổ chức chứng thực công bố."),
            ) from wrong
    return found


def as_pem(certificate: x509.Certificate) -> str:
    """The certificate as text that can be kept and given to `read_certificates` again."""
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM).decode()
