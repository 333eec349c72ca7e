"""Papers whose signatures are written as other programs write a CMS; all must be found intact. Nothing is a test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import paper_tools as tools
from asn1crypto import cms, core, crl, x509
from cryptography import x509 as strict
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from genuine_papers import base, genuine
from hand_signing import SEEN, sign
from paper_tools import Cast
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore


def opened(der: bytes, depth: int = 99) -> bytes:
    """The same in BER with open lengths down to this depth; octet strings of more than 40 bytes in pieces."""
    made, place = b"", 0
    while place < len(der):
        tag, body = der[place], place + 2
        size = der[place + 1]
        if size & 0x80:
            body += size & 0x7F
            size = int.from_bytes(der[place + 2 : body], "big")
        inside = der[body : body + size]
        if tag & 0x20 and depth:
            made += bytes([tag, 0x80]) + opened(inside, depth - 1) + b"\0\0"
        else:
            made += der[place:body] + inside
        place = body + size
    return made


def loosened(der: bytes) -> bytes:
    """BER as BouncyCastle's streams write it: the outer levels and the sets open, what is hashed left alone."""
    return opened(der, 4)


@genuine
def ber_outside(who: Cast) -> bytes:
    return sign(base(who), who.leader, reshape=lambda der: opened(der, 2))


@genuine
def ber_everywhere(who: Cast) -> bytes:
    return sign(base(who), who.leader, reshape=opened)


@genuine
def ber_twice(who: Cast) -> bytes:
    first = sign(base(who), who.leader, certify=2, reshape=loosened, look=SEEN)
    return sign(first, who.clerk, name="Sig2", reshape=loosened)


def _with(change: Callable[[cms.SignedData], None]) -> Callable[[bytes], bytes]:
    def reshape(der: bytes) -> bytes:
        message = cms.ContentInfo.load(der)
        change(message["content"])
        return bytes(message.dump(force=True))

    return reshape


def _unsigned(signed: cms.SignedData) -> None:
    kept = cms.CMSAttribute.load(
        tools.element(0x30, core.ObjectIdentifier("1.2.840.113549.1.9.16.2.24").dump() + tools.element(0x31, b"\x30\0"))
    )
    signed["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([kept])


@genuine
def unsigned_attribute(who: Cast) -> bytes:
    return sign(base(who), who.leader, reshape=_with(_unsigned))


@genuine
def time_stamped(who: Cast) -> bytes:
    return sign(base(who), who.leader, stamper=who.stamper)


@genuine
def time_stamped_pades(who: Cast) -> bytes:
    first = sign(base(who), who.leader, stamper=who.stamper, subfilter=b"/ETSI.CAdES.detached", certify=2)
    return sign(first, who.clerk, name="Sig2", stamper=who.stamper, look=SEEN)


@genuine
def revocation_list_inside(who: Cast) -> bytes:
    name = strict.Name([strict.NameAttribute(strict.NameOID.COMMON_NAME, "Trung gian")])
    made = strict.CertificateRevocationListBuilder().issuer_name(name).last_update(tools.MORNING)
    made = made.next_update(tools.MORNING + timedelta(9))
    packed = made.sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256()).public_bytes(tools.Encoding.DER)

    def change(signed: cms.SignedData) -> None:
        signed["crls"] = cms.RevocationInfoChoices([crl.CertificateList.load(packed)])

    return sign(base(who), who.leader, reshape=_with(change))


@genuine
def named_by_key(who: Cast) -> bytes:
    """The signer named by the identifier of his key (RFC 5652 5.3), version 3."""

    def change(signed: cms.SignedData) -> None:
        own = x509.Certificate.load(who.leader.certificate.public_bytes(tools.Encoding.DER))
        info = signed["signer_infos"][0]
        info["sid"] = cms.SignerIdentifier("subject_key_identifier", core.OctetString(own.key_identifier))
        info["version"], signed["version"] = "v3", "v3"

    return sign(base(who), who.leader, reshape=_with(change))


@genuine
def unreadable_certificate_beside(who: Cast) -> bytes:
    """Another certificate in the CMS is no certificate."""

    def reshape(der: bytes) -> bytes:
        held = cms.ContentInfo.load(der)["content"]["certificates"]
        return tools.exchanged(der, held.dump(), tools.element(0xA0, held.contents + b"\x30\x05\x02\x03\x01\x02\x03"))

    return sign(base(who), who.leader, reshape=reshape)


@genuine
def own_certificate_odd(who: Cast) -> bytes:
    """The signer's certificate has a version that strict readers refuse; its key is plain to see."""
    own = who.leader.certificate.public_bytes(tools.Encoding.DER)
    odd = own.replace(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x04", 1)
    held = x509.Certificate.load(odd)
    other = signers.SimpleSigner(held, who.leader.signer.signing_key, SimpleCertificateStore())
    return sign(base(who), tools.Signer(other, who.leader.certificate, who.leader.chain))


@genuine
def certificate_only_beside(who: Cast) -> bytes:
    """The second signature brings no certificate: it is in the first one's."""

    def drop(signed: cms.SignedData) -> None:
        signed["certificates"] = cms.CertificateSet([])

    first = sign(base(who), who.leader, look=SEEN)
    return sign(first, who.leader, name="Sig2", reshape=_with(drop))


@genuine
def sha1_digest(who: Cast) -> bytes:
    return sign(base(who), who.leader, digest="sha1")


@genuine
def sha1_wrapped(who: Cast) -> bytes:
    """adbe.pkcs7.sha1, as old tools sign."""
    return sign(base(who), who.leader, subfilter=b"/adbe.pkcs7.sha1", digest="sha1")


@genuine
def sha1_certificate(who: Cast) -> bytes:
    """The authority signed the signer's certificate with SHA-1, as it was done before 2017."""
    top = rsa.generate_private_key(65537, 2048)
    root = tools.issue("Goc cu", "Goc cu", top, top, ca=True)
    modern = tools.signer("Le Cu", "Goc cu", top, (root,))
    own = x509.Certificate.load(modern.certificate.public_bytes(tools.Encoding.DER))
    for algorithm in (own["tbs_certificate"]["signature"], own["signature_algorithm"]):
        algorithm["algorithm"] = "sha1_rsa"
    inside = own["tbs_certificate"].dump(force=True)
    own["signature_value"] = top.sign(inside, padding.PKCS1v15(), hashes.SHA1())
    own = x509.Certificate.load(own.dump(force=True))
    signer = signers.SimpleSigner(own, modern.signer.signing_key, SimpleCertificateStore())
    return sign(base(who), tools.Signer(signer, modern.certificate, (root,)))


@genuine
def short_key(who: Cast) -> bytes:
    top = ec.generate_private_key(ec.SECP256R1())
    root = tools.issue("Goc cu", "Goc cu", top, top, ca=True)
    old = tools.signer("Le Cu", "Goc cu", top, (root,), key=rsa.generate_private_key(65537, 1024))
    return sign(base(who), old)


@genuine
def sha512_digest(who: Cast) -> bytes:
    return sign(base(who), who.clerk, digest="sha512")
