"""What came of signing is kept only where it begins with the very bytes that a person was shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from offices import refused

from models.reports import signing_order
from models.reports.signing_order import NamedFile, SignSource

SOURCE = SignSource("bc.pdf", b"%PDF what was shown")


@pytest.mark.parametrize(
    "signed",
    [b"", SOURCE.content, b"%PDF what was shows and a signature", b"x" + SOURCE.content + b" signature"],
    ids=["nothing", "not signed", "another content", "something before"],
)
def test_other_bytes_than_shown_refused(signed: bytes) -> None:
    with refused("signed_other"):
        signing_order.refuse_other(SOURCE, signed, SOURCE.sha256())


def test_other_bytes_than_source_refused() -> None:
    shown = SignSource("bc.pdf", b"%PDF something else").sha256()
    with refused("signed_other"):
        signing_order.refuse_other(SOURCE, SOURCE.content + b" signature", shown)
    signing_order.refuse_other(SOURCE, SOURCE.content + b" signature", SOURCE.sha256())


def test_file_read_compared_with_file_of_now(tmp_path: Path) -> None:
    path = tmp_path / "bc.pdf"
    path.write_bytes(b"read")
    named = NamedFile.of(path, b"read")
    signing_order.refuse_changed(named)
    for other in (b"rea", b"reed", b"read and more"):
        path.write_bytes(other)
        with refused("file_changed_meanwhile"):
            signing_order.refuse_changed(named)
