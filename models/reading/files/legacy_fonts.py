"""Text typed for the fonts of before Unicode: TCVN3 (.VnTime) and VNI-Windows, turned into Vietnamese letters."""

from __future__ import annotations

import re

# TCVN 5712:1993 VN3, the table of .Vn fonts: Latin-1 position -> letter. Capitals with tones exist only in .Vn…H fonts.
TCVN3_ROWS = (
    ("\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7", "ĂÂÊÔƠƯĐ"),
    ("\u00a8\u00a9\u00aa\u00ab\u00ac\u00ad\u00ae", "ăâêôơưđ"),
    ("\u00b5\u00b6\u00b7\u00b8\u00b9", "àảãáạ"),
    ("\u00bb\u00bc\u00bd\u00be\u00c6", "ằẳẵắặ"),
    ("\u00c7\u00c8\u00c9\u00ca\u00cb", "ầẩẫấậ"),
    ("\u00cc\u00ce\u00cf\u00d0\u00d1", "èẻẽéẹ"),
    ("\u00d2\u00d3\u00d4\u00d5\u00d6", "ềểễếệ"),
    ("\u00d7\u00d8\u00dc\u00dd\u00de", "ìỉĩíị"),
    ("\u00df\u00e1\u00e2\u00e3\u00e4", "òỏõóọ"),
    ("\u00e5\u00e6\u00e7\u00e8\u00e9", "ồổỗốộ"),
    ("\u00ea\u00eb\u00ec\u00ed\u00ee", "ờởỡớợ"),
    ("\u00ef\u00f1\u00f2\u00f3\u00f4", "ùủũúụ"),
    ("\u00f5\u00f6\u00f7\u00f8\u00f9", "ừửữứự"),
    ("\u00fa\u00fb\u00fc\u00fd\u00fe", "ỳỷỹýỵ"),
)
_TCVN3 = str.maketrans(
    {code: letter for codes, letters in TCVN3_ROWS for code, letter in zip(codes, letters, strict=True)}
)

# VNI-Windows writes the letter and then one sign for its shape and tone; ơ, ư, đ, ỵ and toned i are single codes.
_VNI_AFTER = {
    "a": ("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    "e": ("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    "o": ("ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    "u": ("ùøûõï", "úùủũụ"),
    "y": ("ùøûõ", "ýỳỷỹ"),
    "ô": ("ùøûõï", "ớờởỡợ"),
    "ö": ("ùøûõï", "ứừửữự"),
}
VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
VNI_PAIRS = {
    base + sign: letter
    for base, (signs, letters) in _VNI_AFTER.items()
    for sign, letter in zip(signs, letters, strict=True)
}
_VNI_CODE = re.compile(
    "|".join(sorted((re.escape(code) for code in (*VNI_PAIRS, *VNI_ALONE)), key=len, reverse=True)), re.IGNORECASE
)


def coding_of_font(font: str | None) -> str | None:
    """`tcvn3`, `tcvn3_capitals`, `vni`, or None for a Unicode font, told by the font's name as Word keeps it."""
    if not font:
        return None
    low = font.strip().lower()
    if low.startswith(".vn"):
        return "tcvn3_capitals" if low.endswith("h") and not low.endswith("tech") else "tcvn3"
    if low.startswith(("vni-", "vni ")):
        return "vni"
    return None


def to_unicode(text: str, coding: str) -> str:
    """`text` as its font showed it. `coding` as from `coding_of_font`; text that is already Unicode passes through."""
    # Word files keep some of these codes in its private area, at F000 + code.
    text = "".join(chr(ord(c) - 0xF000) if "\uf020" <= c <= "\uf0ff" else c for c in text)
    if coding == "vni":
        return _VNI_CODE.sub(_vni_letter, text)
    shown = text.translate(_TCVN3)
    return shown.upper() if coding == "tcvn3_capitals" else shown


def _vni_letter(match: re.Match[str]) -> str:
    code = match[0]
    letter = VNI_PAIRS.get(code.lower()) or VNI_ALONE[code.lower()]
    return letter.upper() if code[0].isupper() else letter
