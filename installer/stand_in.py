"""A font that calls itself Segoe UI, for wine, which has none: `.venv/bin/python stand_in.py FOLDER`.

Not shipped. With it the window is drawn as on Windows, from a family of that name and not from whatever comes first.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

NAME = "Segoe UI"
FILES = {"Regular": "segoeui.ttf", "Bold": "segoeuib.ttf"}
# Each has every Vietnamese letter; the first that is there. wine-lab brings the last one.
FROM = ("noto/NotoSans", "dejavu/DejaVuSans", "liberation2/LiberationSans")
FONTS = Path("/usr/share/fonts/truetype")


def make(folder: Path) -> list[Path]:
    """Write the two faces into `folder`; nothing where no font of this machine will do."""
    for family in FROM:
        sources = {face: _source(family, face) for face in FILES}
        if all(path.is_file() for path in sources.values()):
            return [_renamed(path, face, folder / FILES[face]) for face, path in sources.items()]
    return []


def _source(family: str, face: str) -> Path:
    plain = family.startswith("dejavu") and face == "Regular"
    return FONTS / (f"{family}.ttf" if plain else f"{family}-{face}.ttf")


def _renamed(source: Path, face: str, target: Path) -> Path:
    font: Any = TTFont(source)
    whole = NAME if face == "Regular" else f"{NAME} {face}"
    names = {1: NAME, 4: whole, 6: whole.replace(" ", ""), 16: NAME}
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.toUnicode())
    font.save(target)
    return target


if __name__ == "__main__":
    for made in make(Path(sys.argv[1])):
        print(made.name)
