"""The process in which a kept file's pages are drawn: its content comes in, sizes or pixels go out."""

from __future__ import annotations

import json
import sys

from models.base import confinement, sandbox_worker

_PLUGINS = tuple(f"PIL.{kind}ImagePlugin" for kind in ("Bmp", "Gif", "Jpeg", "Png", "Ppm", "Tiff", "WebP"))
_IMPORTED_LATER = ("models.reading.page_pictures", "pypdfium2", "PIL.Image", *_PLUGINS)


def work(request: list[bytes]) -> list[bytes]:
    """The sizes of all pages, or one page's pixels, of the content. Raises AppError as `page_pictures` does."""
    from models.reading import page_pictures

    job, content, *where = request
    if job == b"sizes":
        return [json.dumps(page_pictures.sizes(content)).encode()]
    page, width = json.loads(where[0])
    across, down, stride, pixels = page_pictures.picture(content, page, width)
    return [json.dumps((across, down, stride)).encode(), pixels]


def load() -> None:
    """What this process needs later, where it may open no file any more once it is confined."""
    confinement.import_whole(*_IMPORTED_LATER)


if __name__ == "__main__":
    sys.exit(sandbox_worker.serve(work, load))
