"""What the name of a unit says of its place, and which unit of a list a name means whose place is told otherwise.

`Phòng Nội vụ huyện Bắc Hà` is the `Phòng Nội vụ` of Bắc Hà, `UBND huyện Bắc Hà` the one that was entered with its
province. Names only, no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from models.base.text import clean, one_tone_place
from models.work.unit_names import one_spelling

# The ranks of places: communes, districts, provinces. A city is a district's equal but for those that the central
# government runs (Nghị quyết 175/2024/QH15 for Huế).
_RANKS = dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), 0)
_RANKS |= {**dict.fromkeys(("huyện", "quận", "thị xã", "thành phố"), 1), "tỉnh": 2}
_RUN_CENTRALLY = {"hà nội", "hồ chí minh", "đà nẵng", "hải phòng", "cần thơ", "huế"}
LEVEL_RANKS = {"xa": 0, "huyen": 1, "tinh": 2}
_KIND = "|".join(_RANKS)
_WORD = "(?-i:[^\\W_a-zà-ỹđ][\\w’']*)"  # of a name: it begins with a capital, or is a number
_TOLD = re.compile(
    r"(?:[\s,(–-]+(?:(?:trực\s+)?thuộc|của))?(?:[\s,(–-]+(?:ubnd|(?:ủy|uỷ) ban nhân dân))?(?:^|[\s,(–-]+)"
    rf"(?P<kind>{_KIND})\s+(?!(?:ủy|uỷ|đoàn|hội)(?!\w))"
    rf"(?P<name>bà rịa\s*[-–]\s*vũng tàu|phan rang\s*[-–]\s*tháp chàm|{_WORD}(?:[ -]{_WORD})*?)"
    rf"(?=\s*(?:$|[,()–]|\s-\s|\s(?:{_KIND})\s))\)?",
    re.IGNORECASE,
)
_COMMITTEE = "ubnd"
_ANY = ""  # the kind of a place whose name alone is known

Place = tuple[str, str]  # its kind (`huyện`) and its name, in one spelling


@dataclass(frozen=True)
class PlacedName:
    """A name without its places (`core`), the `places` that it tells by rank, and those `around` that are known."""

    core: str
    places: Mapping[int, Place] = field(default_factory=dict)
    around: Mapping[int, Place] = field(default_factory=dict)

    def is_meant_by(self, written: PlacedName) -> bool:
        """Whether a document that writes so means this unit: the same core, and no place that is another's.

        The nearest place that this name tells has to be told; a wider one that nobody knows here does no harm.
        """
        if self.core != written.core or (self.places and not _agree(self.places, written.places, min(self.places))):
            return False
        if not written.places or not self.around or min(self.around) != min(written.places):
            return False
        known = [rank for rank in written.places if rank in self.around]
        return all(_agree(self.around, written.places, rank) for rank in known)

    def is_elsewhere(self, spoken_in: PlacedName) -> bool:
        """Whether a name without a place, in a paper of the place that `spoken_in` tells, cannot be this unit.

        A district's paper speaks of its own divisions: those of another district have the same names.
        """
        if self.places or not spoken_in.places:
            return False
        rank = min(spoken_in.places)
        return rank in self.around and not _agree(self.around, spoken_in.places, rank)


@lru_cache(4096)
def read_name(name: str) -> PlacedName:
    """What a name says; of a place alone (`Xã Bản Phố`) the core is its committee, who acts there."""
    words = clean(name)
    places: dict[int, Place] = {}
    for found in _TOLD.finditer(words):
        kind, place = one_tone_place(found["kind"]), one_spelling(found["name"])
        places.setdefault(2 if kind == "thành phố" and place in _RUN_CENTRALLY else _RANKS[kind], (kind, place))
    return PlacedName(one_spelling(_TOLD.sub(" ", words)) or _COMMITTEE, places)


def placed(
    units: Iterable[tuple[str, str, str | None]], own: str = "", own_place: str = "", own_level: str = "huyen"
) -> dict[str, PlacedName]:
    """Units (id, name, the id of the one above) with the places around each, by id.

    `own` is the office's unit, whose place and level are known also where its name and those above tell none.
    """
    rows = {key: (read_name(name), above) for key, name, above in units}
    return {
        key: PlacedName(name.core, name.places, _around(key, rows, own, own_place, own_level))
        for key, (name, _above) in rows.items()
    }


def _around(
    key: str, rows: Mapping[str, tuple[PlacedName, str | None]], own: str, own_place: str, own_level: str
) -> dict[int, Place]:
    found: dict[int, Place] = {}
    seen: set[str] = set()
    step: str | None = key
    while step is not None and step in rows and step not in seen:
        name, above = rows[step]
        found = {**name.places, **found}
        if step == own and own_place:
            found.setdefault(LEVEL_RANKS[own_level], (_ANY, one_spelling(own_place)))
        seen.add(step)
        step = above
    return found


def _agree(some: Mapping[int, Place], others: Mapping[int, Place], rank: int) -> bool:
    if rank not in some or rank not in others:
        return False
    (kind, name), (other_kind, other) = some[rank], others[rank]
    return name == other and (kind == other_kind or _ANY in {kind, other_kind})
