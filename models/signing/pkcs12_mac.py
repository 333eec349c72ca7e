"""What a PKCS#12 file says before it is opened: whether a passphrase fits its MAC, how much work a try costs."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

from models.signing.ber import definite

MOST_ROUNDS = (
    3_100_000  # a hostile file could ask for years of work; programs write 2,000 to 1,000,000, twice or thrice
)
_DEEPEST = 4  # bags in bags
_BLOCKS = {"sha1": 64, "sha224": 64, "sha256": 64, "sha384": 128, "sha512": 128}
_MAC_KEY = 3  # RFC 7292 B.3: what the derived bytes are for
_PBMAC1 = "1.2.840.113549.1.5.14"
_LONGEST_KEY = 1024  # bytes; more would only cost rounds


def passphrase_fits(pfx: Any, passphrase: str) -> bool | None:  # noqa: ANN401 - an asn1crypto Pfx, which has no types
    """Whether `passphrase` makes the MAC that the file carries; None when the file's MAC cannot answer.

    `pfx` is a parsed `asn1crypto.pkcs12.Pfx`. Raises ValueError when its fields cannot be read.
    """
    mac = pfx["mac_data"]
    if mac.native is None:
        return None
    algorithm = mac["mac"]["digest_algorithm"]["algorithm"].native
    rounds = mac["iterations"].native
    content = pfx["auth_safe"]["content"].native
    stretched = _pbmac1(mac)
    if stretched is not None:
        if not 1 <= rounds_of_mac(pfx) <= MOST_ROUNDS:
            return None
        made = _pbmac1_of(stretched, passphrase, content)
        return None if made is None else hmac.compare_digest(made, mac["mac"]["digest"].native)
    if algorithm not in _BLOCKS or not 1 <= rounds <= MOST_ROUNDS:
        return None
    secret = passphrase.encode("utf-16-be") + b"\0\0"
    key = derive(algorithm, secret, mac["mac_salt"].native, rounds)
    made = hmac.new(key, content, algorithm).digest()
    return hmac.compare_digest(made, mac["mac"]["digest"].native)


def _pbmac1(mac: Any) -> Any:  # noqa: ANN401
    """The parameters of a MAC by RFC 9579, None for the MAC of RFC 7292."""
    from asn1crypto.algos import Pbmac1Params

    algorithm = mac["mac"]["digest_algorithm"]
    return Pbmac1Params.load(algorithm["parameters"].dump()) if algorithm["algorithm"].dotted == _PBMAC1 else None


def _pbmac1_of(parameters: Any, passphrase: str, content: bytes) -> bytes | None:  # noqa: ANN401
    """RFC 9579, 4 and 5: PBKDF2 over the passphrase in UTF-8, then HMAC."""
    stretch = parameters["key_derivation_func"]
    scheme = parameters["message_auth_scheme"]["algorithm"].native
    if stretch["algorithm"].native != "pbkdf2" or scheme not in _BLOCKS:
        return None
    held = stretch["parameters"]
    hashed = held["prf"]["algorithm"].native
    size = held["key_length"].native or hashlib.new(scheme).digest_size
    if hashed not in _BLOCKS or not 1 <= size <= _LONGEST_KEY:
        return None
    secret = passphrase.encode()
    key = hashlib.pbkdf2_hmac(hashed, secret, held["salt"].native, held["iteration_count"].native, size)
    return hmac.new(key, content, scheme).digest()


def rounds(pfx: Any) -> int:  # noqa: ANN401
    """How many rounds of hashing one try of a passphrase costs, as far as that can be read without it.

    Raises ValueError, TypeError, KeyError or AttributeError for fields that cannot be read.
    """
    return rounds_of_mac(pfx) + sum(_rounds_of(one) for one in encryptions(pfx))


def rounds_of_mac(pfx: Any) -> int:  # noqa: ANN401
    """How many of them the MAC costs."""
    mac = pfx["mac_data"]
    if mac.native is None:
        return 0
    stretched = _pbmac1(mac)
    if stretched is None:
        return max(0, int(mac["iterations"].native or 0))
    return _count(stretched["key_derivation_func"]["parameters"])


def encryptions(pfx: Any) -> Iterator[Any]:  # noqa: ANN401
    """The algorithms that the parts and keys of the file are encrypted with, as far as can be seen without opening it.

    Raises as `rounds` does.
    """
    for part in parts(pfx):
        if part["content_type"].native == "encrypted_data":
            yield part["content"]["encrypted_content_info"]["content_encryption_algorithm"]
    for bag in key_bags(pfx):
        if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
            yield bag["bag_value"]["encryption_algorithm"]


def key_bags(pfx: Any) -> Iterator[Any]:  # noqa: ANN401
    """The keys of the file that are not hidden in an encrypted part, each still under its own encryption."""
    for part in parts(pfx):
        if part["content_type"].native == "data":
            yield from _bags(part["content"].native, _DEEPEST)


def parts(pfx: Any) -> Any:  # noqa: ANN401
    """The parts of the file; what is BER in them is rewritten, the MAC is over them as they were."""
    from asn1crypto.pkcs12 import AuthenticatedSafe

    return AuthenticatedSafe.load(definite(pfx["auth_safe"]["content"].native)[0])


def _bags(content: bytes, depth: int) -> Iterator[Any]:
    from asn1crypto.pkcs12 import SafeContents

    for bag in SafeContents.load(definite(content)[0]) if depth else ():
        if bag["bag_id"].native in ("key_bag", "pkcs8_shrouded_key_bag"):
            yield bag
        elif bag["bag_id"].native == "safe_contents":
            yield from _bags(bag["bag_value"].untag().dump(), depth - 1)


def _rounds_of(algorithm: Any) -> int:  # noqa: ANN401
    parameters = algorithm["parameters"]
    if algorithm["algorithm"].native == "pbes2":
        parameters = parameters["key_derivation_func"]["parameters"]
    return _count(parameters)


def _count(parameters: Any) -> int:  # noqa: ANN401
    name = "iterations" if "iterations" in parameters else "iteration_count"
    return max(0, int(parameters[name].native))  # a negative one must not make room for others


def derive(algorithm: str, secret: bytes, salt: bytes, rounds: int) -> bytes:
    """RFC 7292 B.2 for a key no longer than one digest, which is all that a MAC key needs."""
    block = _BLOCKS[algorithm]
    digest = hashlib.new(algorithm, bytes([_MAC_KEY]) * block + _fill(salt, block) + _fill(secret, block)).digest()
    for _round in range(rounds - 1):
        digest = hashlib.new(algorithm, digest).digest()
    return digest


def _fill(piece: bytes, block: int) -> bytes:
    size = -(-len(piece) // block) * block
    return (piece * (size // len(piece) + 1))[:size] if piece else b""
