"""Which passphrases are refused where one is chosen, why, and which are not."""

from __future__ import annotations

import unicodedata

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access import account_keys, opening, own_ways
from models.access.opening import OfficeSpec, OpenOffice
from models.base.paths import Home
from models.store.keys import key_slots
from models.store.keys.common_passphrases import COMMON
from models.store.keys.passphrase_strength import SHORTEST, refuse_weak, strength
from models.work import rights

NAMES = ("Phòng Nội vụ", "UBND huyện Bắc Hà", "Bắc Hà", "Nguyễn Văn Tuấn")
WEAK = {
    "ít nhất 8 ký tự": ["", "ngắn", "1234567"],
    "lặp lại": ["aaaaaaaa", "abababab", "        ", "1212121212", "abcabcabc"],
    "chữ số": ["20101990", "0912345670", "001099012345", "a7391846", "15/08/1985"],
    "dãy phím": ["qwertyuiop", "asdf1234", "abc12345", "1q2w3e4r5t", "Qwerty123456"],
    "hay gặp": ["password", "Password1!", "P@ssw0rd", "matkhau123", "Mật khẩu", "mat khau 123", "iloveyou", "admin@123",
                "Anh Yêu Em", "anhyeuem2024", "hanoi2024", "vietnam1", "Cải cách hành chính", "2024welcome"],
    "ai cũng đoán": ["phongnoivubacha", "Phòng Nội vụ Bắc Hà 2024", "UBND huyện Bắc Hà", "ubnd.bacha@2025",
                     "nguyenvantuan", "Nguyễn Văn Tuấn", "tuan1990nguyen", "bachanoivu", "admin ubnd huyen"],
    "": ["12345678", "87654321"],
}  # fmt: skip
FINE = (
    "bảy con trâu qua suối", "mot cau de nho 2024", "không ai được biết", "mật khẩu thử nghiệm", "một hai ba bốn năm",
    "câu mật khẩu của phòng nội vụ", "correct horse battery", "mèo trèo cây cau", "một con vịt xoè", "Xk7#qLm2vT",
    "mat khau moi 2025", "co quan mau", "tuấn thích câu cá ở suối", "nhà em có ba con gà",
)  # fmt: skip


@pytest.mark.parametrize(("why", "passphrase"), [(why, one) for why, many in WEAK.items() for one in many])
def test_weak_refused_with_reason_and_advice(why: str, passphrase: str) -> None:
    found = strength(passphrase, NAMES)
    assert found.level == 0
    assert why in found.why
    assert "bốn từ" in found.advice
    assert strength(unicodedata.normalize("NFD", passphrase), NAMES) == found
    assert strength(passphrase.upper(), NAMES).level == 0
    with offices.refused("weak_passphrase"):
        refuse_weak(passphrase, NAMES)


@pytest.mark.parametrize("passphrase", FINE)
def test_fine_taken(passphrase: str) -> None:
    assert strength(passphrase, NAMES).level > 0
    refuse_weak(passphrase, NAMES)


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [("mèo đen trèo c", 2), ("mèo đen trèo", 2), ("mèo trèo câ", 1), ("mèo đen trèo c x", 3), ("mèo đen trèo xa", 2)],
)
def test_levels_at_their_edges(passphrase: str, level: int) -> None:
    """Small letters and spaces: 4 points beside the length; 16 are fair, 20 are good."""
    assert strength(passphrase).level == level


@pytest.mark.parametrize("long", ["1" * 500_000, "ab" * 500_000, "bảy con trâu " * 50_000])
def test_very_long_one_judged_at_once(long: str) -> None:
    assert strength(long, NAMES).level == (0 if long[:2] in {"11", "ab"} else 3)


def test_common_refused_however_dressed() -> None:
    for common in COMMON:
        for dressed in (common.ljust(SHORTEST, "1"), f"{common}@2024", f"2024{common}!!!!!", common.capitalize()):
            assert strength(dressed).level == 0, dressed


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=4))
def test_any_text_is_judged(passphrase: str, names: list[str]) -> None:
    found = strength(passphrase, names)
    assert 0 <= found.level <= 3
    assert found.word
    assert found.why


@given(st.text(min_size=1, max_size=20))
def test_longer_sentence_is_not_weaker(word: str) -> None:
    before = strength(f"bảy con trâu {word}", NAMES).level
    assert strength(f"bảy con trâu {word} qua suối cạn", NAMES).level >= before > 0


def test_refused_wherever_one_is_chosen(office: OpenOffice, tmp_path_factory: pytest.TempPathFactory) -> None:
    weak = "Phòng Nội vụ 1"
    with offices.refused("weak_passphrase"):
        own_ways.own_passphrase(office, weak)
    for word in ("12345678", weak, "LanTran2024"):
        with offices.refused("weak_passphrase"), office.store.write("account.change") as write:
            account_keys.add(write.session, office, "Trần Lan", rights.CLERK, word)
    with office.store.write("account.change") as write:
        her = account_keys.add(write.session, office, "Trần Lan", rights.CLERK, "bảy con trâu qua suối")
    with offices.refused("weak_passphrase"), office.store.write("account.change") as write:
        account_keys.reset(write.session, office, her.id, "tranlan99")
    other = Home(tmp_path_factory.mktemp("weak") / "sổ")
    with offices.refused("weak_passphrase"):
        opening.found(other, OfficeSpec("Phòng Tư pháp", "huyen", place="Sa Pa"), "tuphapsapa")
    assert not other.database.exists()
    assert not other.keys.exists()


def test_older_weak_passphrase_still_opens(cheap_keys: None) -> None:
    keys, data_key, _code = key_slots.new_keys("12345678")
    assert key_slots.unlock(keys, "12345678") == data_key
