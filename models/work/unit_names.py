"""Several units' names in one text, and each of them out of it again: a name may hold a semicolon of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from models.base.text import clean, fold, one_tone_place
from models.base.words import _

_PLACE = re.compile(
    r"(?P<before>^|\()(?P<kind>(?i:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu)) (?P<name>\w)"
)
_ACTING = re.compile(r"UBND (?P<kind>xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu) ")
_SHORT = {"ủy ban nhân dân": "ubnd", "hội đồng nhân dân": "hđnd"}
_SIGNS = re.compile(r"\s*([-,&])\s*")
_BETWEEN = "; "
_INSIDE = ";\u00a0"  # within a name: on the screen and to the search the same, and no end of the name


def joined(names: Iterable[str]) -> str:
    """The names in one text, for `parted` to give back as they were."""
    return _BETWEEN.join(name.replace(_BETWEEN, _INSIDE) for name in names)


def parted(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The names that `joined` put together.

    `known` are names with a semicolon that stay whole also in a text that was put together before they were told apart.
    """
    parts = [part for part in text.split(_BETWEEN) if part.strip()]
    return tuple(name.replace(_INSIDE, _BETWEEN) for name in _whole(parts, known))


def typed(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The names that a person wrote with semicolons between them, each once; those of `known` stay whole."""
    parts = [clean(part) for part in re.split(f";(?!{_INSIDE[1:]})", text)]
    return tuple(dict.fromkeys(filter(None, _whole(parts, known))))


def one_spelling(name: str) -> str:
    """The form in which all spellings of a name agree: capitals, where a tone stands, spaces, `UBND` written out."""
    form = one_tone_place(clean(name))
    for whole, short in _SHORT.items():
        form = form.replace(whole, short)
    form = form.replace("–", "-")
    return " ".join(_SIGNS.sub(r" \1 ", form).split()).strip(" .;:")


def agency(name: str) -> str:
    """Who acts where a unit is named by its place: `UBND xã Tả Củ Tỷ` for `Xã Tả Củ Tỷ`. An agency's name stays.

    Catalogues list places, and a report speaks of agencies. A place's own name begins with a capital or is a number,
    so `Huyện ủy`, `Xã đoàn` are none.
    """
    return _PLACE.sub(_as_agency, name)


def _as_agency(found: re.Match[str]) -> str:
    if found["name"].islower():
        return found[0]
    return f"{found['before'] or 'UBND '}{found['kind'].lower()} {found['name']}"


def together(names: Sequence[str]) -> str:
    """Names for a narrow place: `UBND các xã: Bản Cái, Bản Phố; Phòng Nội vụ`, the word of a place said once."""
    found: dict[str, list[str]] = {}
    for name in names:
        place = _ACTING.match(name)
        found.setdefault(place["kind"] if place else name, []).append(name)
    return "; ".join(_group(word, alike) for word, alike in found.items())


def _group(word: str, alike: Sequence[str]) -> str:
    if len(alike) == 1:
        return alike[0]
    places = ", ".join(name.removeprefix(f"UBND {word} ") for name in alike)
    return _("UBND các {word}: {places}").format(word=word, places=places)


def _whole(parts: list[str], known: Collection[str]) -> list[str]:
    """The parts, those put together again that are one known name; the longest name goes first."""
    names = {_form(name): name for name in known if ";" in name}
    if not names:
        return parts
    most = max(name.count(";") + 1 for name in names)
    found: list[str] = []
    while parts:
        for count in range(min(most, len(parts)), 0, -1):
            tried = _BETWEEN.join(parts[:count])
            if count == 1 or _form(tried) in names:
                found.append(names.get(_form(tried), tried))
                parts = parts[count:]
                break
    return found


def _form(name: str) -> str:
    return fold(clean(name.replace(";", _BETWEEN)))
