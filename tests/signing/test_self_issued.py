"""A certificate that nobody but its holder vouches for is told before it signs."""

from __future__ import annotations

from dataclasses import replace

from cryptography import x509

from models.signing import signing_key
from models.signing.certificates import describe, self_issued_doubt
from models.signing.test_key import make_test_p12


def test_self_issued_certificate_is_doubted() -> None:
    content, authority = make_test_p12("Lò Thị Hoa", "Phòng Nội vụ", "khóa")
    issued = signing_key.open_p12(content, "khóa").certificate
    assert not issued.self_issued and self_issued_doubt(issued) == ""
    assert describe(x509.load_pem_x509_certificate(authority)).self_issued
    words = self_issued_doubt(replace(issued, self_issued=True))
    assert issued.subject in words and "tự cấp" in words
