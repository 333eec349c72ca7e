"""What in a PDF would act by itself in another program: scripts, programs to start, files inside. Listed, never run.

It looks at names in the bytes and in the packed object streams, so it warns; a file that hides well is not found, and
nothing here ever runs what it finds.
"""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from typing import Final

from models.base.words import _

_MOST_INFLATED: Final = 64 * 1024 * 1024  # bytes, of all object streams together
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED: Final = re.compile(rb"/ObjStm\b")
_HEAD: Final = 500  # bytes before a stream in which its dictionary says what it is
_SCRIPT: Final = re.compile(rb"/(?:JavaScript|JS|XFA)(?![A-Za-z])")
_LAUNCH: Final = re.compile(rb"/(?:Launch|SubmitForm|ImportData|RichMedia)(?![A-Za-z])")
_FILE: Final = re.compile(rb"/(?:EmbeddedFile|FileAttachment)(?![A-Za-z])")


def remarks(data: bytes, *, own_files: int = 0) -> tuple[str, ...]:
    """One sentence for each danger. `own_files` embedded files are expected (a report's data.json is one)."""
    names = _names(data)
    found = []
    if _SCRIPT.search(names):
        found.append(
            _("Tệp PDF có mã tự chạy (JavaScript). Sổ CCHC không chạy mã; cẩn thận khi mở bằng phần mềm khác.")
        )
    if _LAUNCH.search(names):
        found.append(_("Tệp PDF có lệnh mở chương trình hoặc gửi dữ liệu ra ngoài. Sổ CCHC không thực hiện lệnh đó."))
    if len(_FILE.findall(names)) > own_files:
        found.append(_("Trong tệp PDF có tệp khác đính kèm. Sổ CCHC không mở tệp đính kèm đó."))
    return tuple(found)


def _names(data: bytes) -> bytes:
    """The bytes in which names stand readable: those outside of streams, and the object streams unpacked."""
    pieces: list[bytes] = []
    at, room = 0, _MOST_INFLATED
    while (begin := data.find(b"stream", at)) >= 0 and (end := data.find(b"endstream", begin)) > begin:
        pieces.append(data[at:begin])
        if _PACKED.search(data, max(at, begin - _HEAD), begin) and room > 0:
            with suppress(zlib.error):
                pieces.append(zlib.decompressobj().decompress(data[begin + len(b"stream") : end].lstrip(b"\r\n"), room))
                room -= len(pieces[-1])
        at = end + len(b"endstream")
    together = b"\n".join([*pieces, data[at:]])
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), together) if b"#" in together else together
