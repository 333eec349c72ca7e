"""The parts of a signature by themselves: a trial key's certificates, how long a signature gets, what may follow it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from signing_sample import LEADER, MORNING, OFFICE, PASSPHRASE, Held, hole, issue

from models.signing import cms_shape
from models.signing.ber import definite
from models.signing.certificates import read_certificates
from models.signing.signing_key import open_p12
from models.signing.test_key import make_test_p12

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
USAGES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign"),
)


def certificate(**options: Any) -> tuple[x509.Certificate, x509.Certificate]:
    """The holder's certificate and that of the authority."""
    data, authority = make_test_p12(LEADER, OFFICE, PASSPHRASE, **options)
    _key, own, _more = pkcs12.load_key_and_certificates(data, PASSPHRASE.encode())
    assert own is not None
    (issuer,) = read_certificates([authority])
    return own, issuer


def usages(of: x509.Certificate) -> set[str]:
    told = of.extensions.get_extension_for_class(x509.KeyUsage)
    assert told.critical
    return {name for name in USAGES if getattr(told.value, name)}


def name(of: x509.Name, oid: x509.ObjectIdentifier) -> list[str]:
    return [str(one.value) for one in of.get_attributes_for_oid(oid)]


def test_trial_key_is_ordinary_one_that_says_what_it_is() -> None:
    own, issuer = certificate(title="Phó Chủ tịch")
    assert name(own.subject, NameOID.COMMON_NAME) == [f"{LEADER} (KHÓA THỬ)"]
    assert name(own.subject, NameOID.ORGANIZATION_NAME) == [OFFICE]
    assert name(own.subject, NameOID.TITLE) == ["Phó Chủ tịch"]
    assert name(own.subject, NameOID.COUNTRY_NAME) == ["VN"]
    assert own.issuer == issuer.subject == issuer.issuer
    assert name(issuer.subject, NameOID.COMMON_NAME) == ["CA Sổ CCHC (KHÓA THỬ)"]
    assert name(issuer.subject, NameOID.ORGANIZATION_NAME) == []
    own.verify_directly_issued_by(issuer)
    assert usages(own) == {"digital_signature", "content_commitment"}
    assert usages(issuer) == {"key_cert_sign", "crl_sign"}
    assert own.public_key().key_size == 2048  # type: ignore[union-attr]
    for one, ca, length in ((own, False, None), (issuer, True, 0)):
        told = one.extensions.get_extension_for_class(x509.BasicConstraints)
        assert (told.value.ca, told.value.path_length, told.critical) == (ca, length, True)


def test_trial_key_holds_from_yesterday_for_year_or_as_asked() -> None:
    own, issuer = certificate()
    assert (own.not_valid_before_utc, own.not_valid_after_utc) == (MORNING - DAY, MORNING + 365 * DAY)
    start, end = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 2, 1, tzinfo=UTC)
    own, issuer = certificate(not_before=start, not_after=end)
    assert (own.not_valid_before_utc, own.not_valid_after_utc) == (start, end)
    assert (issuer.not_valid_before_utc, issuer.not_valid_after_utc) == (start - SECOND, end + SECOND)
    own, _issuer = certificate(not_before=start)
    assert own.not_valid_after_utc == start + 366 * DAY


def test_trial_key_is_for_what_was_asked() -> None:
    assert usages(certificate(usage=("key_agreement",))[0]) == {"key_agreement"}
    own, _issuer = certificate(usage=None)
    with pytest.raises(x509.ExtensionNotFound):
        own.extensions.get_extension_for_class(x509.KeyUsage)


# What may follow a signature


def contents(pdf: bytes) -> bytes:
    start, end = hole(pdf)
    return bytes.fromhex(pdf[start:end].decode())


def test_signature_followed_by_nothing_but_zeros(signed: bytes) -> None:
    whole = contents(signed)
    message, taken = definite(whole)
    assert cms_shape.has_no_loose_bytes(message, whole[taken:])
    assert cms_shape.has_no_loose_bytes(message, b"\0" * 5)
    assert not cms_shape.has_no_loose_bytes(message, b"\0\0\x01")
    assert not cms_shape.has_no_loose_bytes(message, b"\0\x01\0")
    assert whole[-1:] == b"\0"


def test_message_of_another_kind_is_no_signature() -> None:
    from asn1crypto import cms

    plain = cms.ContentInfo({"content_type": "data", "content": b"words"})
    assert not cms_shape.has_no_loose_bytes(plain.dump(), b"")


@pytest.mark.parametrize(("curve", "size"), [(ec.SECP256R1(), 78), (ec.SECP384R1(), 110), (ec.SECP521R1(), 146)])
def test_so_much_room_kept_for_signature(leader: Held, curve: ec.EllipticCurve, size: int) -> None:
    """Two integers, each at most a byte longer than the curve's 32, 48 and 66, and 12 bytes of headers."""
    key = ec.generate_private_key(curve)
    own = issue(LEADER, LEADER, key, key, ca=False)
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    opened = open_p12(pkcs12.serialize_key_and_certificates(b"a", key, own, None, lock), PASSPHRASE)
    assert opened.signature_size == size
    assert opened.chain_der == ()
    assert leader.key.signature_size == len(leader.key.sign(b"words")) == 256
    assert len(leader.key.chain_der) == 1
