"""Notes and fields laid over a signed or certified paper (Rohlmann et al., IEEE S&P 2021), and changed forms.

The evil annotation attack covers words with a note, the sneaky signature attack with what a new signature shows.
"""

from __future__ import annotations

from collections.abc import Callable

import paper_tools as tools
from forged_papers import FALSE, Made, change
from genuine_papers import IN_ITS_PLACE, WHITE_SEAL, certified, one_signature, signed_off
from hand_signing import SEEN, Look, sign
from paper_tools import Cast, Update, paper

FORGED: dict[str, Made] = {}
COVERING = Look((80, 700, 300, 780), tools.cover(FALSE))  # over the words and the figure
COVERING_FIGURE = Look((140, 715, 240, 735), tools.cover(FALSE))


def forged(made: Made) -> Made:
    FORGED[made.__name__] = made
    return made


def _note(kind: bytes, *, box: bytes = b"[80 700 300 780]", more: bytes = b"") -> bytes:
    return b"<< /Type /Annot /Subtype %s /Rect %s /F 4 /Contents (%s) %s " % (kind, box, FALSE.encode(), more)


def _add_note(kind: bytes, more: bytes = b"") -> Callable[[Update], None]:
    def act(update: Update) -> None:
        look = update.new(tools.form(tools.cover(FALSE), 220, 80))
        note = update.new(_note(kind, more=more) + b"/AP << /N %d 0 R >> >>" % look)
        held = update.objects.get(3) or tools.raw(update.read(3))
        update.objects[3] = held.replace(b"/Annots [", b"/Annots [%d 0 R " % note)

    return act


NOTES = {
    "free_text": _add_note(b"/FreeText"),
    "stamp": _add_note(b"/Stamp"),
    "redact": _add_note(b"/Redact"),
    "square": _add_note(b"/Square", b"/IC [1 1 1]"),
    "widget_without_field": _add_note(b"/Widget"),
    "link": _add_note(b"/Link", b"/A << /S /URI /URI (http://192.0.2.1) >>"),
}
for _name, _act in NOTES.items():
    for _permission in (0, 1, 2, 3):
        FORGED[f"note_{_name}_on_{_permission}"] = lambda who, act=_act, permission=_permission: change(
            _signed(who, permission), act
        )
    FORGED[f"note_{_name}_signed_over"] = lambda who, act=_act: sign(
        change(certified(who, 3), act), who.stranger, name="Sig9"
    )
    FORGED[f"note_{_name}_while_signing"] = lambda who, act=_act: sign(
        certified(who, 3), who.stranger, name="Sig9", change=act
    )


def _signed(who: Cast, permission: int) -> bytes:
    return certified(who, permission) if permission else one_signature(who)


# The sneaky signature attack: what a new signature shows hides what the leader saw.


for _permission in (0, 1, 2, 3):
    FORGED[f"cover_by_signature_on_{_permission}"] = lambda who, permission=_permission: sign(
        _signed(who, permission), who.stranger, name="Sig9", look=COVERING
    )


@forged
def figure_alone_covered_by_signature(who: Cast) -> bytes:
    return sign(certified(who), who.stranger, name="Sig9", look=COVERING_FIGURE)


@forged
def cover_by_signature_of_the_clerk(who: Cast) -> bytes:
    """A trusted signer may not do it either."""
    return sign(certified(who), who.clerk, name="Sig9", look=COVERING)


@forged
def cover_then_another_signature(who: Cast) -> bytes:
    first = sign(certified(who), who.stranger, name="Sig9", look=COVERING)
    return sign(first, who.clerk, name="Sig10", look=Look((60, 100, 160, 140), tools.CLEAR))


@forged
def cover_in_grey(who: Cast) -> bytes:
    drawn = tools.cover(FALSE).replace(b"1 g", b"0.85 g", 1)
    return sign(certified(who), who.stranger, name="Sig9", look=Look((80, 700, 300, 780), drawn))


