"""Where a signing key comes from: today a PKCS#12 file. What is done with the key is in `sign`."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.base.errors import AppError
from models.base.words import _
from models.signing import limits
from models.signing.ber import definite
from models.signing.certificates import CertificateInfo, describe, refuse_unusable

if TYPE_CHECKING:
    from cryptography import x509

__all__ = ["CertificateInfo", "SigningKey", "open_p12", "refuse_unusable"]

_WEAKEST_RSA = 2048  # bits
_CURVES = {"secp256r1", "secp384r1", "secp521r1"}  # P-256, P-384, P-521
_PKCS7 = bytes.fromhex("06092a864886f70d0107")  # the object id that every PKCS#12 file begins with


@dataclass(frozen=True)
class SigningKey:
    """A key that can sign, whatever holds it. `sign` takes the bytes to be signed and hashes them with SHA-256."""

    certificate: CertificateInfo
    certificate_der: bytes = field(repr=False)
    chain_der: tuple[bytes, ...] = field(repr=False)  # issuers that came with the key, in no promised order
    sign: Callable[[bytes], bytes] = field(repr=False)
    signature_size: int  # bytes, at most


def open_p12(data: bytes, passphrase: str) -> SigningKey:
    """The key in a PKCS#12 file (.p12, .pfx). Raises AppError; the passphrase goes nowhere but into the library.

    Of several keys it is the one that may sign. A passphrase is called wrong when the file's own MAC says so, or when
    the file has none and nothing in it opens: an unknown failure must not send the person to try again.
    """
    from asn1crypto.pkcs12 import Pfx

    from models.signing.pkcs12_keys import best_of, spellings

    pfx = _parse(data, Pfx)
    _refuse_endless(pfx)
    bundle, fitting = None, ""
    for fitting in spellings(passphrase):
        bundle = _load(data, fitting)
        if bundle is not None:
            break
    if bundle is None:
        raise _why_not(pfx, passphrase)
    certificates = [one.certificate for one in (bundle.cert, *bundle.additional_certs) if one is not None]
    chosen = best_of(pfx, fitting, bundle.key, certificates)
    if chosen is None:
        raise _no_pair(bundle.key)
    return _signing_key(*chosen, [one for one in certificates if one != chosen[1]])


def _no_pair(key: object) -> AppError:
    if key is None:
        return AppError(
            "p12_no_key",
            _("Tệp này không chứa khóa bí mật nên không ký được."),
            _("Trong tệp chỉ có chứng thư số."),
            _("Hãy chọn tệp .p12 hoặc .pfx được xuất kèm khóa bí mật."),
        )
    return AppError(
        "p12_no_certificate",
        _("Tệp này không có chứng thư số của khóa nên không ký được."),
        _("Khóa bí mật trong tệp không đi cùng chứng thư số nào của nó."),
        _("Hãy xuất lại tệp khóa kèm chứng thư số."),
    )


def _parse(data: bytes, kind: Any) -> Any:  # noqa: ANN401
    if not data:
        raise AppError(
            "p12_empty", _("Tệp khóa rỗng."), _("Tệp không có byte nào."), _("Hãy chép lại tệp .p12 hoặc .pfx.")
        )
    if len(data) > limits.KEY:
        raise AppError(
            "p12_too_large",
            _("Tệp khóa quá lớn."),
            _("Tệp .p12 thường chỉ vài nghìn byte; tệp này hơn 1 MB."),
            _("Hãy chọn đúng tệp .p12 hoặc .pfx."),
        )
    try:
        plain, taken = definite(data)
        pfx = kind.load(plain + data[taken:], strict=True)
        pfx["auth_safe"]["content"].native  # noqa: B018 - asn1crypto reads lazily; this makes it read
        pfx["mac_data"].native  # noqa: B018
    except (ValueError, TypeError, KeyError, AttributeError) as broken:
        if data[:1] == b"\x30" and _PKCS7 in data[:64]:
            raise _damaged() from broken
        raise AppError(
            "p12_not_pkcs12",
            _("Tệp này không phải tệp khóa PKCS#12."),
            _("Nội dung tệp không đúng dạng .p12 hoặc .pfx."),
            _("Hãy chọn tệp .p12 hoặc .pfx do tổ chức chứng thực giao."),
        ) from broken
    return pfx


def _refuse_endless(pfx: Any) -> None:  # noqa: ANN401
    """Raises AppError for a file whose passphrase would be stretched for minutes: each try costs so many rounds."""
    from models.signing.pkcs12_mac import MOST_ROUNDS, rounds

    try:
        asked = rounds(pfx)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return  # unreadable parts have no rounds; opening the file says what is wrong with it
    if asked > MOST_ROUNDS:
        raise AppError(
            "p12_too_slow",
            _("Không mở tệp khóa này."),
            _("Tệp đòi {n} vòng tính mật khẩu, có thể do tệp hỏng hoặc được tạo ra để làm treo máy.").format(n=asked),
            _("Hãy xuất lại tệp khóa bằng công cụ của tổ chức chứng thực."),
        )


def _load(data: bytes, passphrase: str) -> Any:  # noqa: ANN401 - PKCS12KeyAndCertificates, imported late
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
    from cryptography.x509 import InvalidVersion

    # Windows, macOS and Firefox write BER; the library reads it well, and says on stderr that it is not DER.
    warnings.filterwarnings("ignore", message="PKCS#12 bundle could not be parsed as DER", category=UserWarning)
    try:
        return load_pkcs12(data, passphrase.encode() or None)
    except ValueError:
        return None
    except InvalidVersion as odd:
        raise _damaged() from odd
    except (UnsupportedAlgorithm, TypeError):
        # The cause is dropped on purpose: a traceback must not carry what was typed.
        raise _unsupported() from None


def _why_not(pfx: Any, passphrase: str) -> AppError:  # noqa: ANN401
    from models.signing.pkcs12_keys import is_locked, spellings
    from models.signing.pkcs12_mac import passphrase_fits

    try:
        fits = [passphrase_fits(pfx, typed) for typed in spellings(passphrase)]
        # Without a MAC the locks inside answer: none of them opened.
        wrong = all(answer is False for answer in fits) or (not any(fits) and is_locked(pfx))
    except (ValueError, TypeError, KeyError, AttributeError):
        return _damaged()
    if wrong:
        return AppError(
            "p12_wrong_passphrase",
            _("Mật khẩu của tệp khóa không đúng."),
            _("Tệp không mở được bằng mật khẩu vừa nhập."),
            _("Hãy gõ lại, chú ý bộ gõ tiếng Việt và phím Caps Lock; nếu chắc chắn đúng thì tệp đã bị sửa đổi."),
        )
    if any(fits):
        return _damaged()
    return AppError(
        "p12_unreadable",
        _("Không mở được tệp khóa."),
        _("Không rõ do mật khẩu hay do tệp, vì tệp không có mã kiểm tra mà phần mềm đọc được."),
        _("Hãy thử mở tệp bằng công cụ của tổ chức chứng thực rồi xuất lại dạng .p12."),
    )


def _damaged() -> AppError:
    return AppError(
        "p12_damaged",
        _("Tệp khóa đã hỏng."),
        _("Tệp bị cắt cụt hoặc bị sửa đổi."),
        _("Hãy chép lại tệp .p12 hoặc .pfx từ bản gốc."),
    )


def _unsupported() -> AppError:
    return AppError(
        "p12_unsupported",
        _("Tệp khóa dùng kiểu mã hóa hoặc kiểu khóa mà phần mềm không hỗ trợ."),
        _("Phần mềm ký bằng khóa RSA từ 2048 bit trở lên hoặc khóa ECDSA P-256, P-384, P-521."),
        _("Hãy xuất lại tệp khóa theo kiểu mới (AES), hoặc xin cấp khóa khác."),
    )


def _signing_key(private: Any, certificate: x509.Certificate, extra: list[x509.Certificate]) -> SigningKey:  # noqa: ANN401
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import Encoding

    if isinstance(private, rsa.RSAPrivateKey):
        sign, size = _rsa(private, certificate)
    elif isinstance(private, ec.EllipticCurvePrivateKey):
        sign, size = _ec(private)
    else:
        raise _unsupported()
    if private.public_key() != certificate.public_key():
        raise _damaged()
    try:
        info = describe(certificate)
    except ValueError as wrong:
        raise _damaged() from wrong
    chain = tuple(issuer.public_bytes(Encoding.DER) for issuer in extra if issuer != certificate)
    return SigningKey(info, certificate.public_bytes(Encoding.DER), chain, sign, size)


def _rsa(private: Any, certificate: x509.Certificate) -> tuple[Callable[[bytes], bytes], int]:  # noqa: ANN401
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.x509.oid import PublicKeyAlgorithmOID

    if certificate.public_key_algorithm_oid != PublicKeyAlgorithmOID.RSAES_PKCS1_v1_5:
        raise _unsupported()  # a certificate for PSS only would make a signature that nobody accepts
    if private.key_size < _WEAKEST_RSA:
        raise AppError(
            "key_too_weak",
            _("Khóa này quá yếu để ký văn bản."),
            _("Khóa RSA dài {bits} bit; ít nhất phải 2048 bit.").format(bits=private.key_size),
            _("Hãy xin cấp khóa mới."),
        )
    return (lambda data: bytes(private.sign(data, padding.PKCS1v15(), hashes.SHA256()))), private.key_size // 8


def _ec(private: Any) -> tuple[Callable[[bytes], bytes], int]:  # noqa: ANN401
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    if private.curve.name not in _CURVES:
        raise _unsupported()
    # DER of two integers, each at most one byte longer than the curve, and three short headers.
    size = 2 * (-(-private.curve.key_size // 8) + 1) + 12
    return (lambda data: bytes(private.sign(data, ec.ECDSA(hashes.SHA256())))), size
