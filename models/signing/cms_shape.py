"""Checks what a CMS signature does not protect by itself: the hole in the file, the padding, the unsigned headers.

So that no byte of a file can change unseen. Whether the signature itself is right is for `verify`.
"""

from __future__ import annotations

from typing import Any

from asn1crypto import cms
from pyhanko.sign.general import check_ess_certid, find_cms_attribute_iter


def hole_is_exact(data: bytes, byte_range: list[int], contents: bytes) -> bool:
    """Whether the signed range leaves out exactly the signature's own hexadecimal string, written one way.

    Two ways of writing the same digit (`a`, `A`) or a gap wider than the string would leave room for unseen bytes.
    """
    if len(byte_range) != 4 or byte_range[0] != 0:
        return False
    _zero, end, start, _length = (int(edge) for edge in byte_range)
    hole = data[end:start]
    return hole in (b"<" + contents.hex().encode() + b">", b"<" + contents.hex().upper().encode() + b">")


def reaches_the_end(data: bytes, byte_range: list[int]) -> bool:
    """Whether the second half of the signed range ends with the file."""
    return len(byte_range) == 4 and int(byte_range[2]) + int(byte_range[3]) == len(data)


def has_no_loose_bytes(contents: bytes) -> bool:
    """Whether the signature is signed data followed by nothing but zeros; and its headers are as they must be.

    The headers are judged only where the signer protected the algorithms (RFC 6211): other programs take liberties.
    """
    message = cms.ContentInfo.load(contents)
    whole = message.dump()
    if message["content_type"].native != "signed_data" or any(contents[len(whole) :]):
        return False
    # A longer length in the first header would take in padding, which the parser then passes over.
    inside = len(message["content_type"].dump()) + len(message["content"].dump())
    if inside != len(message.contents):
        return False
    signed = message["content"]
    signer = signed["signer_infos"][0]
    attributes = signer["signed_attrs"]
    if not list(find_cms_attribute_iter(attributes, "cms_algorithm_protection")):
        return True
    return _headers_agree(signed, signer) and _certificates_agree(signed, signer, attributes)


def _headers_agree(signed: Any, signer: Any) -> bool:  # noqa: ANN401
    """RFC 5652 5.1 and 5.3 for plain data signed by one signer, who is named by issuer and serial number."""
    digests = [(one["algorithm"].native, one["parameters"].native) for one in signed["digest_algorithms"]]
    own = signer["digest_algorithm"]
    return (
        signed["version"].native == "v1"
        and signer["version"].native == "v1"
        and digests == [(own["algorithm"].native, own["parameters"].native)]
        and signed["crls"].native is None
        and signer["unsigned_attrs"].native is None
    )


def _certificates_agree(signed: Any, signer: Any, attributes: Any) -> bool:  # noqa: ANN401
    """The signer's certificate is the one named, to the letter: libraries compare names without regard to case.

    And each that goes along is named by hash in signingCertificateV2, as `pades` does it, so that none was exchanged.
    Other programs name the signer's alone; of theirs nothing more can be known.
    """
    if signer["sid"].name != "issuer_and_serial_number":
        return False
    held = [choice.chosen.untag() for choice in signed["certificates"]]
    named = signer["sid"].chosen
    if (named["issuer"].dump(), named["serial_number"].native) not in [
        (c.issuer.dump(), c.serial_number) for c in held
    ]:
        return False
    lists = find_cms_attribute_iter(attributes, "signing_certificate_v2")
    ids = [known for value in lists for known in value["certs"]]
    if not ids or len(ids) == 1 < len(held):
        return True
    return len(held) == len(ids) and all(any(check_ess_certid(one, known) for known in ids) for one in held)
