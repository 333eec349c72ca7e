"""Checks what a CMS signature does not protect by itself: the hole in the file, the padding, the unsigned headers.

So that no byte of a file can change unseen. Whether the signature itself is right is for `trust`.
"""

from __future__ import annotations

from typing import Any

from asn1crypto import cms, core
from pyhanko.sign.general import check_ess_certid, find_cms_attribute_iter

from models.signing.guarded_pdf import BROKEN

_LINE_ENDS = b"\r\n"


def hole_is_exact(data: bytes, byte_range: list[int], contents: bytes) -> bool:
    """Whether the signed range leaves out exactly the signature's own hexadecimal string, written one way.

    Two ways of writing the same digit (`a`, `A`) or a gap wider than the string would leave room for unseen bytes.
    """
    if len(byte_range) != 4 or byte_range[0] != 0:
        return False
    _zero, end, start, _length = (int(edge) for edge in byte_range)
    hole = data[end:start]
    return hole in (b"<" + contents.hex().encode() + b">", b"<" + contents.hex().upper().encode() + b">")


def covered_end(byte_range: list[int]) -> int:
    """Where the signed range ends in the file."""
    return int(byte_range[2]) + int(byte_range[3])


def only_line_ends(tail: bytes) -> bool:
    """Whether nothing but line ends follows: editors and mail programs add one, and nothing can be written in them."""
    return not tail.strip(_LINE_ENDS)


def has_no_loose_bytes(plain: bytes, padding: bytes) -> bool:
    """Whether the signature is signed data followed by nothing but zeros; and its headers are as they must be.

    `plain` has definite lengths. The headers are judged only where the signer protected the algorithms (RFC 6211):
    other programs take liberties.
    """
    message = cms.ContentInfo.load(plain)
    if message["content_type"].native != "signed_data" or any(padding):
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
    """The versions are those of RFC 5652 5.1 and 5.3 for what is there, and the signer's digest is among those named.

    Revocation lists and unsigned attributes (a time stamp, what archives add) say nothing of the content.
    """
    by_key = signer["sid"].name != "issuer_and_serial_number"
    digests = [(one["algorithm"].native, one["parameters"].native) for one in signed["digest_algorithms"]]
    own = signer["digest_algorithm"]
    return (
        signed["version"].native == _version(signed, by_key=by_key)
        and signer["version"].native == ("v3" if by_key else "v1")
        and (own["algorithm"].native, own["parameters"].native) in digests
    )


def _version(signed: Any, *, by_key: bool) -> str:  # noqa: ANN401
    held = {choice.name for choice in _listed(signed["certificates"])}
    lists = {choice.name for choice in _listed(signed["crls"])}
    if "other" in held or "other" in lists:
        return "v5"
    if "v2_attr_cert" in held:
        return "v4"
    plain = signed["encap_content_info"]["content_type"].native == "data"
    return "v3" if "v1_attr_cert" in held or by_key or not plain else "v1"


def _listed(held: Any) -> Any:  # noqa: ANN401
    return held if isinstance(held, core.SetOf) else ()  # what is optional and not there is no set


def _certificates_agree(signed: Any, signer: Any, attributes: Any) -> bool:  # noqa: ANN401
    """The signer's certificate is the one named, to the letter: libraries compare names without regard to case.

    And where several are named by hash in signingCertificateV2, as `pades` does it, none that goes along was
    exchanged for another. Programs that name the signer's alone, or send more along, say no more than that.
    """
    held = [choice.chosen.untag() for choice in _listed(signed["certificates"]) if choice.name == "certificate"]
    if not _named_to_the_letter(held, signer["sid"]):
        return False
    lists = find_cms_attribute_iter(attributes, "signing_certificate_v2")
    ids = [known for value in lists for known in value["certs"]]
    if len(ids) < 2 and len(held) != len(ids):
        return True
    strangers = [one for one in held if not any(_is_one(one, known) for known in ids)]
    missing = [known for known in ids if not any(_is_one(one, known) for one in held)]
    return not ids or not (strangers and missing)


def _named_to_the_letter(held: list[Any], named: Any) -> bool:  # noqa: ANN401
    if named.name != "issuer_and_serial_number":
        return True
    wanted = named.chosen
    alike = []
    for certificate in held:
        try:
            if certificate.issuer == wanted["issuer"] and certificate.serial_number == wanted["serial_number"].native:
                alike.append(certificate.issuer.dump())
        except BROKEN:
            continue
    return not alike or wanted["issuer"].dump() in alike


def _is_one(certificate: Any, known: Any) -> bool:  # noqa: ANN401
    try:
        return bool(check_ess_certid(certificate, known))
    except BROKEN:
        return False
