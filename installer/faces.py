"""Makes the interface's typeface (`resources/fonts/interface`) and the wider one of the tests (`tests/fonts`), anew.

Run by hand in the environment: `faces.py NOTO DEJAVU`, the two folders of .ttf files in Debian's fonts-noto-core and
fonts-dejavu-core. The same files give the same bytes.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from environment import ROOT
from fontTools import merge, subset
from fontTools.ttLib import TTFont
from system import say

INTERFACE = ROOT / "resources" / "fonts" / "interface"
WIDE = ROOT / "tests" / "fonts"
# Its own name, so that a Noto Sans of the system, of another version, is never taken in its place.
FAMILY = "Noto Sans So CCHC"

# Latin with the letters of Vietnamese and its neighbours, the marks that are set over them, and what offices write.
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x192, 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x218, 0x219, 0x21A, 0x21B),
    *range(0x2C6, 0x2DE),
    *(0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x309, 0x30A, 0x30B, 0x30C, 0x31B, 0x323, 0x327, 0x328),
    *range(0x1E00, 0x1F00),
    *range(0x2000, 0x2010),
    *range(0x2010, 0x2040),
    *(0x2044, 0x2070, *range(0x2074, 0x208F), 0x20AB, 0x20AC, 0x2103, 0x2116, 0x2122, 0x2126),
    *range(0x2153, 0x215F),
    *(0x2202, 0x2206, 0x220F, 0x2211, 0x2212, 0x2215, 0x221A, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CC, 0xFFFD),
]
GREEK = [*range(0x391, 0x3A2), *range(0x3A3, 0x3AA), *range(0x3B1, 0x3CA)]  # of formulas
# Noto Sans has no signs; these two of the same family have.
ARROWS = [*range(0x2190, 0x2196), 0x21B6, 0x21B7, 0x21D2, 0x21D4]
SIGNS = [0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x25B2, 0x25B6, 0x25BA, 0x25BC, 0x25BE, 0x25C6, 0x25CB, 0x25CF, 0x25E6]
SIGNS += [0x2605, 0x2606, 0x2610, 0x2611, 0x2612, 0x2713, 0x2714, 0x2715, 0x2717, 0x2756, 0x2794, 0x27A2]
# What the merged face says of its lines and weight is what its letters say.
OF_THE_LETTERS = ["sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent", "usWeightClass"]
OF_THE_LETTERS += ["fsSelection", "sxHeight", "sCapHeight", "xAvgCharWidth"]
FEATURES = ["ccmp", "kern", "mark", "mkmk"]  # not `locl`: the same letters whatever language the computer speaks


def main(noto: Path, dejavu: Path) -> None:
    """Write the four files."""
    for weight in ("Regular", "Bold"):
        face = _with_signs(noto / f"NotoSans-{weight}.ttf", noto)
        _larger(face, "▾", 1.5)
        _ditto(face)
        _name(face, FAMILY, weight)
        _write(face, INTERFACE / f"NotoSansSoCCHC-{weight}.ttf")
    for weight, source in (("Regular", "DejaVuSans.ttf"), ("Bold", "DejaVuSans-Bold.ttf")):
        face = _part(dejavu / source, [*LETTERS, *GREEK, *ARROWS, *SIGNS], FEATURES)
        _ditto(face)
        _name(face, "DejaVu Sans of the tests", weight)
        _write(face, WIDE / f"DejaVuSansOfTests-{weight}.ttf")


def _with_signs(letters: Path, noto: Path) -> TTFont:
    """One face out of three; a line stays as high as that of the letters."""
    parts = [
        _part(letters, [*LETTERS, *GREEK], FEATURES),
        _part(noto / "NotoSansMath-Regular.ttf", ARROWS, []),
        _part(noto / "NotoSansSymbols2-Regular.ttf", SIGNS, []),
    ]
    with tempfile.TemporaryDirectory() as folder:
        files = [str(Path(folder, f"{number}.ttf")) for number in range(len(parts))]
        for part, file in zip(parts, files, strict=True):
            part.save(file)
        joined = merge.Merger().merge(files)
    for table, names in {
        "head": ["created", "modified", "fontRevision"],
        "hhea": ["ascent", "descent", "lineGap"],
        "OS/2": OF_THE_LETTERS,
    }.items():
        for name in names:
            setattr(joined[table], name, getattr(parts[0][table], name))
    return joined


def _part(source: Path, letters: Iterable[int], features: list[str]) -> TTFont:
    """The face with these letters only. Its own hints go: the program asks for the light ones, which need none."""
    options = subset.Options(hinting=False, layout_features=features, name_IDs=["*"], notdef_outline=True)
    options.drop_tables += ["MATH", "FFTM"]
    font = TTFont(source, recalcTimestamp=False)
    made = subset.Subsetter(options)
    made.populate(unicodes=letters)
    made.subset(font)
    return font


def _larger(face: TTFont, sign: str, times: float) -> None:
    """Noto's sign of a menu button is so small that it is taken for a dot; it grows around its middle."""
    name = face.getBestCmap()[ord(sign)]
    glyph = face["glyf"][name]
    middle = (glyph.yMin + glyph.yMax) / 2
    glyph.coordinates.translate((0, -middle))
    glyph.coordinates.scale((times, times))
    glyph.coordinates.translate((0, middle))
    glyph.coordinates.toInt()
    glyph.recalcBounds(face["glyf"])
    face["hmtx"][name] = (round(face["hmtx"][name][0] * times), glyph.xMin)


def _ditto(face: TTFont) -> None:
    """The ditto mark of tables, which only typefaces of the Far East have: the two strokes of seconds stand for it."""
    for table in face["cmap"].tables:
        table.cmap[0x3003] = table.cmap[0x2033]


def _name(face: TTFont, family: str, weight: str) -> None:
    names = face["name"]
    kept = {number: names.getDebugName(number) for number in (0, 5, 13, 14)}
    names.names = []
    told = {1: family, 2: weight, 3: f"{family} {weight}", 4: f"{family} {weight}"}
    told[6] = f"{family.replace(' ', '')}-{weight}"
    for number, words in sorted((kept | told).items()):
        if words:
            names.setName(words, number, 3, 1, 0x409)


def _write(face: TTFont, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    face.recalcTimestamp = False
    face.save(target)
    say(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1000:.0f} kB, {len(face.getBestCmap())} ký tự")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
