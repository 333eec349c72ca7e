"""Reading data.json out of a PDF that may be broken or made to do harm."""

from __future__ import annotations

from typing import Any

import pytest
from attached_data import with_data
from signing_sample import make_report

from models.base.errors import AppError
from models.signing.embedded import LARGEST, from_reader
from models.signing.guarded_pdf import open_pdf


def read_embedded(pdf: bytes) -> dict[str, Any] | None:
    return from_reader(open_pdf(pdf))


def refused(pdf: bytes) -> str:
    with pytest.raises(AppError) as caught:
        read_embedded(pdf)
    assert caught.value.what and caught.value.why and caught.value.do
    return caught.value.code


def test_embedded_data_round_trip() -> None:
    data = {"format": "so-cchc/1", "đơn vị": "Ủy ban nhân dân xã Bản Phố", "tasks": [{"percent": 40}]}
    assert read_embedded(make_report(data)) == data


def test_embedded_data_missing() -> None:
    plain = make_report()
    assert read_embedded(plain) is None
    assert read_embedded(with_data(plain, b"{}", name="khac.json")) is None


def test_embedded_data_by_name() -> None:
    pdf = make_report()
    for number in range(5):
        pdf = with_data(pdf, b"[]", name=f"phu-luc-{number}.json")
    assert read_embedded(with_data(pdf, b'{"a": 1}')) == {"a": 1}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'"x"', b"\xff\xfe{}", b"[" * 200_000, b'{"a":' * 100_000])
def test_embedded_data_malformed_refused(content: bytes) -> None:
    assert refused(with_data(make_report(), content)) == "embedded_unreadable"


def test_embedded_data_too_large() -> None:
    assert refused(with_data(make_report(), b'{"a": "' + b" " * LARGEST + b'"}')) == "embedded_unreadable"


def test_embedded_name_tree_ring() -> None:
    pdf = make_report()
    ring = pdf.replace(b"/Type /Catalog", b"/Type /Catalog /Names << /EmbeddedFiles 8 0 R >> /Kids [ 8 0 R 8 0 R ]")
    assert ring != pdf
    try:
        assert read_embedded(ring) is None
    except AppError as error:
        assert error.code == "pdf_damaged"
