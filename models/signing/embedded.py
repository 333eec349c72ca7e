"""Reads `data.json` out of a PDF. What its numbers mean, and whether its format is known, is for models/reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from models.base.errors import AppError
from models.base.words import _
from models.signing.guarded_pdf import damage_is_refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import PdfFileReader

NAME = "data.json"
LARGEST = 10 * 1024 * 1024  # bytes, unpacked
_DEEPEST = 8  # levels of the tree of names; ours has one
_MOST_FILES = 1000


def from_reader(reader: PdfFileReader) -> dict[str, Any] | None:
    """The parsed `data.json` embedded in an open PDF, or None when it has none. Raises AppError."""
    with damage_is_refused():
        packed = _content(reader)
    if packed is None:
        return None
    try:
        parsed = json.loads(packed.decode("utf-8"))
    except (ValueError, RecursionError) as wrong:
        raise _unreadable(_("Nội dung của {name} không phải JSON đúng dạng.").format(name=NAME)) from wrong
    if not isinstance(parsed, dict):
        raise _unreadable(_("Nội dung của {name} không phải một bảng số liệu.").format(name=NAME))
    return parsed


def if_readable(reader: PdfFileReader) -> dict[str, Any] | None:
    """The same, with None for data that cannot be read: a signature's worth does not hang on an attachment."""
    try:
        return from_reader(reader)
    except AppError:
        return None


def spelling(reader: PdfFileReader) -> str:
    """Data that could be read, letter by letter as the file holds them."""
    return (_content(reader) or b"").decode("utf-8")


def _content(reader: PdfFileReader) -> bytes | None:
    from pyhanko.pdf_utils.misc import PdfDecodeLimitError

    for spec in _files(reader):
        if str(value(spec, "/UF") or value(spec, "/F")) != NAME:
            continue
        held = spec["/EF"]
        try:
            content: bytes = (value(held, "/F") or held["/UF"]).data
        except PdfDecodeLimitError:
            raise _too_large() from None
        if len(content) > LARGEST:
            raise _too_large()
        return content
    return None


def value(holder: Any, key: str) -> Any:  # noqa: ANN401 - pyHanko's objects have no types
    """What a PDF dictionary holds under `key`, or None; pyHanko's own `get` does not follow references."""
    return holder[key] if key in holder else None  # noqa: SIM401 - see above


def _files(reader: PdfFileReader) -> Iterator[Any]:
    """File specifications: first the associated files (where the report puts it), then the tree of names."""
    root = reader.root
    for found in (*_listed(root, "/AF"), *_named(root)):
        spec = found.get_object()
        if isinstance(spec, dict) and "/EF" in spec:
            yield spec


def _listed(holder: Any, key: str) -> list[Any]:  # noqa: ANN401
    return list(value(holder, key) or ())[:_MOST_FILES]


def _named(root: Any) -> list[Any]:  # noqa: ANN401
    names = value(value(root, "/Names") or {}, "/EmbeddedFiles")
    found: list[Any] = []
    level = [names] if names is not None else []
    for _depth in range(_DEEPEST):
        below: list[Any] = []
        for node in level:
            found += _listed(node, "/Names")[1::2]
            below += [kid.get_object() for kid in _listed(node, "/Kids")]
        level = below[:_MOST_FILES]
    return found[:_MOST_FILES]


def _unreadable(why: str) -> AppError:
    return AppError(
        "embedded_unreadable",
        _("Không đọc được số liệu đính kèm trong tệp PDF."),
        why,
        _("Hãy xin lại tệp báo cáo từ nơi gửi."),
    )


def _too_large() -> AppError:
    return _unreadable(_("Số liệu đính kèm lớn quá {size} MB.").format(size=LARGEST // (1024 * 1024)))
