"""Our drawing of a signature in the shape that pyHanko asks for. Imported only when something is signed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import BaseStamp, BaseStampStyle


@dataclass(frozen=True)
class _DrawnStyle(BaseStampStyle):
    page: bytes = b""

    def create_stamp(self, writer: Any, box: Any, text_params: dict[str, Any]) -> _Drawn:  # noqa: ANN401, ARG002
        return _Drawn(writer, self, box)


class _Drawn(BaseStamp):
    def register(self) -> generic.IndirectObject:
        """The page as a form that the signature's annotation shows."""
        drawn: generic.IndirectObject = self._ensure_writer.import_page_as_xobject(
            PdfFileReader(io.BytesIO(self.style.page))
        )
        return drawn


def stamp_of(page: bytes) -> BaseStampStyle:
    """pyHanko's own stamps break Vietnamese, so the face of the signature is a page that we have drawn."""
    return _DrawnStyle(page=page)
