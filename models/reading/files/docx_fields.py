"""What somebody chose in a field of a Word form: an entry of a list, a day. The field's own words are not here."""

from __future__ import annotations

import re

from models.reading.files.docx_package import Tree, W
from models.reading.files.docx_styles import on, value_of

_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)")
_LISTS = ("dropDownList", "comboBox")


def asks_for_words(control: Tree) -> bool:
    """Whether a control (`w:sdt`) still shows what it asks for ("Bấm vào đây để nhập …") or shows nothing at all."""
    if on(control.find(f"{W}sdtPr"), "showingPlcHdr"):
        return True
    content = control.find(f"{W}sdtContent")
    return content is not None and not any((piece.text or "").strip() for piece in content.iter(f"{W}t"))


def chosen_in_control(control: Tree) -> str:
    """What a control without words keeps as its choice; nothing when none was made."""
    properties = control.find(f"{W}sdtPr")
    if properties is None:
        return ""
    day = properties.find(f"{W}date")
    if day is not None and (found := _DAY.match(day.get(f"{W}fullDate") or "")):
        return f"{found['d']}/{found['m']}/{found['y']}"
    for kind in _LISTS:
        entries = properties.find(f"{W}{kind}")
        value = entries.get(f"{W}lastValue") if entries is not None else None
        if value:
            named = (one for one in entries.iter(f"{W}listItem") if one.get(f"{W}value") == value)
            return str(next((one.get(f"{W}displayText") or value for one in named), value))
    return ""


def chosen_in_field(sign: Tree) -> str:
    """The chosen entry of a list that an older form keeps at the beginning of its field (`w:ddList`)."""
    entries = sign.find(f"{W}ffData/{W}ddList")
    if entries is None:
        return ""
    number = value_of(entries, "result") or value_of(entries, "default") or "0"
    named = entries.findall(f"{W}listEntry")
    at = int(number) if number.isdecimal() and len(number) < 4 else len(named)
    return str(named[at].get(f"{W}val") or "") if at < len(named) else ""
