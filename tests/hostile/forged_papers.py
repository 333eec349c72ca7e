"""Papers that were changed after the leader had signed them, as the published attacks do it. Nothing is a test.

Incremental saving, signature wrapping and universal forgery: Mladenov et al., CCS 2019. Attacks on certified papers
are in `forged_certified`, prepared papers in `forged_shadows`. No file here may be found intact, and none may give data.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import paper_tools as tools
from asn1crypto import cms
from genuine_papers import base, certified, leader_then_clerk, one_signature, opened, with_proofs, with_stamp
from paper_tools import SEEN, SIZE, Cast, Look, Update, sign

Made = Callable[[Cast], bytes]
FORGED: dict[str, Made] = {}
FALSE = "999999"


def forged(made: Made) -> Made:
    FORGED[made.__name__] = made
    return made


def change(pdf: bytes, act: Callable[[Update], None], **how: bool) -> bytes:
    """The file with an update that `act` writes."""
    update = Update(pdf)
    act(update)
    return update.written(**how)


def other_figure(update: Update) -> None:
    update.objects[4] = tools.content("Bao cao thang 3", FALSE)


def other_data(update: Update) -> None:
    update.objects[tools.DATA] = tools.data_json(FALSE)


def _new_page_content(update: Update) -> None:
    update.put(3, Contents=b"%d 0 R" % update.new(tools.content("Bao cao thang 3", FALSE)))


def _new_page(update: Update) -> None:
    words = update.new(tools.content("Trang them", FALSE))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    update.put(2, Kids=b"[3 0 R %d 0 R]" % update.new(page % words), Count=b"2")


def _other_pages(update: Update) -> None:
    words = update.new(tools.content("Trang khac", FALSE))
    pages = update.size + 1
    page = update.new(b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R >>" % (pages, words))
    update.put(1, Pages=b"%d 0 R" % update.new(b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % page))


def _other_root(update: Update) -> None:
    _other_pages(update)
    update.root = b"%d 0 R" % update.new(update.objects.pop(1))


def _page_key(**keys: bytes) -> Callable[[Update], None]:
    return lambda update: update.put(3, **keys)


def _root_key(**keys: bytes) -> Callable[[Update], None]:
    return lambda update: update.put(1, **keys)


def _other_font(update: Update) -> None:
    update.objects[5] = b"<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>"


def _attached_other(update: Update) -> None:
    data = update.new(tools.data_json(FALSE))
    spec = update.new(b"<< /Type /Filespec /F (data.json) /UF (data.json) /EF << /F %d 0 R >> >>" % data)
    update.put(1, AF=b"[%d 0 R]" % spec)


def _named_other(update: Update) -> None:
    data = update.new(tools.data_json(FALSE))
    spec = update.new(b"<< /Type /Filespec /F (data.json) /EF << /F %d 0 R >> >>" % data)
    update.put(1, Names=b"<< /EmbeddedFiles << /Names [(data.json) %d 0 R] >> >>" % spec)


def _hidden_by_freeing(generation: int) -> Callable[[Update], None]:
    def act(update: Update) -> None:
        update.freed = {4: generation}

    return act


def _next_generation(update: Update) -> None:
    other_figure(update)
    update.generations = {4: 1}


# Incremental saving: something is appended to what was signed. Each once alone and once signed over by a stranger.
CHANGES: dict[str, Callable[[Update], None]] = {
    "content_in_place": other_figure,
    "content_of_its_own": _new_page_content,
    "page_added": _new_page,
    "pages_exchanged": _other_pages,
    "catalogue_exchanged": _other_root,
    "data_in_place": other_data,
    "data_attached": _attached_other,
    "data_named": _named_other,
    "font_in_place": _other_font,
    "resources": _page_key(Resources=b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Symbol >> >> >>"),
    "page_cut": _page_key(MediaBox=b"[0 750 595 842]", CropBox=b"[0 750 595 842]"),
    "page_turned": _page_key(Rotate=b"180"),
    "open_action": _root_key(OpenAction=b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"),
    "layers": _root_key(OCProperties=b"<< /OCGs [] /D << /OFF [] >> >>"),
    "freed_65535": _hidden_by_freeing(65535),
    "freed_65534": _hidden_by_freeing(65534),
    "freed_1": _hidden_by_freeing(1),
    "freed_0": _hidden_by_freeing(0),
    "next_generation": _next_generation,
}


def _appended(act: Callable[[Update], None]) -> Made:
    return lambda who: change(one_signature(who), act)


def _signed_over(act: Callable[[Update], None]) -> Made:
    return lambda who: sign(change(one_signature(who), act), who.stranger, name="Sig9")


def _while_signing(act: Callable[[Update], None]) -> Made:
    return lambda who: sign(one_signature(who), who.stranger, name="Sig9", change=act)


for _name, _act in CHANGES.items():
    FORGED[f"appended_{_name}"] = _appended(_act)
    FORGED[f"signed_over_{_name}"] = _signed_over(_act)
for _name in ("content_of_its_own", "data_in_place", "freed_65535", "freed_65534", "next_generation"):
    FORGED[f"while_signing_{_name}"] = _while_signing(CHANGES[_name])


@forged
def appended_without_table(who: Cast) -> bytes:
    return change(one_signature(who), other_figure, table=False)


@forged
def appended_without_trailer(who: Cast) -> bytes:
    return change(one_signature(who), other_figure, trailer=False)


@forged
def appended_body_alone(who: Cast) -> bytes:
    return change(one_signature(who), other_figure, table=False, trailer=False)


@forged
def appended_with_the_signature_copied(who: Cast) -> bytes:
    def act(update: Update) -> None:
        other_figure(update)
        update.objects[8] = tools.raw(update.read(8))

    return change(one_signature(who), act)


@forged
def loose_object_under_a_later_signature(who: Cast) -> bytes:
    """No table names the false content; a program that mends tables by reading all objects would show it."""
    first = change(one_signature(who), other_figure, table=False, trailer=False)
    return sign(first, who.stranger, name="Sig9")


@forged
def bytes_after_the_end(who: Cast) -> bytes:
    return one_signature(who) + b"%" + FALSE.encode() + b"\n"


@forged
def properties_after_the_end(who: Cast) -> bytes:
    def act(update: Update) -> None:
        update.trailer = b"/Info %d 0 R" % update.new(b"<< /Title (%s) >>" % FALSE.encode())

    return change(one_signature(who), act)


@forged
def older_revision_brought_back(who: Cast) -> bytes:
    """The table of the unsigned paper is named as the newest, with another content over it."""
    update = Update(one_signature(who))
    first = update.pdf.index(b"xref\n0 ")
    update.previous = first
    other_figure(update)
    return update.written()


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
    stamped = FORGED["appended_content_in_place"](who)
    made = with_stamp(one_signature(who), who)
    return stamped + made[len(one_signature(who)) :]


@forged
def stamped_after_the_change(who: Cast) -> bytes:
    return with_stamp(change(one_signature(who), other_figure), who)


# Proofs for long keeping, with something under them


@forged
def proofs_with_another_content(who: Cast) -> bytes:
    return with_proofs(change(leader_then_clerk(who), other_figure), who)


@forged
def proofs_then_another_content(who: Cast) -> bytes:
    return change(with_proofs(leader_then_clerk(who), who), other_figure)


@forged
def proofs_of_an_unknown_kind(who: Cast) -> bytes:
    def act(update: Update) -> None:
        update.put(1, DSS=b"<< /Figure %d 0 R >>" % update.new(tools.content("x", FALSE)))

    return change(one_signature(who), act)


@forged
def proofs_with_an_empty_field(who: Cast) -> bytes:
    """A field that nobody signed, brought in with the proofs."""

    def act(update: Update) -> None:
        field = update.new(b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Sig9) /Rect [0 0 0 0] /P 3 0 R >>")
        update.put(1, AcroForm=b"<< /Fields [9 0 R %d 0 R] /SigFlags 3 >>" % field, DSS=b"<< /Certs [] >>")

    return change(one_signature(who), act)


@forged
def certified_without_changes_then_signed(who: Cast) -> bytes:
    return sign(certified(who, 1), who.clerk, name="Sig9", look=SEEN)


@forged
def bytes_before_the_head(who: Cast) -> bytes:
    return b"%junk\n" + one_signature(who)


@forged
def seen_signature_moved(who: Cast) -> bytes:
    return change(one_signature(who), lambda update: update.put(9, Rect=b"[0 0 1 1]"))


@forged
def seen_signature_redrawn(who: Cast) -> bytes:
    def act(update: Update) -> None:
        update.objects[10] = tools.form(tools.cover(FALSE), 100, 40)

    return change(one_signature(who), act)


@forged
def seen_signature_taken_from_the_page(who: Cast) -> bytes:
    return change(one_signature(who), _page_key(Annots=b"[]"))


@forged
def first_of_two_taken_out(who: Cast) -> bytes:
    """The form forgets the leader; only the clerk's signature is left to be seen."""
    return sign(one_signature(who), who.clerk, name="Sig2", look=Look(), change=_forget)


def _forget(update: Update) -> None:
    held = update.objects[1]
    update.objects[1] = re.sub(rb"/Fields \[\s*9 0 R", b"/Fields [", held)
