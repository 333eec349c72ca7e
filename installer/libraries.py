"""The locked packages laid out for Windows: unpacked, trimmed, with their licences set apart. Downloads nothing."""

from __future__ import annotations

import email.parser
import re
import zipfile
from dataclasses import dataclass
from email.message import Message
from pathlib import Path, PurePosixPath

import trim
from fetch import Wheel
from system import RefusedError

ZIPPED = ("tzdata",)  # 600 small files that are read one by one and only through importlib.resources
ZIPPED_NAME = "tzdata.zip"


@dataclass(frozen=True)
class Component:
    """One part of the program that others made, for the notice and the bill of materials."""

    name: str
    version: str
    sha256: str
    licence: str
    homepage: str
    purl: str


def unpack(wheels: list[Wheel], folder: Path, licences: Path) -> tuple[list[Component], dict[str, bytes]]:
    """Lay the wanted files of every wheel into `folder` and the licences into `licences`.

    Gives the components, and what goes beside python.exe (by name). Raises RefusedError when two packages bring
    the same file with different contents, or one brings no licence.
    """
    components: list[Component] = []
    shared: dict[str, bytes] = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel.path) as archive:
            names = sorted(name for name in archive.namelist() if not name.endswith("/"))
            about = _about(archive, names)
            components.append(_component(wheel, about))
            _lay(archive, [name for name in names if trim.wanted(name)], folder)
            _licences(archive, names, licences / wheel.package.name, about)
            if wheel.package.name == "pyside6-essentials":
                shared = {place.name: archive.read(name) for name in names if _is_shared(place := PurePosixPath(name))}
    return components, shared


def _lay(archive: zipfile.ZipFile, names: list[str], folder: Path) -> None:
    for name in names:
        target = folder.joinpath(*_safe(name).parts)
        data = archive.read(name)
        if target.exists() and target.read_bytes() != data:
            raise RefusedError(f"Hai gói thư viện cùng mang tệp {name}; bản dựng không thể chọn thay.")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _safe(name: str) -> PurePosixPath:
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts or "\\" in name or ":" in name:
        raise RefusedError(f"Gói thư viện có đường dẫn không an toàn: {name}")
    return place


def _is_shared(place: PurePosixPath) -> bool:
    return place.parent.name == "PySide6" and place.name.lower() in trim.SHARED


def _about(archive: zipfile.ZipFile, names: list[str]) -> Message:
    described = next(name for name in names if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
    return email.parser.BytesParser().parsebytes(archive.read(described), headersonly=True)


def _component(wheel: Wheel, about: Message) -> Component:
    name, version = wheel.package.name, wheel.package.version
    purl = f"pkg:pypi/{name}@{version}"
    return Component(name, version, wheel.sha256, licence_of(about), homepage_of(about), purl)


def licence_of(about: Message) -> str:
    """The licence that a package declares: its expression, else its classifiers, else its own short words."""
    if expression := about.get("License-Expression"):
        return str(expression).strip()
    classified = [str(value).split("::")[-1].strip() for value in about.get_all("Classifier", [])]
    found = [
        text for text, full in zip(classified, about.get_all("Classifier", []), strict=True) if "License ::" in full
    ]
    if found:
        return ", ".join(sorted(found))
    own = str(about.get("License") or "").strip().splitlines()
    return own[0][:80] if own else ""


def homepage_of(about: Message) -> str:
    """Where a package lives, as it declares it; nothing when it does not."""
    links = dict(str(value).split(",", 1) for value in about.get_all("Project-URL", []) if "," in str(value))
    by_name = {key.strip().lower(): value.strip() for key, value in links.items()}
    for key in ("homepage", "source", "source code", "repository", "documentation"):
        if key in by_name:
            return by_name[key]
    return str(about.get("Home-page") or "").strip()


def _licences(archive: zipfile.ZipFile, names: list[str], folder: Path, about: Message) -> None:
    texts = [name for name in names if trim.is_licence(name)]
    if not texts and not licence_of(about):
        raise RefusedError(f"Gói {about['Name']} không nói giấy phép của mình; không đưa vào bản dựng được.")
    taken: set[str] = set()
    for name in texts:
        place = PurePosixPath(name)
        short = place.name if place.name not in taken else f"{place.parent.name}-{place.name}"
        taken.add(short)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / short).write_bytes(archive.read(name))
