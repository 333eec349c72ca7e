"""What a PKCS#12 file says before it is opened: whether a passphrase fits its MAC, how much work a try costs."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

MOST_ROUNDS = (
    3_100_000  # a hostile file could ask for years of work; programs write 2,000 to 1,000,000, twice or thrice
)
_DEEPEST = 4  # bags in bags
_BLOCKS = {"sha1": 64, "sha224": 64, "sha256": 64, "sha384": 128, "sha512": 128}
_MAC_KEY = 3  # RFC 7292 B.3: what the derived bytes are for


def passphrase_fits(pfx: Any, passphrase: str) -> bool | None:  # noqa: ANN401 - an asn1crypto Pfx, which has no types
    """Whether `passphrase` makes the MAC that the file carries; None when the file's MAC cannot answer.

    `pfx` is a parsed `asn1crypto.pkcs12.Pfx`. Raises ValueError when its fields cannot be read.
    """
    mac = pfx["mac_data"]
    if mac.native is None:
        return None
    algorithm = mac["mac"]["digest_algorithm"]["algorithm"].native
    rounds = mac["iterations"].native
    if algorithm not in _BLOCKS or not 1 <= rounds <= MOST_ROUNDS:
        return None
    secret = passphrase.encode("utf-16-be") + b"\0\0"
    key = derive(algorithm, secret, mac["mac_salt"].native, rounds)
    content = pfx["auth_safe"]["content"].native
    made = hmac.new(key, content, algorithm).digest()
    return hmac.compare_digest(made, mac["mac"]["digest"].native)


def rounds(pfx: Any) -> int:  # noqa: ANN401
    """How many rounds of hashing one try of a passphrase costs, as far as that can be read without it.

    Raises ValueError, TypeError, KeyError or AttributeError for fields that cannot be read.
    """
    found = max(0, int(pfx["mac_data"]["iterations"].native or 0)) if pfx["mac_data"].native else 0
    for part in pfx.authenticated_safe:
        if part["content_type"].native == "encrypted_data":
            packed = part["content"]["encrypted_content_info"]
            found += _rounds_of(packed["content_encryption_algorithm"])
        elif part["content_type"].native == "data":
            found += _rounds_in_bags(part["content"].native, _DEEPEST)
    return found


def _rounds_in_bags(content: bytes, depth: int) -> int:
    from asn1crypto.pkcs12 import SafeContents

    found = 0
    for bag in SafeContents.load(content) if depth else ():
        if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
            found += _rounds_of(bag["bag_value"]["encryption_algorithm"])
        elif bag["bag_id"].native == "safe_contents":
            found += _rounds_in_bags(bag["bag_value"].contents, depth - 1)
    return found


def _rounds_of(algorithm: Any) -> int:  # noqa: ANN401
    parameters = algorithm["parameters"]
    if algorithm["algorithm"].native == "pbes2":
        parameters = parameters["key_derivation_func"]["parameters"]
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
