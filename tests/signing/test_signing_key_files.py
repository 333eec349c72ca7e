"""Key files as other programs write them: BER, newer and older MACs, several keys, passphrases in either form."""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
import warnings
from datetime import timedelta

import pytest
from asn1crypto import algos, core
from asn1crypto.pkcs12 import AuthenticatedSafe, Pfx
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, PrivateFormat, pkcs12
from signing_sample import MORNING, PASSPHRASE, Held

from models.base.errors import AppError
from models.signing import pkcs12_mac
from models.signing.signing_key import open_p12

USAGES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
USAGES += ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")


def refused(data: bytes, passphrase: str) -> str:
    with pytest.raises(AppError) as caught:
        open_p12(data, passphrase)
    assert caught.value.what and caught.value.why and caught.value.do
    return caught.value.code


def element(tag: int, content: bytes) -> bytes:
    size = len(content)
    packed = size.to_bytes((size.bit_length() + 7) // 8 or 1, "big")
    return bytes([tag]) + (packed if size < 0x80 else bytes([0x80 | len(packed)]) + packed) + content


def opened(der: bytes, depth: int = 99) -> bytes:
    """The same in BER with open lengths, octet strings in pieces of 100 bytes as streaming programs write them."""
    made, place = b"", 0
    while place < len(der):
        tag, body, size = der[place], place + 2, der[place + 1]
        if size & 0x80:
            body += size & 0x7F
            size = int.from_bytes(der[place + 2 : body], "big")
        inside, place = der[body : body + size], body + size
        if tag & 0x20 and depth:
            made += bytes([tag, 0x80]) + opened(inside, depth - 1) + b"\0\0"
        elif tag == 0x04 and size > 100 and depth:
            pieces = b"".join(element(0x04, inside[at : at + 100]) for at in range(0, size, 100))
            made += b"\x24\x80" + pieces + b"\0\0"
        else:
            made += element(tag, inside)
    return made


def mac_over(pfx: Pfx, content: bytes, passphrase: str) -> Pfx:
    """The file with other content under its old kind of MAC."""
    mac = pfx["mac_data"]
    secret = passphrase.encode("utf-16-be") + b"\0\0"
    key = pkcs12_mac.derive("sha256", secret, mac["mac_salt"].native, mac["iterations"].native)
    pfx["auth_safe"]["content"] = content
    mac["mac"]["digest"] = hmac.digest(key, content, "sha256")
    return pfx


def with_pbmac1(p12: bytes, passphrase: str, rounds: int = 2048) -> bytes:
    """RFC 9579, as OpenSSL 3.4 writes it."""
    pfx, salt = Pfx.load(p12), os.urandom(16)
    content = pfx["auth_safe"]["content"].native
    sha256 = {"algorithm": "sha256", "parameters": core.Null()}
    stretch = {"salt": algos.Pbkdf2Salt("specified", core.OctetString(salt)), "iteration_count": rounds}
    stretch |= {"key_length": 32, "prf": sha256}
    kdf = {"algorithm": "pbkdf2", "parameters": stretch}
    parameters = algos.Pbmac1Params({"key_derivation_func": kdf, "message_auth_scheme": sha256}).dump()
    algorithm = element(0x30, core.ObjectIdentifier("1.2.840.113549.1.5.14").dump() + parameters)
    key = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, min(rounds, 5000), 32)
    digest = element(0x30, algorithm + element(0x04, hmac.digest(key, content, "sha256")))
    mac = element(0x30, digest + element(0x04, b"unused") + element(0x02, b"\1"))
    return element(0x30, Pfx.load(p12)["version"].dump() + pfx["auth_safe"].dump() + mac)


