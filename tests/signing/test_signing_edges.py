"""Where a signature goes, to the point, and until when a certificate may sign, to the second."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import offices
import pytest
from signing_sample import LEADER, make_report

from models.signing import signature_places
from models.signing.certificates import CertificateInfo, refuse_unusable
from models.signing.signature_places import PageArea, SignatureBox
from models.signing.verdict import SignatureFinding, Verdict

A4 = PageArea(0.0, 0.0, 595.0, 842.0)
FROM, TO = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 12, 31, 16, 59, 59, tzinfo=UTC)
CERTIFICATE = CertificateInfo("Nguyễn Thị Ngọc Ánh", None, None, "CA", "1F", FROM, TO, True, None, "ab")
SECOND = timedelta(seconds=1)


# Until when


@pytest.mark.parametrize(
    ("at", "code"),
    [(FROM - SECOND, "certificate_not_yet_valid"), (FROM, ""), (TO, ""), (TO + SECOND, "certificate_expired")],
)
def test_certificate_signs_from_its_first_to_its_last_second(at: datetime, code: str) -> None:
    if code:
        with offices.refused(code):
            refuse_unusable(CERTIFICATE, at)
    else:
        refuse_unusable(CERTIFICATE, at)
        with offices.refused("certificate_not_for_signing"):
            refuse_unusable(replace(CERTIFICATE, can_sign=False), at)


# Where: as the report says


def named(role: str = "lanh-dao", page: object = 0, box: object = (10, 20, 30, 40)) -> dict[str, object]:
    return {"signature_places": [{"role": role, "page": page, "box": list(box)}]}  # type: ignore[call-overload]


def test_reports_own_place_is_taken_for_its_role() -> None:
    wanted = SignatureBox(1, 10.0, 20.0, 30.0, 40.0)
    both = {"signature_places": [*named("co-quan", 0)["signature_places"], *named(page=1)["signature_places"]]}
    assert signature_places.from_data(both, "lanh-dao", 2) == wanted
    assert signature_places.from_data(both, "co-quan", 2) == SignatureBox(0, 10.0, 20.0, 30.0, 40.0)
    assert signature_places.from_data(named("co-quan"), "lanh-dao", 2) is None
    assert signature_places.from_data(None, "lanh-dao", 2) is None


@pytest.mark.parametrize(
    ("page", "box"),
    [
        (2, (10, 20, 30, 40)),
        (-1, (10, 20, 30, 40)),
        (True, (10, 20, 30, 40)),
        (0, (10, 20, 10, 40)),
        (0, (10, 20, 30, 20)),
        (0, (30, 20, 10, 40)),
        (0, (10, 20, 30)),
        (0, (10, 20, 30, 40, 50)),
        (0, (10, 20, 30, 40.0)),
        (0, (10, 20, 30, "40")),
    ],
)
def test_place_that_is_none_is_passed_over(page: object, box: tuple[object, ...]) -> None:
    broken = named(page=page, box=box)
    assert signature_places.from_data(broken, "lanh-dao", 2) is None
    broken["signature_places"] += named()["signature_places"]  # type: ignore[operator]
    assert signature_places.from_data(broken, "lanh-dao", 2) == SignatureBox(0, 10.0, 20.0, 30.0, 40.0)


@pytest.mark.parametrize("odd", [[], "x", None, ["x"], [{"role": "lanh-dao"}], [{"role": "lanh-dao", "page": 0}]])
def test_odd_data_name_no_place(odd: object) -> None:
    assert signature_places.from_data({"signature_places": odd}, "lanh-dao", 2) is None


def test_box_is_on_page_up_to_its_very_edge() -> None:
    page = PageArea(10.0, 20.0, 110.0, 220.0)
    assert signature_places.is_on(SignatureBox(0, 10.0, 20.0, 110.0, 220.0), page)
    for out in ((9.9, 20.0, 110.0, 220.0), (10.0, 19.9, 110.0, 220.0), (10.0, 20.0, 110.1, 220.0)):
        assert not signature_places.is_on(SignatureBox(0, *out), page)
    assert not signature_places.is_on(SignatureBox(0, 10.0, 20.0, 110.0, 220.1), page)


# Where: by the name, in a corner, beside the leader


def test_box_stands_midway_between_office_and_name() -> None:
    """CHỦ TỊCH is drawn at 480, the name at 380, both around 420; the letters are 14 points."""
    found = signature_places.by_name(make_report(), LEADER)
    assert found is not None
    assert (found.page, found.width, found.height) == (0, 170.0, 54.0)
    assert (found.x0 + found.x1) / 2 == pytest.approx(420, abs=1)
    below, above = found.y0 - 380, 480 - found.y1
    assert 12 < below < 34
    assert 12 < above < 34
    # Midway, the letters of the name left out of it.
    assert below - above == pytest.approx(10, abs=6)


@pytest.mark.parametrize(("pages", "found"), [(1, True), (3, True)])
def test_name_looked_for_from_end(pages: int, found: bool) -> None:
    place = signature_places.by_name(make_report(pages=pages), LEADER)
    assert place is not None and place.page == pages - 1


def test_only_last_three_pages_looked_at_and_whole_line_must_be_name() -> None:
    from io import BytesIO

    import pypdfium2

    def with_pages_behind(number: int) -> bytes:
        with pypdfium2.PdfDocument(make_report()) as document:
            for _page in range(number):
                document.new_page(595, 842).close()
            out = BytesIO()
            document.save(out)
        return out.getvalue()

    found = signature_places.by_name(with_pages_behind(2), LEADER)
    assert found is not None and found.page == 0
    assert signature_places.by_name(with_pages_behind(3), LEADER) is None
    assert signature_places.by_name(make_report(), LEADER.lower()) is not None
    assert signature_places.by_name(make_report(), LEADER.split(" ", 1)[1]) is None
    assert signature_places.by_name(b"%PDF-1.7 broken", LEADER) is None


def test_corners_are_inside_the_margins() -> None:
    assert signature_places.corner(A4, 3) == SignatureBox(3, 368.0, 57.0, 538.0, 111.0)
    assert signature_places.top_right(A4, 4) == SignatureBox(4, 375.0, 792.0, 545.0, 836.0)
    shifted = PageArea(100.0, 200.0, 695.0, 1042.0)
    assert signature_places.corner(shifted, 0) == SignatureBox(0, 468.0, 257.0, 638.0, 311.0)
    assert signature_places.top_right(shifted, 0) == SignatureBox(0, 475.0, 992.0, 645.0, 1036.0)


def test_seal_lies_over_left_third_of_signature() -> None:
    leader = SignatureBox(2, 300.0, 400.0, 450.0, 460.0)
    # A third of 150 is 50: the seal ends at 350, and stands around the middle, 430.
    assert signature_places.beside(leader, 100.0, 102.0) == SignatureBox(2, 250.0, 379.0, 350.0, 481.0)
    assert (leader.width, leader.height) == (150.0, 60.0)


# What is said of a file


def finding(*, intact: bool = True, covers: bool = True) -> SignatureFinding:
    return SignatureFinding("f", "A", "B", "C", FROM, intact, covers, "nothing", "trusted")


@pytest.mark.parametrize(
    ("signatures", "some", "whole"),
    [
        ((), False, False),
        ((finding(),), True, True),
        ((finding(covers=False),), True, False),
        ((finding(covers=False), finding()), True, True),
        ((finding(), finding(covers=False)), True, False),
        ((finding(intact=False), finding()), False, False),
    ],
)
def test_file_is_intact_when_its_last_signature_answers_for_all(
    signatures: tuple[SignatureFinding, ...], some: bool, whole: bool
) -> None:
    verdict = Verdict(signatures, {"a": 1})
    assert (verdict.intact_signatures, verdict.intact) == (some, whole)
    told = verdict.as_json()
    assert (told["intact"], len(told["signatures"])) == (whole, len(signatures))
    assert told["data"] == ({"a": 1} if whole else None)


def test_every_field_of_finding_told_under_its_name() -> None:
    assert SignatureFinding("f", "A", "B", "C", FROM, True, False, "allowed", "expired", weak=("SHA-1",)).as_json() == {
        "field": "f",
        "signer": "A",
        "organisation": "B",
        "issuer": "C",
        "signed_at": "2024-01-01T07:00:00+07:00",
        "intact": True,
        "covers": False,
        "changed_after": "allowed",
        "trust": "expired",
        "key_strength": "weak",
    }
    assert replace(finding(), signed_at=None).as_json()["signed_at"] is None
