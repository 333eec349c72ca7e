"""The measures of Nghị định 30/2020/NĐ-CP, Phụ lục I: paper, margins, sizes, styles, fixed words. It draws nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from models.reports.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle

MM: Final = 72 / 25.4  # points
PORTRAIT: Final = (210 * MM, 297 * MM)
LANDSCAPE: Final = (297 * MM, 210 * MM)

# Mục I khoản 2: top and bottom 20-25 mm, left 30-35 mm, right 15-20 mm.
TOP: Final = 20 * MM
BOTTOM: Final = 20 * MM
LEFT: Final = 30 * MM
RIGHT: Final = 20 * MM
WIDTH: Final = PORTRAIT[0] - LEFT - RIGHT  # of the text on an upright page

# The text is fixed by the decree and stays Vietnamese whatever language the screen speaks.
STATE: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
KIND: Final = "BÁO CÁO"
END: Final = "./."

BODY: Final = 14
PAGE_NUMBER: Final = 13
PAGE_NUMBER_DROP: Final = 12.7 * MM  # from the paper's edge to the foot of the number, inside the top margin
LINE: Final = 0.7  # weight of the rule lines
RULE_SHARE: Final = 0.4  # of the text above, within the decree's 1/3 to 1/2 (ô 2 and 5a)
SINGLE: Final = 1.15  # line height of the typeface, as word processors space it
GAP: Final = 6  # between paragraphs; the decree's least

# Sizes in points, best first: the second is taken when a text does not fit on its line with the first.
STATE_SIZES: Final = (13, 12)
MOTTO_SIZES: Final = (14, 13)
ISSUER_SIZES: Final = (13, 12)
DATE_SIZES: Final = (14, 13)
NUMBER_SIZE: Final = 13
AUTHORITY_SIZES: Final = (14, 13)
COPIES_TITLE: Final = 12
COPIES: Final = 11
TABLE: Final = 11
CLOSE_TABLE: Final = 10  # a list of thousands of lines


@cache
def style(name: str) -> ParagraphStyle:
    """One paragraph style by name, made once. Raises KeyError for a name that is not below."""
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    body = {"fontSize": BODY, "leading": 18, "spaceAfter": GAP, "allowWidows": 0, "allowOrphans": 0}
    indented = {**body, "alignment": TA_JUSTIFY, "firstLineIndent": 12.7 * MM}  # 1.27 cm
    centred = {**body, "alignment": TA_CENTER, "leading": BODY * SINGLE}
    hanging = {"leftIndent": 10, "firstLineIndent": -10}  # later lines stand right of the dash
    table = {"fontSize": TABLE, "leading": TABLE * SINGLE}
    close = {"fontSize": CLOSE_TABLE, "leading": CLOSE_TABLE * SINGLE}
    options: dict[str, dict[str, object]] = {
        "body": {**indented, "fontName": REGULAR},
        "last": {**indented, "fontName": REGULAR, "spaceAfter": 12},
        "last-upper": {**indented, "fontName": REGULAR, "spaceAfter": 0, "justifyLastLine": 1},
        "basis": {**indented, "fontName": ITALIC},
        "heading1": {**indented, "fontName": BOLD, "alignment": TA_LEFT},
        "heading2": {**indented, "fontName": BOLD, "alignment": TA_LEFT},
        "heading3": {**indented, "fontName": REGULAR, "alignment": TA_LEFT},
        "kind": {**centred, "fontName": BOLD, "spaceAfter": 0, "spaceBefore": 8},
        "subject": {**centred, "fontName": BOLD, "spaceAfter": 0},
        "recipient": {**centred, "fontName": REGULAR, "spaceAfter": 0},
        "recipients": {**body, "fontName": REGULAR, "alignment": TA_LEFT, "spaceAfter": 0, **hanging},
        "appendix": {**centred, "fontName": BOLD, "spaceAfter": 2},
        "attached": {**centred, "fontName": ITALIC, "spaceAfter": 12},
        "caption": {**centred, "fontName": BOLD, "fontSize": 13, "spaceBefore": 10},
        "cell": {**table, "fontName": REGULAR, "alignment": TA_LEFT},
        "close-cell": {**close, "fontName": REGULAR, "alignment": TA_LEFT},
        "cell-right": {**table, "fontName": REGULAR, "alignment": TA_RIGHT},
        "cell-centre": {**table, "fontName": REGULAR, "alignment": TA_CENTER},
        "cell-head": {**table, "fontName": BOLD, "alignment": TA_CENTER},
        "cell-bold": {**table, "fontName": BOLD, "alignment": TA_LEFT},
        "copies": {"fontName": REGULAR, "fontSize": COPIES, "leading": COPIES * SINGLE},
        "copies-title": {"fontName": BOLD_ITALIC, "fontSize": COPIES_TITLE, "leading": COPIES_TITLE * SINGLE},
    }
    return ParagraphStyle(name, **options[name])