@pytest.mark.parametrize("depth", [1, 2, 4, 99])
def test_ber_opens_without_a_warning(leader: Held, depth: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert open_p12(opened(leader.p12, depth), PASSPHRASE).certificate == leader.key.certificate
    assert refused(opened(leader.p12, depth), "khác") == "p12_wrong_passphrase"


def test_ber_inside_opens(leader: Held) -> None:
    pfx = Pfx.load(leader.p12)
    inside = opened(pfx["auth_safe"]["content"].native)
    data = mac_over(pfx, inside, PASSPHRASE).dump(force=True)
    for made in (data, opened(data)):
        assert open_p12(made, PASSPHRASE).certificate == leader.key.certificate
        assert refused(made, "khác") == "p12_wrong_passphrase"


def test_ber_of_open_lengths_without_end_refused_at_once() -> None:
    assert refused(b"\x30\x80" * 100_000, "x") == "p12_not_pkcs12"


@pytest.mark.parametrize("made_with", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("newer", [False, True])
def test_passphrase_in_either_form(made_with: str, typed: str, newer: bool) -> None:
    words = "mật khẩu của Nguyễn"
    key, certificate = signer("An")
    made = bundle(key, certificate, unicodedata.normalize(made_with, words))
    if newer:
        made = with_pbmac1(made, unicodedata.normalize(made_with, words))
    assert open_p12(made, unicodedata.normalize(typed, words)).certificate.subject == "An"


def test_passphrase_is_tried_as_typed_first() -> None:
    """A mixture of both forms is no form of its own."""
    words = unicodedata.normalize("NFD", "mật") + unicodedata.normalize("NFC", " khẩu")
    assert open_p12(bundle(*signer("An"), words), words).certificate.subject == "An"


def test_newer_mac_says_that_passphrase_is_wrong(leader: Held) -> None:
    made = with_pbmac1(leader.p12, PASSPHRASE)
    assert open_p12(made, PASSPHRASE).certificate == leader.key.certificate
    assert refused(made, "khác") == "p12_wrong_passphrase"


def test_newer_mac_of_too_many_rounds_refused(leader: Held) -> None:
    assert refused(with_pbmac1(leader.p12, PASSPHRASE, 2_000_000_000), PASSPHRASE) == "p12_too_slow"


def test_older_locks_open(leader: Held) -> None:
    key, certificate = signer("An")
    old = PrivateFormat.PKCS12.encryption_builder().key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
    lock = old.kdf_rounds(2048).hmac_hash(hashes.SHA1()).build(PASSPHRASE.encode())
    made = pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, lock)
    assert open_p12(made, PASSPHRASE).certificate.subject == "An"
    assert refused(made, "khác") == "p12_wrong_passphrase"
    without = Pfx({"version": "v3", "auth_safe": Pfx.load(made)["auth_safe"]}).dump()
    assert refused(without, "khác") == "p12_wrong_passphrase"


# Several keys in one file


def signer(name: str, *usage: str, days: int = 30) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(MORNING - timedelta(90))
    made = made.not_valid_after(MORNING + timedelta(days))
    if usage:
        made = made.add_extension(x509.KeyUsage(**{one: one in usage for one in USAGES}), critical=True)
    return key, made.sign(key, hashes.SHA256())


def bundle(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate, passphrase: str = PASSPHRASE) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, None, BestAvailableEncryption(passphrase.encode())
    )


def together(*files: bytes) -> bytes:
    """One file with the parts of all, each key beside its certificate."""
    parts = b"".join(AuthenticatedSafe.load(Pfx.load(one)["auth_safe"]["content"].native).contents for one in files)
    return bytes(mac_over(Pfx.load(files[0]), element(0x30, parts), PASSPHRASE).dump(force=True))


SIGNING = bundle(*signer("Ký", "digital_signature", "content_commitment"))
CRYPTING = bundle(*signer("Mã hóa", "key_encipherment"))
OVER = bundle(*signer("Hết hạn", "digital_signature", days=-1))
LONGER = bundle(*signer("Ký lâu", "digital_signature", days=300))


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        ((CRYPTING, SIGNING), "Ký"),
        ((SIGNING, CRYPTING), "Ký"),
        ((OVER, CRYPTING, SIGNING), "Ký"),
        ((SIGNING, OVER), "Ký"),
        ((SIGNING, LONGER), "Ký lâu"),
        ((LONGER, CRYPTING, SIGNING), "Ký lâu"),
    ],
)
def test_key_that_may_sign_is_chosen(files: tuple[bytes, ...], chosen: str) -> None:
    key = open_p12(together(*files), PASSPHRASE)
    assert key.certificate.subject == chosen
    certificate = x509.load_der_x509_certificate(key.certificate_der)
    certificate.public_key().verify(key.sign(b"words"), b"words", ec.ECDSA(hashes.SHA256()))  # type: ignore[union-attr, call-arg]


def test_no_key_that_may_sign_is_told_of_first() -> None:
    assert not open_p12(together(CRYPTING), PASSPHRASE).certificate.can_sign
    assert open_p12(together(CRYPTING, OVER), PASSPHRASE).certificate.subject in ("Mã hóa", "Hết hạn")
