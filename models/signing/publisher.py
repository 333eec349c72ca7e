"""Who makes this program: the key and the certificate that a setup of it must be signed with, pinned in this build.

Not any signature will do: everybody can have one of his own. The public halves lie in `resources/publisher.json`; where
both are null, nothing that calls itself a newer version can be proven.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.base import paths

if TYPE_CHECKING:
    from cryptography import x509

FILE = paths.RESOURCES / "publisher.json"
# A setup ends with the signature and these 16 bytes (installer/signed_setup.py); NSIS passes over them.
MARK = b"SoCCHC-Ed25519-1"
_SIZE = 64  # bytes of an Ed25519 signature
_SAYS = b"Setup of So CCHC, SHA-256: "  # so that no signature over anything else can serve


@dataclass(frozen=True)
class Publisher:
    """`key` is an Ed25519 public key; `subject` and `certificate_key` (SHA-256 of its public key) of a certificate."""

    key: bytes | None = None
    subject: str | None = None
    certificate_key: str | None = None

    @property
    def known(self) -> bool:
        """Whether this build can prove anything."""
        return self.key is not None or self.certificate_key is not None

    def sealed(self, data: bytes) -> bool | None:
        """Whether the setup `data` ends with a signature of the key over all before it; None where it has none."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        if not data.endswith(MARK) or len(data) < len(MARK) + _SIZE:
            return None
        if self.key is None:
            return False
        end = len(data) - len(MARK) - _SIZE
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(data[end:-16], _said(memoryview(data)[:end]))
        except InvalidSignature:
            return False
        return True

    def signed(self, blob: bytes) -> bool:
        """Whether the signature of a program (PKCS #7) was made by the key of the certificate.

        Whether the signature is right for the file is Windows' to say; this says whose it is. Every certificate in it
        that could be the signer's must be the pinned one, and the pinned key must have signed.
        """
        if self.certificate_key is None or not blob:
            return False
        try:
            return self._is_ours(blob)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            return False

    def _is_ours(self, blob: bytes) -> bool:
        from asn1crypto import cms
        from cryptography import x509

        signed = cms.ContentInfo.load(blob)["content"]
        (signer,) = signed["signer_infos"]
        named = signer["sid"].chosen
        held = [choice.chosen for choice in signed["certificates"]]
        candidates = [one for one in held if one.serial_number == named["serial_number"].native]
        certificates = [x509.load_der_x509_certificate(one.dump()) for one in candidates]
        attributes = signer["signed_attrs"].untag().dump()
        digest = signer["digest_algorithm"]["algorithm"].native
        return bool(certificates) and all(
            self._is_pinned(one) and _verifies(one, signer["signature"].native, attributes, digest)
            for one in certificates
        )

    def _is_pinned(self, certificate: x509.Certificate) -> bool:
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        spki = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        same = hashlib.sha256(spki).hexdigest() == self.certificate_key
        return same and certificate.subject.rfc4514_string() == self.subject


def pinned(file: Path | None = None) -> Publisher:
    """The publisher that this build knows."""
    held: dict[str, Any] = json.loads((file or FILE).read_text("utf-8"))
    key, certificate = held["ed25519"], held["certificate"] or {}
    return Publisher(bytes.fromhex(key) if key else None, certificate.get("subject"), certificate.get("key_sha256"))


def _said(content: memoryview) -> bytes:
    return _SAYS + hashlib.sha256(content).digest()


def _verifies(certificate: x509.Certificate, signature: bytes, attributes: bytes, digest: str) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    known: tuple[hashes.HashAlgorithm, ...] = (hashes.SHA256(), hashes.SHA384(), hashes.SHA512())
    kind = {one.name: one for one in known}[digest]
    key = certificate.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, attributes, padding.PKCS1v15(), kind)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, attributes, ec.ECDSA(kind))
        else:
            return False
    except InvalidSignature:
        return False
    return True
