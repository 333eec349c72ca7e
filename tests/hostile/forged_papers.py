"""Papers that were changed after the leader had signed them, as the published attacks do it. Nothing is a test.

Incremental saving: Mladenov et al., CCS 2019. Forged signatures are in `forged_signatures`, attacks on certified papers
in `forged_certified`, prepared papers in `forged_shadows`. No file may be found intact, and none may give data.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import paper_tools as tools
from genuine_papers import certified, leader_then_clerk, one_signature, with_proofs
from hand_signing import SEEN, Look, sign
from paper_tools import Cast, Update

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
    page = tools.PAGE + b" /Contents %d 0 R >>"
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
