"""The process in which a kept file's pages are drawn: its content comes in, sizes or pixels go out."""

from __future__ import annotations

import json
import sys

from models.base import sandbox_worker


def work(request: list[bytes]) -> list[bytes]:
    """The sizes of all pages, or one page's pixels, of the content. Raises AppError as `page_pictures` does."""
    from models.reading import page_pictures

    job, content, *where = request
    if job == b"sizes":
        return [json.dumps(page_pictures.sizes(content)).encode()]
    page, width = json.loads(where[0])
    across, down, stride, pixels = page_pictures.picture(content, page, width)
    return [json.dumps((across, down, stride)).encode(), pixels]


if __name__ == "__main__":
    sys.exit(sandbox_worker.serve(work))
