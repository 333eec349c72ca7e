"""`report lint` and `report make --issuer` at the terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import offices
import pytest
from terminal import PASSPHRASE, Terminal

from models.access.opening import OfficeSpec
from models.base.paths import Home

MARCH = ("--kind", "thang", "--period", "2024-03")
NOTICE = Path(__file__).parents[2].parent / "shared" / "data" / "directive_lao_cai_2024.txt"


@pytest.fixture
def office(run: Terminal, home: Home) -> Terminal:
    spec = OfficeSpec("Phòng Nội vụ", "huyen", "085", "UBND huyện Bắc Hà", "Bắc Hà")
    offices.new(home, spec, PASSPHRASE).close()
    return run


def test_issuer_chosen_once_stays(office: Terminal, tmp_path: Path) -> None:
    make = ("report", "make", *MARCH, "--out", tmp_path)
    names = [
        Path(office(*make, *more)[1]["files"][0]).name
        for more in ((), ("--issuer", "parent"), (), ("--issuer", "own", "--number", "5/BC-PNV"))
    ]
    own, above = "BC-thang-2024-03-PNV.pdf", "BC-thang-2024-03-UBND.pdf"
    assert names == [own, above, "BC-thang-2024-03-UBND-2.pdf", "BC-thang-2024-03-PNV-2.pdf"]
    with pytest.raises(SystemExit):
        office(*make, "--issuer", "Sở")


def test_issuer_that_nobody_is_refused(run: Terminal, home: Home, tmp_path: Path) -> None:
    offices.new(home, OfficeSpec("UBND xã Bản Phố", "xa", parent="UBND huyện Bắc Hà"), PASSPHRASE).close()
    code, answer = run("report", "make", *MARCH, "--out", tmp_path, "--issuer", "parent")
    assert (code, answer["error"]["code"]) == (1, "issuer_unknown")
    assert not list(tmp_path.glob("*.pdf"))


def test_directive_without_number_is_amber_of_book_and_file(
    office: Terminal, tmp_path: Path, hold_clock: Callable[[datetime], None]
) -> None:
    hold_clock(datetime(2024, 3, 12, 3, tzinfo=UTC))
    office("directive", "add", NOTICE, "--accept")
    path = office("report", "make", *MARCH, "--out", tmp_path)[1]["files"][0]
    for asked in (MARCH, (path,)):
        code, answer = office("report", "lint", *asked)
        found = {one["code"]: one for one in answer["findings"]}
        assert found["directive_number"]["level"] == "amber"
        assert found["directive_number"]["what"].startswith("Văn bản chưa có số: Thông báo kết luận của Phó Chủ tịch")
        assert found["directive_number"]["where"].startswith("directive:")
        assert (found["signer"]["level"], answer["ok"], code) == ("red", False, 1)


def test_lint_of_nothing_named_is_refused(office: Terminal) -> None:
    for asked in ((), ("--kind", "thang"), ("--period", "2024-03")):
        assert office("report", "lint", *asked)[1]["error"]["code"] == "lint_what"
    assert (
        office("report", "lint", "--kind", "quy", "--period", "2024-03")[1]["error"]["code"] == "kind_and_period_differ"
    )
