"""Small files beside the book, readable only with the book's own key: one key for each purpose, derived from it."""

from __future__ import annotations

import os

_NONCE = 12  # bytes


def seal(data_key: bytes, purpose: bytes, plain: bytes) -> bytes:
    """`plain` encrypted and authenticated for this purpose (AES-256-GCM)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_key(data_key, purpose)).encrypt(nonce, plain, purpose)


def unseal(data_key: bytes, purpose: bytes, sealed: bytes) -> bytes | None:
    """What `seal` was given, or None when it was sealed with another key, for another purpose, or changed since."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_key(data_key, purpose)).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose)
    except (InvalidTag, ValueError):
        return None


def _key(data_key: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(data_key)
