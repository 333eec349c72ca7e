"""What keeps reading linear in the length of a document gives what the plain way gives; and a long one is read."""

from __future__ import annotations

import re
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from models.reading.lines import BrokenPassage
from models.reading.passage import Passage, chained, even, plain
from models.reading.sandboxed_reading import read_sandboxed
from models.reading.words.backlog import clause_of

_LETTERS = st.text(alphabet="aBđĐòaOÀ ÒA.;: 1/Σς", min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


def pieces(words: list[str]) -> list[Passage]:
    """Passages one behind the other in one text."""
    found, at = [], 0
    for one in (word.strip() for word in words):
        found.append(Passage(one, range(at, at + len(one))))
        at += len(one) + 3
    return found


@given(st.lists(_LETTERS, min_size=1, max_size=6))
def test_chained_is_joined_one_after_another(words: list[str]) -> None:
    parts = pieces(words)
    whole, wanted = chained(parts), reduce(Passage.joined, parts)
    assert (whole.words, list(whole.at), whole.plain) == (wanted.words, list(wanted.at), wanted.plain)


@given(st.lists(_LETTERS, min_size=1, max_size=6))
def test_a_broken_passage_knows_its_end(words: list[str]) -> None:
    parts = pieces(words)
    broken = BrokenPassage(parts[0])
    for part in parts[1:]:
        broken.add(part)
    whole = broken.whole()
    assert broken.is_upper() is whole.words.isupper()
    assert whole.words.endswith(broken.last)
    assert len(broken.end) == min(80, len(whole.words)) or len(parts) == 1


@given(st.text(alphabet="aB;:. \n1", max_size=30), st.integers(0, 30))
def test_clause_begins_behind_last_stop(text: str, end: int) -> None:
    end = min(end, len(text))
    marks = re.finditer(r"[;:]|\.\s", text[:end])
    assert clause_of(text, end) == max((mark.end() for mark in marks), default=0)


@given(st.text(alphabet="aoOuUyYòÒóaàÀQqx ΣİỳỲ", max_size=20))
def test_even_letter_by_letter(words: str) -> None:
    low = plain(words)
    pairs = zip(words, low, strict=True)
    assert even(words) == "".join(o if o.lower() == n else n.upper() if o.isupper() else n for o, n in pairs)


def test_long_list_with_long_numbers_read() -> None:
    """Numbers of four digits open no item, so that the rest is one paragraph: it took minutes, and was refused."""
    line = "Phòng Nội vụ chủ trì, phối hợp với UBND các xã rà soát thủ tục hành chính, báo cáo trước ngày 15/3/2024."
    text = "THÔNG BÁO\nKết luận\n" + "\n".join(f"{number}. {line}" for number in range(1, 2000))
    found = read_sandboxed(text.encode())
    assert len(text.encode()) > 250_000
    assert len(found.tasks) > 1000 and found.tasks[997].ref == "998"