@forged
def cover_by_second_widget(who: Cast) -> bytes:
    """One field, two places: a small one, and one over the figure."""

    def act(update: Update) -> None:
        field = max(n for n, body in update.objects.items() if b"/FT /Sig" in body)
        look = update.new(tools.form(tools.cover(FALSE), 220, 80))
        small = update.new(b"<< /Type /Annot /Subtype /Widget /Parent %d 0 R /P 3 0 R /F 4 /Rect [0 0 9 9] >>" % field)
        large = update.new(
            b"<< /Type /Annot /Subtype /Widget /Parent %d 0 R /P 3 0 R /F 4 /Rect [80 700 300 780] "
            b"/AP << /N %d 0 R >> >>" % (field, look)
        )
        value = update.objects[field].split(b"/V ")[1].split(b" 0 R")[0]
        update.objects[field] = b"<< /FT /Sig /T (Sig9) /V %s 0 R /Kids [%d 0 R %d 0 R] >>" % (value, small, large)
        held = update.objects[3]
        update.objects[3] = held.replace(b"%d 0 R]" % field, b"%d 0 R %d 0 R]" % (small, large))

    return sign(certified(who), who.stranger, name="Sig9", change=act)


@forged
def cover_by_field_that_nobody_signed(who: Cast) -> bytes:
    def act(update: Update) -> None:
        look = update.new(tools.form(tools.cover(FALSE), 220, 80))
        field = update.new(
            b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Sig9) /F 4 /P 3 0 R /Rect [80 700 300 780] "
            b"/AP << /N %d 0 R >> >>" % look
        )
        update.put(1, AcroForm=b"<< /Fields [9 0 R %d 0 R] /SigFlags 3 >>" % field)
        update.put(3, Annots=b"[9 0 R %d 0 R]" % field)

    return sign(change(certified(who), act), who.stranger, name="Sig10")


@forged
def cover_by_broken_signature(who: Cast) -> bytes:
    made = sign(certified(who), who.stranger, name="Sig9", look=COVERING)
    at = made.rindex(b"/Contents <") + 200
    return made[:at] + (b"0" if made[at : at + 1] != b"0" else b"1") + made[at + 1 :]


@forged
def prepared_field_covers(who: Cast) -> bytes:
    """The empty field lies over the figure before the leader signs, and shows nothing yet; then it is signed white."""
    empty = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (CoQuan) /F 4 /P 3 0 R /Rect [80 700 300 780] >>"
    made = paper(
        who.figure,
        page=b"/Contents 4 0 R /Annots [8 0 R]",
        catalogue=b"/AcroForm << /Fields [8 0 R] /SigFlags 3 >>",
        more=[empty],
    )
    first = sign(made, who.leader, look=SEEN)

    def act(update: Update) -> None:
        value = max(n for n, body in update.objects.items() if b"/Type /Sig " in body)
        look = update.new(tools.form(tools.cover(FALSE), 220, 80))
        for number in [n for n in update.objects if n > value and n != look]:
            del update.objects[number]
        update.objects.pop(1)
        update.objects.pop(3)
        update.put(8, V=b"%d 0 R" % value, AP=b"<< /N %d 0 R >>" % look)

    return sign(first, who.stranger, name="CoQuan", change=act)


# A seal may hide who signs, and nothing else: no figure beside it, no other words, nor from out of its place.


@forged
def white_seal_over_a_figure_in_its_place(who: Cast) -> bytes:
    made = signed_off(who, b"BT /F1 12 Tf 330 375 Td (12.500.000) Tj ET")
    return sign(made, who.stranger, name="Sig9", look=Look(IN_ITS_PLACE, WHITE_SEAL))


@forged
def white_seal_over_a_figure_among_capitals(who: Cast) -> bytes:
    made = signed_off(who, b"BT /F1 12 Tf 345 375 Td (SO 5000) Tj ET")
    return sign(made, who.stranger, name="Sig9", look=Look((300, 320, 410, 430), WHITE_SEAL))


@forged
def white_seal_over_who_receives(who: Cast) -> bytes:
    made = signed_off(who, b"BT /F1 11 Tf 200 375 Td (- Nhu tren;) Tj ET")
    return sign(made, who.stranger, name="Sig9", look=Look((195, 320, 305, 430), WHITE_SEAL))


@forged
def white_sheet_over_who_signs(who: Cast) -> bytes:
    """Larger than any seal and out of its place, although it hides nothing but who signs."""
    sheet = b"1 g 0 0 500 400 re f"
    return sign(signed_off(who), who.stranger, name="Sig9", look=Look((60, 200, 560, 600), sheet))


