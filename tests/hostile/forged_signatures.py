"""Forged signatures: wrapped around other bytes, incomplete, or with another message in them. Nothing is a test.

Signature wrapping and universal forgery: Mladenov et al., CCS 2019.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import paper_tools as tools
from asn1crypto import cms
from forged_papers import FALSE, Made, change, other_figure
from genuine_messages import opened
from genuine_papers import base, one_signature, with_stamp
from hand_signing import SIZE, sign
from paper_tools import Cast

FORGED: dict[str, Made] = {}


def forged(made: Made) -> Made:
    FORGED[made.__name__] = made
    return made


# Signature wrapping: the signed bytes are kept somewhere, and others are shown.


def _hole(pdf: bytes) -> tuple[int, int]:
    start = pdf.rindex(b"/Contents <") + len(b"/Contents ")
    return start, start + 2 * SIZE + 2


def _range(pdf: bytes, edges: bytes) -> bytes:
    """The file with the range as these bytes, in the room of the old ones."""
    found = list(re.finditer(rb"/ByteRange \[[0-9 ]+\]", pdf))[-1]
    room = found.end() - found.start() - len(b"/ByteRange ")
    return pdf[: found.start()] + b"/ByteRange " + edges.ljust(room)[:room] + pdf[found.end() :]


@forged
def wrapped_behind(who: Cast) -> bytes:
    """The second half of the signed bytes is moved behind, and false objects stand where it was."""
    pdf = one_signature(who)
    start, end = _hole(pdf)
    rest = pdf[end:]
    new = b"\nendobj\n4 0 obj\n" + tools.content("Bao cao thang 3", FALSE) + b"\nendobj\n"
    moved = pdf[:end] + rest + new + rest
    at = len(pdf[:end] + rest + new)
    return _range(moved, b"[0 %d %d %d]" % (start, at, len(rest)))


@forged
def wrapped_in_the_hole(who: Cast) -> bytes:
    """The hole is wider than the signature; the false content stands in it."""
    pdf = one_signature(who)
    start, end = _hole(pdf)
    new = b" /X (" + FALSE.encode() * 20 + b") "
    edges = b"[0 %d %d %d]" % (start, end + len(new), len(pdf) - end)
    return _range(pdf[:end] + new + pdf[end:], edges)


@forged
def wrapped_within_the_padding(who: Cast) -> bytes:
    pdf = one_signature(who)
    _start, end = _hole(pdf)
    return pdf[: end - 101] + b"> /X <" + b"41" * 47 + b">" + pdf[end:]


@forged
def padding_used(who: Cast) -> bytes:
    pdf = one_signature(who)
    _start, end = _hole(pdf)
    return pdf[: end - 101] + b"41" * 50 + pdf[end - 1 :]


@forged
def digits_of_two_kinds(who: Cast) -> bytes:
    return sign(base(who), who.leader, contents=lambda hexed: hexed[:2000].lower() + hexed[2000:].upper())


def _with_range(edges: Callable[[bytes], bytes]) -> Made:
    def made(who: Cast) -> bytes:
        pdf = change(one_signature(who), other_figure)
        return _range(pdf, edges(pdf))

    return made


for _name, _edges in {
    "to_the_new_end": lambda pdf: b"[0 %d %d %d]" % (*_hole(pdf), len(pdf) - _hole(pdf)[1]),
    "of_six": lambda pdf: b"[0 %d %d 9 0 9]" % _hole(pdf),
    "of_two": lambda pdf: b"[0 %d]" % len(pdf),
    "from_one": lambda pdf: b"[1 %d %d %d]" % (*_hole(pdf), len(pdf) - _hole(pdf)[1]),
    "backwards": lambda pdf: b"[0 %d %d -9]" % _hole(pdf),
    "overlapping": lambda pdf: b"[0 %d %d %d]" % (_hole(pdf)[0], _hole(pdf)[0], len(pdf) - _hole(pdf)[0]),
    "empty": lambda _pdf: b"[]",
    "null": lambda _pdf: b"null",
    "of_zeros": lambda _pdf: b"[0 0 0 0]",
    "of_names": lambda _pdf: b"[/a /b /c /d]",
}.items():
    FORGED[f"range_{_name}"] = _with_range(_edges)


# Universal forgery: a signature in which something is missing or empty.


def _without(old: bytes, new: bytes) -> Made:
    """The key `old` of the signature written over in its room, and another content."""

    def made(who: Cast) -> bytes:
        pdf = one_signature(who)
        at = pdf.rindex(old)
        return change(pdf[:at] + new.ljust(len(old)) + pdf[at + len(old) :], other_figure)

    return made


for _name, _old, _new in (
    ("range", b"/ByteRange ", b"/ByteXange "),
    ("contents", b"/Contents <", b"/Contentz <"),
    ("kind", b"/adbe.pkcs7.detached", b"/adbe.pkcs7.detachxx"),
    ("kind_of_old", b"/adbe.pkcs7.detached", b"/adbe.x509.rsa_sha1"),
    ("filter", b"/SubFilter", b"/SubFiltex"),
    ("value", b"/V 8 0 R", b"/V null"),
):
    FORGED[f"missing_{_name}"] = _without(_old, _new)


def _contents(pdf: bytes, new: bytes) -> bytes:
    start, end = _hole(pdf)
    return pdf[:start] + new.ljust(end - start) + pdf[end:]


for _name, _new in (
    ("null", b"null"),
    ("empty", b"<>"),
    ("zero", b"<00>"),
    ("zeros", b"<" + b"0" * 2 * SIZE + b">"),
    ("text", b"(chu ky)"),
    ("open_without_end", b"<" + b"3080" * 4 * 1000 + b"0" * (2 * SIZE - 16_000) + b">"),
):
    FORGED[f"contents_{_name}"] = lambda who, new=_new: _contents(one_signature(who), new)


# The CMS itself


@forged
def signature_of_another_paper(who: Cast) -> bytes:
    other = tools.paper(FALSE)
    pdf = sign(base(who), who.leader)
    start, end = _hole(pdf)
    return sign(other, who.leader)[:start] + pdf[start:end] + sign(other, who.leader)[end:]


@forged
def signature_by_another_key(who: Cast) -> bytes:
    """The leader's certificate over the stranger's mathematics."""
    signer = tools.signers.SimpleSigner(
        who.leader.signer.signing_cert, who.stranger.signer.signing_key, who.leader.signer.cert_registry
    )
    return sign(base(who), tools.Signer(signer, who.leader.certificate, who.leader.chain))


@forged
def certificate_exchanged(who: Cast) -> bytes:
    own, other = (one.certificate.public_bytes(tools.Encoding.DER) for one in (who.leader, who.stranger))
    return sign(base(who), who.leader, reshape=lambda der: tools.exchanged(der, own, other))


@forged
def certificates_left_out(who: Cast) -> bytes:
    def reshape(der: bytes) -> bytes:
        held = cms.ContentInfo.load(der)["content"]["certificates"].dump()
        return tools.exchanged(der, held, b"\xa0\0")

    return sign(base(who), who.leader, reshape=reshape)


@forged
def two_signers_in_one(who: Cast) -> bytes:
    def reshape(der: bytes) -> bytes:
        held = cms.ContentInfo.load(der)["content"]["signer_infos"]
        return tools.exchanged(der, held.dump(), tools.element(0x31, held.contents * 2))

    return sign(base(who), who.leader, reshape=reshape)


@forged
def bytes_behind_open_lengths(who: Cast) -> bytes:
    return sign(base(who), who.leader, reshape=lambda der: opened(der) + FALSE.encode())


@forged
def stamp_of_other_bytes(who: Cast) -> bytes:
    """A time stamp of the document that stamps other bytes."""
    stamped = change(one_signature(who), other_figure)
    made = with_stamp(one_signature(who), who)
    return stamped + made[len(one_signature(who)) :]


@forged
def stamped_after_the_change(who: Cast) -> bytes:
    return with_stamp(change(one_signature(who), other_figure), who)
