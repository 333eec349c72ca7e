"""Opening keys: each way that a .p12 can be wrong has its own sentence, and none of them tells the passphrase."""

from __future__ import annotations

import hmac
import traceback
import unicodedata
from datetime import timedelta

import pytest
from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from signing_sample import LEADER, MORNING, OFFICE, PASSPHRASE, Held, make_key

from models.base.errors import AppError
from models.signing import limits, pkcs12_mac
from models.signing.certificates import describe, read_certificates
from models.signing.signing_key import open_p12, refuse_unusable


def refused(data: bytes, passphrase: str = PASSPHRASE) -> AppError:
    with pytest.raises(AppError) as caught:
        open_p12(data, passphrase)
    assert caught.value.what and caught.value.why and caught.value.do
    return caught.value


def self_signed(key, name: str = "A", *extensions: x509.ExtensionType):
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
    )
    builder = builder.not_valid_before(MORNING).not_valid_after(MORNING + timedelta(days=30))
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())


def bundle(key, certificate, extra=None) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, extra, BestAvailableEncryption(PASSPHRASE.encode())
    )


def test_certificate_is_told_in_words(leader: Held) -> None:
    shown = leader.key.certificate
    assert shown.subject == f"{LEADER} (KHÓA THỬ)"
    assert shown.organisation == OFFICE
    assert shown.title == "Phó Chủ tịch"
    assert shown.issuer == "CA Sổ CCHC (KHÓA THỬ)"
    assert shown.can_sign
    assert shown.valid_from <= MORNING <= shown.valid_to
    assert len(bytes.fromhex(shown.sha256)) == 32
    assert int(shown.serial, 16) > 0


def test_wrong_passphrase_said_so_and_kept_secret(leader: Held) -> None:
    typed = "-".join(["rất", "kín"])
    with pytest.raises(AppError) as caught:
        open_p12(leader.p12, typed)
    assert caught.value.code == "p12_wrong_passphrase"
    assert typed not in "".join(traceback.format_exception(caught.value))
    assert typed not in repr(caught.value.args)


def test_passphrase_typed_in_decomposed_letters_opens(leader: Held) -> None:
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert open_p12(leader.p12, decomposed).certificate == leader.key.certificate


def test_not_a_p12() -> None:
    for junk in (b"hello " * 50, b"%PDF-1.7\n", b"\x30\x03\x02\x01\x01", b"\x00" * 200):
        assert refused(junk).code == "p12_not_pkcs12"


def test_empty_and_too_large(leader: Held) -> None:
    assert refused(b"").code == "p12_empty"
    assert refused(leader.p12 + bytes(limits.KEY)).code == "p12_too_large"


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_truncated_damaged_not_wrong_passphrase(leader: Held, keep: float) -> None:
    assert refused(leader.p12[: int(len(leader.p12) * keep)]).code == "p12_damaged"


def test_no_byte_changed_opens_as_another_key(leader: Held) -> None:
    for place in range(0, len(leader.p12), 37):
        changed = bytearray(leader.p12)
        changed[place] ^= 0x11
        try:
            opened = open_p12(bytes(changed), PASSPHRASE)
        except AppError:
            continue
        assert opened.certificate_der == leader.key.certificate_der


def test_wrong_passphrase_of_file_without_mac(leader: Held) -> None:
    """Nothing inside opens; only a lock that is not known here leaves open what is wrong."""
    pfx = Pfx.load(leader.p12)
    without = Pfx({"version": "v3", "auth_safe": pfx["auth_safe"]}).dump()
    assert open_p12(without, PASSPHRASE).certificate == leader.key.certificate
    assert refused(without, "khác").code == "p12_wrong_passphrase"
    unknown = without.replace(bytes.fromhex("2a864886f70d01050d"), bytes.fromhex("2a864886f70d01050f"))
    assert refused(unknown, "khác").code == "p12_unreadable"


