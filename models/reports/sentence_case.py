"""Great and small letters where texts are put together: a remark begins with a great one, its later parts do not.

A name keeps its great letter wherever it stands: that of an agency, a person, or a unit of the task.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from models.base.words import _

# What the name of an agency or of a person begins with, before a word with a great letter.
_NAMES: Final = frozenset(_("sở bộ ban phòng cục chi văn trung công hội ông bà đồng xã huyện tỉnh").split(" "))
# The family names of most people here, of the Kinh and of the peoples of the northern mountains. Some are words too:
# they are names only before another great letter ("Lý Văn A", and not "Lý do").
_FAMILIES: Final = frozenset(
    _(
        "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lâm trịnh đào tạ tô tăng "
        "lương triệu quách chu nông hứa đàm phùng kiều khổng thạch lò lường quàng tòng giàng vàng thào sùng lù cư hầu "
        "sình hạng lầu vừ phàn tẩn chảo lồ lục sầm bế"
    ).split(" ")
)
_PLACES: Final = ("UBND ", "Xã ", "Phường ", "Thị trấn ", "xã ", "phường ", "thị trấn ")


def lower_first(text: str, names: Iterable[str] = ()) -> str:
    """The first letter small, for the middle of a sentence; an abbreviation and a name (`Sở Nội vụ`) stay.

    `names` are those of units, which a text may begin with without the word for what they are (`Lùng Cải còn 2 thôn`).
    """
    first, _blank, rest = text.partition(" ")
    name = rest[:1].isupper() and first.lower() in _NAMES | _FAMILIES
    whole = name or first[1:] != first[1:].lower() or any(text.startswith(bare) for bare in map(_bare, names) if bare)
    return text if whole else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """The first letter great, for the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def joined_remarks(remarks: Iterable[str], names: Iterable[str] = ()) -> str:
    """Remarks as one: `Chậm 1 ngày; còn 2 thôn`. What is empty is left out; `names` as `lower_first` has them."""
    names = tuple(names)
    told = [one for remark in remarks if (one := remark.strip().rstrip(" .;"))]
    return upper_first("; ".join(one if place == 0 else lower_first(one, names) for place, one in enumerate(told)))


def _bare(name: str) -> str:
    """A unit's name without the words before it: `Lùng Cải` of `UBND xã Lùng Cải`."""
    for word in _PLACES:
        name = name.removeprefix(word)
    return name
