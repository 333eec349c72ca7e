"""What is said of a verdict: the same in the window and at the terminal, and that what is normal is no fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.signing import verdict_words as words
from models.signing.verdict import Additions, SignatureFinding, Verdict

AT = datetime(2024, 3, 15, 2, 30, tzinfo=UTC)
GOOD = SignatureFinding("LanhDao", "Lê An", "Phòng Nội vụ", "CA", AT, True, True, "nothing", "trusted")
EARLIER = replace(GOOD, covers=False, changed_after="allowed", added=Additions(signatures=2))


@pytest.mark.parametrize(
    ("findings", "said", "role"),
    [
        ((), "chưa có chữ ký", "warn"),
        ((GOOD,), "mọi chữ ký đều của chứng thư tin cậy", "good"),
        ((EARLIER, GOOD), "mọi chữ ký đều của chứng thư tin cậy", "good"),
        ((replace(GOOD, trust="unknown"),), "tin cậy: Lê An (chưa rõ nguồn chứng thư)", "warn"),
        ((EARLIER, replace(GOOD, trust="expired")), "Lê An (chứng thư hết hạn khi ký)", "warn"),
        ((replace(GOOD, weak=("SHA-1",)),), "thuật toán yếu: SHA-1", "warn"),
        ((replace(GOOD, intact=False, changed_after="forbidden"), GOOD), "ĐÃ BỊ SỬA", "danger"),
        ((replace(GOOD, covers=False, changed_after="allowed"),), "không bao trùm cả tệp", "danger"),
        ((replace(EARLIER, intact=False, print_hidden=True), GOOD), "CHE MẤT chữ", "danger"),
    ],
)
def test_one_sentence_on_the_file(findings: tuple[SignatureFinding, ...], said: str, role: str) -> None:
    told, colour = words.summary(Verdict(findings, None))
    assert said in told
    assert colour == role


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (GOOD, "Cả tệp hiện tại"),
        (EARLIER, "Cả tệp lúc ký; sau đó thêm 2 chữ ký, không đổi nội dung"),
        (
            replace(EARLIER, added=Additions(1, 1, True)),
            "Cả tệp lúc ký; sau đó thêm 1 chữ ký, 1 dấu thời gian, dữ liệu",
        ),
        (replace(GOOD, added=Additions(proofs=True)), "Cả tệp hiện tại; sau đó thêm dữ liệu kiểm chứng lâu dài, không"),
        (replace(EARLIER, intact=False), "Không phải cả tệp hiện tại"),
        (replace(GOOD, covers=False), "Không phải cả tệp hiện tại"),
    ],
)
def test_what_was_added_is_named(finding: SignatureFinding, said: str) -> None:
    assert words.scope(finding).startswith(said)


def test_weak_mathematics_are_no_bad_certificate() -> None:
    weak = replace(GOOD, weak=("SHA-1", "RSA 1024"))
    assert words.short_trust(weak) == "chứng thư tin cậy"
    assert "SHA-1, RSA 1024" in words.strength(weak)
    assert words.strength(GOOD) == ""
    assert weak.as_json()["key_strength"] == "weak"


def test_time_stamp_is_called_one() -> None:
    assert words.signer(GOOD) == "Lê An, Phòng Nội vụ"
    assert words.signer(replace(GOOD, time_stamp=True)) == "Dấu thời gian: Lê An, Phòng Nội vụ"