def test_right_passphrase_and_broken_content_is_damage(leader: Held) -> None:
    """The MAC says that the passphrase is right, so it must not be blamed for what else is wrong."""
    pfx = Pfx.load(leader.p12)
    content = b"\x30\x02\x05\x00"
    mac = pfx["mac_data"]
    key = pkcs12_mac.derive(
        "sha256", PASSPHRASE.encode("utf-16-be") + b"\0\0", mac["mac_salt"].native, mac["iterations"].native
    )
    mac["mac"]["digest"] = hmac.digest(key, content, "sha256")
    broken = Pfx({"version": "v3", "auth_safe": {"content_type": "data", "content": content}, "mac_data": mac}).dump()
    assert refused(broken).code == "p12_damaged"
    assert refused(broken, "khác").code == "p12_wrong_passphrase"


def test_no_key_and_no_certificate() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    assert refused(bundle(None, self_signed(key))).code == "p12_no_key"
    assert refused(bundle(key, None)).code == "p12_no_certificate"


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()], ids=lambda curve: curve.name)
def test_elliptic_curves_are_accepted(curve) -> None:
    key = ec.generate_private_key(curve)
    opened = open_p12(bundle(key, self_signed(key)), PASSPHRASE)
    for _try in range(20):
        assert len(opened.sign(b"abc")) <= opened.signature_size


def test_weak_and_foreign_keys_are_refused() -> None:
    weak = rsa.generate_private_key(65537, 1024)
    assert refused(bundle(weak, self_signed(weak))).code == "key_too_weak"
    for key in (ec.generate_private_key(ec.SECP256K1()), ed25519.Ed25519PrivateKey.generate()):
        assert refused(bundle(key, self_signed(key))).code == "p12_unsupported"


def test_unusable_certificates() -> None:
    day = timedelta(days=1)
    cases = {
        "certificate_expired": make_key("A", not_before=MORNING - 3 * day, not_after=MORNING - day),
        "certificate_not_yet_valid": make_key("A", not_before=MORNING + day, not_after=MORNING + 2 * day),
        "certificate_not_for_signing": make_key("A", usage=("key_encipherment",)),
    }
    for code, held in cases.items():
        with pytest.raises(AppError) as caught:
            refuse_unusable(held.key.certificate, MORNING)
        assert caught.value.code == code
    for usage in (None, ("digital_signature",), ("content_commitment",)):
        refuse_unusable(make_key("A", usage=usage).key.certificate, MORNING)


def test_a_ca_may_not_sign(leader: Held) -> None:
    authority = read_certificates([leader.ca])[0]
    assert not describe(authority).can_sign


def test_what_certificate_is_for_is_what_its_extensions_say() -> None:
    from cryptography.x509.oid import ExtendedKeyUsageOID as Use

    key = ec.generate_private_key(ec.SECP256R1())

    def may_sign(*extensions: x509.ExtensionType) -> bool:
        return describe(self_signed(key, "A", *extensions)).can_sign

    assert may_sign()
    assert may_sign(x509.BasicConstraints(ca=True, path_length=None))  # what openssl makes when nothing is asked
    assert may_sign(x509.ExtendedKeyUsage([Use.EMAIL_PROTECTION, Use.CLIENT_AUTH]))
    assert not may_sign(x509.ExtendedKeyUsage([Use.SERVER_AUTH]))
    assert not may_sign(x509.ExtendedKeyUsage([Use.CODE_SIGNING]))


def test_long_vietnamese_names_fit_a_certificate() -> None:
    held = make_key("Nguyễn " * 20, "Ủy ban nhân dân " * 20)
    assert held.key.certificate.subject.endswith("(KHÓA THỬ)")
    assert len(held.key.certificate.subject.encode()) <= 64


def test_secrets_do_not_show(leader: Held) -> None:
    assert "PrivateKey" not in repr(leader.key)
    assert PASSPHRASE not in repr(leader.key)


def test_bad_trusted_certificates(leader: Held) -> None:
    der = read_certificates([leader.ca])[0].public_bytes(Encoding.DER)
    assert len(read_certificates([leader.ca, der, leader.ca * 2])) == 4
    for bad in (b"", b"junk", leader.ca[:200], b"-----BEGIN CERTIFICATE-----\n", bytes(2 * limits.CERTIFICATES)):
        with pytest.raises(AppError) as caught:
            read_certificates([bad])
        assert caught.value.code == "certificate_unreadable"
