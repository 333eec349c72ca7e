"""The process in which a document is read: a path comes in, a reading or a refusal goes out (`base.child`)."""

from __future__ import annotations

import sys
from pathlib import Path

from models.base import sandbox_worker


def work(request: list[bytes], _ask: sandbox_worker.Ask) -> list[bytes]:
    """The reading of the file whose path is asked for, as JSON. Raises AppError as `read_file` does."""
    import msgspec

    from models.reading.read import read_file

    return [msgspec.json.encode(read_file(Path(request[0].decode("utf-8", "surrogatepass"))))]


if __name__ == "__main__":
    sys.exit(sandbox_worker.serve(work))
