"""The papers of a build: its bill of materials (CycloneDX JSON) and the notice of other people's work."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from datetime import datetime
from pathlib import Path

from fetch import RUNTIME_VERSION
from libraries import Component

_EXPRESSION = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_NAMESPACE = uuid.UUID("7f1f9a34-5a53-5a0c-9d5d-0c6b1c1cc4c0")


def beside_wheels(runtime: dict[str, bytes], fonts: Path) -> list[Component]:
    """The components that came in no wheel: Python, and the reports' typeface."""
    together = hashlib.sha256(b"".join(runtime[name] for name in sorted(runtime))).hexdigest()
    face = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(fonts.glob("*.ttf")))).hexdigest()
    python = Component(
        "python",
        RUNTIME_VERSION,
        together,
        "PSF-2.0",
        "https://www.python.org",
        f"pkg:generic/python@{RUNTIME_VERSION}?arch=amd64&distribution=embeddable",
    )
    liberation = Component(
        "liberation-fonts",
        "2.1.5",
        face,
        "OFL-1.1",
        "https://github.com/liberationfonts/liberation-fonts",
        "pkg:github/liberationfonts/liberation-fonts@2.1.5",
    )
    return [python, liberation]


def cyclonedx(version: str, components: list[Component], moment: datetime) -> bytes:
    """The bill of materials, CycloneDX 1.5: sorted, dated by the source, the same bytes each time."""
    listed = [_entry(component) for component in sorted(components, key=lambda each: each.name)]
    number = uuid.uuid5(_NAMESPACE, version + json.dumps(listed, sort_keys=True))
    described = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {
            "timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", "name": "so-cchc", "version": version, "bom-ref": "so-cchc"},
        },
        "components": listed,
        "dependencies": [{"ref": "so-cchc", "dependsOn": [entry["bom-ref"] for entry in listed]}],
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(component: Component) -> dict[str, object]:
    entry: dict[str, object] = {
        "type": "library",
        "bom-ref": component.purl,
        "name": component.name,
        "version": component.version,
        "purl": component.purl,
        "hashes": [{"alg": "SHA-256", "content": component.sha256}],
    }
    if component.licence:
        short = _EXPRESSION.fullmatch(component.licence)
        entry["licenses"] = [{"expression": component.licence}] if short else [{"license": {"name": component.licence}}]
    if component.homepage:
        entry["externalReferences"] = [{"type": "website", "url": component.homepage}]
    return entry


def notice(version: str, components: list[Component]) -> str:
    """What the program is made of, for whoever opens its folder."""
    lines = [
        f"Sổ CCHC {version} dùng các phần mềm và phông chữ dưới đây, mỗi thứ theo giấy phép của nó.",
        "Toàn văn giấy phép nằm trong thư mục licences. Danh mục cho máy đọc: bom.cdx.json.",
        "",
        "Sổ CCHC uses the software and fonts below, each under its own licence; the texts are in the folder licences.",
        "",
    ]
    lines += [
        f"{each.name} {each.version}: {each.licence or 'xem licences'}  {each.homepage}".rstrip()
        for each in sorted(components, key=lambda one: one.name)
    ]
    lines += [
        "",
        "Qt và PySide6 được dùng theo GNU LGPL phiên bản 3, không sửa đổi. Các thư viện của Qt là những tệp .dll riêng",
        "trong lib\\PySide6: anh chị có quyền thay bằng bản khác tương thích.",
        "Mã nguồn: https://download.qt.io và https://code.qt.io.",
        "Qt and PySide6 are used unmodified under the GNU LGPL version 3. They are separate .dll files in",
        "lib\\PySide6, which you may replace by compatible ones. Source code: https://download.qt.io and https://code.qt.io.",
        "",
        "runtime\\msvcp140*.dll: thư viện C++ của Microsoft, phân phối lại theo điều khoản của Visual Studio.",
    ]
    return "\n".join(lines) + "\n"
