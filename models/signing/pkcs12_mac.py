"""Tells a wrong passphrase from a broken PKCS#12 file by the file's own MAC. It opens nothing and keeps nothing."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

_MOST_ROUNDS = 5_000_000  # a hostile file could ask for years of work; programs write 2,000 to 600,000
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
    if algorithm not in _BLOCKS or not 1 <= rounds <= _MOST_ROUNDS:
        return None
    secret = passphrase.encode("utf-16-be") + b"\0\0"
    key = _derive(algorithm, secret, mac["mac_salt"].native, rounds)
    content = pfx["auth_safe"]["content"].native
    made = hmac.new(key, content, algorithm).digest()
    return hmac.compare_digest(made, mac["mac"]["digest"].native)


def _derive(algorithm: str, secret: bytes, salt: bytes, rounds: int) -> bytes:
    """RFC 7292 B.2 for a key no longer than one digest, which is all that a MAC key needs."""
    block = _BLOCKS[algorithm]
    digest = hashlib.new(algorithm, bytes([_MAC_KEY]) * block + _fill(salt, block) + _fill(secret, block)).digest()
    for _round in range(rounds - 1):
        digest = hashlib.new(algorithm, digest).digest()
    return digest


def _fill(piece: bytes, block: int) -> bytes:
    size = -(-len(piece) // block) * block
    return (piece * (size // len(piece) + 1))[:size] if piece else b""
