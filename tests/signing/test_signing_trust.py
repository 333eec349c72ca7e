"""Whom a signature leads to: trust is said apart from the content, and judged at the time of signing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from signing_sample import (
    MORNING,
    PASSPHRASE,
    Held,
    changed,
    hole,
    issue,
    make_key,
    passes,
)

from models.base import clock
from models.base.errors import AppError
from models.signing import sign
from models.signing.sign import sign_pdf
from models.signing.signing_key import open_p12
from models.signing.verify import verify_pdf

# -- trust


def test_trust_apart_from_content(signed: bytes, leader: Held, office: Held) -> None:
    assert verify_pdf(signed).signatures[0].trust == "unknown"
    assert verify_pdf(signed, [office.ca]).signatures[0].trust == "unknown"
    assert verify_pdf(signed, [office.ca, leader.ca]).signatures[0].trust == "trusted"
    assert verify_pdf(signed).intact


def test_certificate_that_ran_out_later_was_good_when_it_signed(signed: bytes, leader: Held) -> None:
    with clock.fixed(MORNING + timedelta(days=3000)):
        assert verify_pdf(signed, [leader.ca]).signatures[0].trust == "trusted"


def test_certificate_out_of_date_at_claimed_time(report: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    held = make_key("A", not_before=MORNING - timedelta(days=9), not_after=MORNING - timedelta(days=2))
    monkeypatch.setattr(sign, "refuse_unusable", lambda *_: None)
    pdf = sign_pdf(report, held.key, role="lanh-dao")
    for trust in ([], [held.ca]):
        verdict = verify_pdf(pdf, trust)
        assert verdict.signatures[0].trust == "expired"
        assert verdict.intact


def test_future_signing_time_judged_now(report: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a key that is not valid yet could sign today by naming a later day."""
    held = make_key("A", not_before=MORNING + timedelta(days=5), not_after=MORNING + timedelta(days=9))
    with clock.fixed(MORNING + timedelta(days=6)):
        pdf = sign_pdf(report, held.key, role="lanh-dao")
        assert verify_pdf(pdf, [held.ca]).signatures[0].trust == "trusted"
    assert verify_pdf(pdf, [held.ca]).signatures[0].trust == "expired"


def test_certificate_not_for_signing_is_invalid(report: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    held = make_key("A", usage=("key_encipherment",))
    monkeypatch.setattr(sign, "refuse_unusable", lambda *_: None)
    assert verify_pdf(sign_pdf(report, held.key, role="lanh-dao"), [held.ca]).signatures[0].trust == "invalid"


@pytest.fixture(scope="module")
def family() -> tuple[bytes, bytes, bytes]:
    """A PKCS#12 whose key an intermediate authority issued; the root; a root of the same name and another key."""
    root_key, middle_key, key, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(4))
    root = issue("Gốc", "Gốc", root_key, root_key, ca=True)
    middle = issue("Trung gian", "Gốc", middle_key, root_key, ca=True)
    leaf = issue("Lê An", "Trung gian", key, middle_key, ca=False)
    false_root = issue("Gốc", "Gốc", other, other, ca=True)
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    p12 = pkcs12.serialize_key_and_certificates(b"x", key, leaf, [root, middle], lock)
    return p12, root.public_bytes(Encoding.PEM), false_root.public_bytes(Encoding.DER)


def test_chain_through_an_intermediate(report: bytes, family: tuple[bytes, bytes, bytes]) -> None:
    p12, root, false_root = family
    pdf = sign_pdf(report, open_p12(p12, PASSPHRASE), role="lanh-dao")
    assert verify_pdf(pdf, [root]).signatures[0].trust == "trusted"
    assert verify_pdf(pdf, [false_root]).signatures[0].trust == "invalid"
    assert verify_pdf(pdf).signatures[0].trust == "unknown"


def test_changed_intermediate_certificate_noticed(report: bytes, family: tuple[bytes, bytes, bytes]) -> None:
    pdf = sign_pdf(report, open_p12(family[0], PASSPHRASE), role="lanh-dao")
    assert verify_pdf(pdf).intact
    start, end = hole(pdf)
    name = b"Trung gian".hex().upper().encode()
    places = [place for place in range(start, end) if pdf.startswith(name, place)]
    assert len(places) >= 3
    for place in places:
        assert not passes(changed(pdf, place + 3, 1))


def test_bad_certificate_to_trust(signed: bytes) -> None:
    with pytest.raises(AppError) as caught:
        verify_pdf(signed, [b"junk"])
    assert caught.value.code == "certificate_unreadable"


def test_self_issued_certificate_unknown_until_trusted(report: bytes) -> None:
    from test_signing_keys import bundle, self_signed

    key = ec.generate_private_key(ec.SECP256R1())
    own = self_signed(key, "Lò Thị Hoa")
    stranger, namesake = (self_signed(ec.generate_private_key(ec.SECP256R1()), name) for name in ("A", "Lò Thị Hoa"))
    with clock.fixed(MORNING + timedelta(hours=1)):
        pdf = sign_pdf(report, open_p12(bundle(key, own), PASSPHRASE), role="lanh-dao")
        assert verify_pdf(pdf).signatures[0].trust == "unknown"
        trusted = [one.public_bytes(Encoding.PEM) for one in (stranger, namesake, own)]
        found = [verify_pdf(pdf, [one]).signatures[0].trust for one in trusted]
    assert found == ["unknown", "invalid", "trusted"]
