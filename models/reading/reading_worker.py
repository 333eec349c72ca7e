"""The process in which a document is read: its content comes in, a reading or a refusal goes out."""

from __future__ import annotations

import sys

from models.base import confinement, sandbox_worker

_IMPORTED_LATER = ("msgspec", "models.reading", "lxml.etree", "pypdfium2")


def work(request: list[bytes]) -> list[bytes]:
    """The reading of the one content that is asked about, as JSON. Raises AppError as `read_content` does."""
    import msgspec

    from models.reading.read import read_content

    return [msgspec.json.encode(read_content(request[0], sandbox_worker.tell))]


def load() -> None:
    """What this process needs later, where it may open no file any more once it is confined."""
    confinement.import_whole(*_IMPORTED_LATER)


if __name__ == "__main__":
    sys.exit(sandbox_worker.serve(work, load))
