"""A refusal, as a person and a script are told it."""

from __future__ import annotations

from models.base.errors import AppError


def test_app_error_what_why_do() -> None:
    error = AppError("file_empty", what="Tệp trống.", do="Chọn tệp khác.")
    assert str(error) == "Tệp trống. Chọn tệp khác."
    assert error.as_dict() == {"code": "file_empty", "what": "Tệp trống.", "why": "", "do": "Chọn tệp khác."}
