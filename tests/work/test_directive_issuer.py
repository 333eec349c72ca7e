"""Who issued a document, as lists name it."""

from __future__ import annotations

import pytest

from models.work.directive_view import whole_issuer
from models.work.directives import Directive


@pytest.mark.parametrize(
    ("issuer", "above", "whole"),
    [
        ("VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH MẪU SƠN", "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH MẪU SƠN"),
        ("Văn phòng", "", "Văn phòng"),
        ("SỞ NỘI VỤ", "UBND TỈNH MẪU SƠN", "SỞ NỘI VỤ"),
        ("", "UBND TỈNH MẪU SƠN", ""),
    ],
)
def test_bare_office_is_named_with_the_body_above_it(issuer: str, above: str, whole: str) -> None:
    assert whole_issuer(Directive(issuer=issuer, parent_issuer=above)) == whole
