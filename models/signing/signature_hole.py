"""What a file must be before our key signs it, and its digest. Whoever prepared it may have been taken over.

It was prepared in the process that reads the files of strangers. So nothing here parses the file: it must begin with
what was to be signed, and what was appended must hold one hole, of zeros, that the signed range leaves out exactly.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from models.base import clock
from models.base.errors import AppError
from models.base.words import _

_RANGE_NAME = b"/ByteRange"
_RANGE = re.compile(rb"/ByteRange \[0 ([0-9]{1,12}) ([0-9]{1,12}) ([0-9]{1,12})\] *\n")
_BEFORE = b"/Contents "
_DATED = rb"/M (D\072%s\05307\04700\047)"  # D:20240315093000+07'00', as pyHanko writes a text


class SignatureHole:
    """The hole of `room` hexadecimal digits in `prepared`, which continues `source`, for a signature made at `moment`.

    Raises AppError `signing_unproven` for anything that is not made as `prepare` makes it.
    """

    def __init__(self, source: bytes, prepared: bytes, room: int, moment: datetime) -> None:
        if not prepared.startswith(source):
            raise unproven(_("Bản được dựng để ký không bắt đầu bằng đúng nội dung của tệp."))
        ranges = list(_RANGE.finditer(prepared, len(source)))
        if len(ranges) != 1 or prepared.count(_RANGE_NAME, len(source)) != 1:
            raise unproven(_("Phần thêm vào không có đúng một chỗ cho chữ ký."))
        self._start, self._end, rest = (int(edge) for edge in ranges[0].groups())
        before = self._start - len(_BEFORE)
        exact = (
            before >= len(source)
            and self._end + rest == len(prepared)
            and prepared[before : self._start] == _BEFORE
            and prepared[self._start : self._end] == b"<" + b"0" * room + b">"
            and self._is_dated(prepared, len(source), ranges[0].start(), moment)
        )
        if not exact:
            raise unproven(_("Chỗ cho chữ ký không nằm đúng nơi, hoặc phần được ký không phải cả tệp."))
        self._prepared, self._room = prepared, room

    def _is_dated(self, prepared: bytes, begin: int, named: int, moment: datetime) -> bool:
        """The object of the hole is the one that names the range, and its time is that of the signing."""
        head = prepared.rfind(b" obj", begin, self._start)
        tail = prepared.find(b"endobj", self._end)
        dated = _DATED % clock.local(moment).strftime("%Y%m%d%H%M%S").encode()
        return 0 <= head < named < tail and prepared.count(dated, head, tail) == 1

    def digest(self) -> bytes:
        """The SHA-256 of all that is signed: the whole file but for the hole."""
        summed = hashlib.sha256(memoryview(self._prepared)[: self._start])
        summed.update(memoryview(self._prepared)[self._end :])
        return summed.digest()

    def filled(self, signature: bytes) -> bytes:
        """The signed file. Raises ValueError for a signature that is larger than the hole."""
        digits = signature.hex().upper().encode()
        if len(digits) > self._room:
            raise ValueError("signature larger than its hole")
        end = self._start + 1 + len(digits)
        return self._prepared[: self._start + 1] + digits + self._prepared[end:]


def unproven(why: str) -> AppError:
    """The refusal of a file that is not what was to be signed with one signature more, and of nothing else."""
    return AppError(
        "signing_unproven",
        _("Chưa ký: bản dựng để ký không qua được bước kiểm tra."),
        why,
        _("Tệp có thể hỏng hoặc được tạo ra để đánh lừa. Hãy in lại ra PDF mới rồi ký tệp mới đó."),
    )
