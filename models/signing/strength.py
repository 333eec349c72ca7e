"""What of a signature's mathematics is no longer safe: short keys and old digests. Said apart from trust."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from pyhanko_certvalidator.policy_decl import DisallowWeakAlgorithmsPolicy

from models.signing.guarded_pdf import BROKEN

# NIST SP 800-131A: SHA-1 and RSA below 2048 bits only for signatures that exist already. Below that anybody can forge.
_OLD_DIGESTS: Final = {"md2": "MD2", "md5": "MD5", "sha1": "SHA-1"}
_LEAST_BITS: Final = {"rsa": 2048, "dsa": 2048, "ec": 224}
FORGEABLE: Final = DisallowWeakAlgorithmsPolicy(  # type: ignore[no-untyped-call]
    weak_hash_algos=frozenset({"md2", "md5"}), rsa_key_size_threshold=1024, dsa_key_size_threshold=1024
)


def weaknesses(signer_info: Any, certificates: Iterable[Any]) -> tuple[str, ...]:  # noqa: ANN401 - asn1crypto has no types
    """Names of what is weak in a CMS signer and in the certificates that it rests on, the signer's own first.

    What cannot be read is not judged here. The signature of a root over itself proves nothing and is left out.
    """
    found = [_digest(signer_info["digest_algorithm"]["algorithm"].native)]
    for certificate in certificates:
        try:
            found.append(_key(certificate.public_key))
            if certificate.self_issued is False:
                found.append(_digest(certificate.hash_algo))
        except BROKEN:
            continue
    return tuple(dict.fromkeys(filter(None, found)))


def _digest(name: str) -> str | None:
    return _OLD_DIGESTS.get(name)


def _key(key: Any) -> str | None:  # noqa: ANN401
    least = _LEAST_BITS.get(key.algorithm)
    return f"{key.algorithm.upper()} {key.bit_size}" if least is not None and key.bit_size < least else None
