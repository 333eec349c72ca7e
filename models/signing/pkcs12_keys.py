"""Which key of a PKCS#12 file signs when it holds several, and how its passphrase may have been typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import UnsupportedAlgorithm

from models.base import clock
from models.signing.certificates import describe
from models.signing.pkcs12_mac import encryptions, key_bags

if TYPE_CHECKING:
    from cryptography import x509

_MOST_KEYS = 20  # each is opened, which takes its rounds
# RFC 8018 and RFC 7292, appendix C: what the library opens, so that nothing but the passphrase is left to be wrong.
_KNOWN = {
    "pbes2",
    "pkcs12_sha1_tripledes_3key",
    "pkcs12_sha1_tripledes_2key",
    "pkcs12_sha1_rc2_128",
    "pkcs12_sha1_rc2_40",
}


def spellings(passphrase: str) -> Iterable[str]:
    """`passphrase` as typed, then with its Vietnamese letters composed and decomposed: files were made with either."""
    return dict.fromkeys((passphrase, *(unicodedata.normalize(form, passphrase) for form in ("NFC", "NFD"))))


def is_locked(pfx: Any) -> bool:  # noqa: ANN401 - an asn1crypto Pfx, which has no types
    """Whether something in the file is encrypted, in ways that are all known here.

    Raises ValueError, TypeError, KeyError or AttributeError for fields that cannot be read.
    """
    kinds = [one["algorithm"].native for one in encryptions(pfx)]
    return bool(kinds) and _KNOWN.issuperset(kinds)


def best_of(
    pfx: Any,  # noqa: ANN401
    passphrase: str,
    first: Any,  # noqa: ANN401
    certificates: Sequence[x509.Certificate],
) -> tuple[Any, x509.Certificate] | None:
    """Of all keys with a certificate in the file the one that may sign now and longest, None when there is no pair.

    `first` is the key that the library found. Offices are given one file with a key for signing and one for
    encryption.
    """
    pairs = [pair for key in _keys(pfx, passphrase, first) for pair in _with_own(key, certificates)]
    return max(pairs, key=lambda pair: _worth(pair[1]), default=None)


def _with_own(key: Any, certificates: Sequence[x509.Certificate]) -> Iterator[tuple[Any, x509.Certificate]]:  # noqa: ANN401
    public = key.public_key()
    for certificate in certificates:
        try:
            if certificate.public_key() == public:
                yield key, certificate
        except (ValueError, UnsupportedAlgorithm):
            continue


def _worth(certificate: x509.Certificate) -> tuple[bool, float]:
    try:
        info = describe(certificate)
    except ValueError:
        return False, 0.0
    may_sign = info.can_sign and info.valid_from <= clock.now() <= info.valid_to
    return may_sign, info.valid_to.timestamp() if may_sign else 0.0


def _keys(pfx: Any, passphrase: str, first: Any) -> Iterator[Any]:  # noqa: ANN401
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    if first is not None:
        yield first
    try:
        bags = list(key_bags(pfx))[:_MOST_KEYS]
    except (ValueError, TypeError, KeyError, AttributeError):
        return
    for bag in bags if len(bags) > 1 else ():
        locked = bag["bag_id"].native == "pkcs8_shrouded_key_bag"
        try:
            yield load_der_private_key(bag["bag_value"].untag().dump(), passphrase.encode() if locked else None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            continue  # a key of a kind that cannot sign here