@forged
def another_order_of_tab_with_another_turn(who: Cast) -> bytes:
    def act(update: Update) -> None:
        update.objects[3] = update.objects[3].replace(b"/Type /Page ", b"/Type /Page /Tabs /S /Rotate 90 ")

    return sign(certified(who), who.stranger, name="Sig9", change=act)


@forged
def text_field_named_with_dots(who: Cast) -> bytes:
    def act(update: Update) -> None:
        look = update.new(tools.form(tools.cover(FALSE), 220, 80))
        field = update.new(
            b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (So.lieu) /V (9) /F 4 /P 3 0 R /Rect [80 300 300 380] "
            b"/AP << /N %d 0 R >> >>" % look
        )
        update.put(1, AcroForm=b"<< /Fields [9 0 R %d 0 R] /SigFlags 3 >>" % field)
        update.put(3, Annots=b"[9 0 R %d 0 R]" % field)

    return sign(change(certified(who), act), who.stranger, name="Sig.10")


# Other fields of the form


def _with_text_field(who: Cast, *, shown: bool = True) -> bytes:
    look = b"/AP << /N 9 0 R >>" if shown else b""
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (SoLieu) /V (%s) /F 4 /P 3 0 R /Rect [80 600 300 640] %s >>"
    made = paper(
        who.figure,
        page=b"/Contents 4 0 R /Annots [8 0 R]",
        catalogue=b"/AcroForm << /Fields [8 0 R] /DA (/F1 12 Tf) /DR << /Font << /F1 5 0 R >> >> >>",
        more=[field % (who.figure.encode(), look), tools.form(b"0 g BT /F1 12 Tf 2 9 Td (x) Tj ET", 220, 40)],
    )
    return sign(made, who.leader, look=SEEN)


def _filled(update: Update) -> None:
    update.put(8, V=b"(%s)" % FALSE.encode())


def _filled_look_alone(update: Update) -> None:
    update.put(8, AP=b"<< /N %d 0 R >>" % update.new(tools.form(tools.cover(FALSE), 220, 40)))


def _look_in_place(update: Update) -> None:
    update.objects[9] = tools.form(tools.cover(FALSE), 220, 40)


def _form_key(**keys: bytes) -> Callable[[Update], None]:
    def act(update: Update) -> None:
        held = update.read(1)["/AcroForm"]
        made = {key: tools.raw(held.raw_get(key)) for key in held} | {f"/{key}": each for key, each in keys.items()}
        update.put(1, AcroForm=tools.dictionary(made))

    return act


def _new_text_field(update: Update) -> None:
    look = update.new(tools.form(tools.cover(FALSE), 220, 80))
    field = update.new(
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (Them) /V (%s) /F 4 /P 3 0 R /Rect [80 700 300 780] "
        b"/AP << /N %d 0 R >> >>" % (FALSE.encode(), look)
    )
    held = update.read(1)["/AcroForm"]["/Fields"]
    update.put(3, Annots=b"[%s %d 0 R]" % (tools.raw(update.read(3)["/Annots"])[1:-1], field))
    _form_key(Fields=b"[%s %d 0 R]" % (tools.raw(held)[1:-1], field))(update)


FORMS = {
    "filled": _filled,
    "shows_another": _filled_look_alone,
    "redrawn_in_place": _look_in_place,
    "drawn_anew": _form_key(NeedAppearances=b"true"),
    "other_font": _form_key(DR=b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >> >> >>"),
    "other_look": _form_key(DA=b"(/F1 12 Tf 1 g)"),
    "moved": lambda update: update.put(8, Rect=b"[80 700 300 780]"),
    "hidden": lambda update: update.put(8, F=b"2"),
    "field_added": _new_text_field,
    "field_taken_out": _form_key(Fields=b"[]"),
}
for _name, _act in FORMS.items():
    FORGED[f"form_{_name}"] = lambda who, act=_act: change(_with_text_field(who), act)
    FORGED[f"form_{_name}_signed_over"] = lambda who, act=_act: sign(
        change(_with_text_field(who), act), who.stranger, name="Sig9"
    )
