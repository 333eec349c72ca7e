"""The signature itself (CMS) of a `SigningKey` over a digest, as PAdES asks. Sees nothing of the file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from asn1crypto import tsp, x509
from pyhanko.sign.attributes import (
    CMSAlgorithmProtectionProvider,
    SignedAttributeProviderSpec,
    SigningCertificateV2Provider,
)
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

if TYPE_CHECKING:
    from models.signing.signing_key import SigningKey

DIGEST = "sha256"
_SPARE = 3072  # bytes of a signature besides its certificates: attributes, names, headers


class KeySigner(Signer):
    """Signs with a `SigningKey` of ours. Issuers that came with the key go along, the root does not."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(_chain(key))
        super().__init__(
            signing_cert=x509.Certificate.load(key.certificate_der), cert_registry=store, embed_roots=False
        )
        self.signed_attr_prov_spec = _SignedAttributes(self)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The raw signature over `data`; `SigningKey.sign` hashes with SHA-256, so nothing else may be asked."""
        if digest_algorithm != DIGEST:
            raise ValueError(digest_algorithm)
        return bytes(self._key.signature_size) if dry_run else self._key.sign(data)


def room(key: SigningKey) -> int:
    """Hexadecimal digits to keep free in the file for a signature of `key`."""
    size = len(key.certificate_der) + sum(map(len, key.chain_der)) + key.signature_size
    return 2 * (size + _SPARE)


def signature_over(digest: bytes, key: SigningKey) -> bytes:
    """The CMS of `key` over the SHA-256 `digest` of what is signed, in DER. The key signs once.

    Signed beside the digest are the kind of content, the algorithms and the certificates, all written here. The time
    is none of them: PAdES baseline puts it into the file (ETSI EN 319 142-1, 6.3), which the digest covers.
    """
    made: bytes = asyncio.run(KeySigner(key).async_sign(digest, DIGEST, use_pades=True)).dump()
    return made


def _chain(key: SigningKey) -> list[x509.Certificate]:
    found = [x509.Certificate.load(der) for der in key.chain_der]
    return [certificate for certificate in found if certificate.self_signed == "no"]


class _SignedAttributes(SignedAttributeProviderSpec):
    """What is signed beside the digest: PAdES wants signingCertificateV2; the algorithms are named too (RFC 6211).

    signingCertificateV2 lists every certificate that goes along, so that none of them can be exchanged.
    """

    def __init__(self, signer: KeySigner) -> None:
        self._signer = signer

    def signed_attr_providers(self, data_digest: bytes, digest_algorithm: str) -> Iterator[Any]:  # noqa: ARG002
        mechanism = self._signer.get_signature_mechanism_for_digest(digest_algorithm)
        yield CMSAlgorithmProtectionProvider(digest_algorithm, mechanism)
        yield _AllCertificates(self._signer.signing_cert, _chain(self._signer._key))


class _AllCertificates(SigningCertificateV2Provider):
    def __init__(self, own: x509.Certificate, issuers: list[x509.Certificate]) -> None:
        super().__init__(own)
        self._issuers = issuers

    async def build_attr_value(self, dry_run: bool = False) -> tsp.SigningCertificateV2:  # noqa: ARG002
        listed = [as_signing_certificate_v2(one)["certs"][0] for one in (self.signing_cert, *self._issuers)]
        return tsp.SigningCertificateV2({"certs": listed})
