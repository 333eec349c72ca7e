"""Search as an office types it: with marks or without, in any normal form, and whatever signs are in between."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import offices
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_rows import session_beside
from sqlalchemy import select

from models.access.opening import OpenOffice
from models.base.paths import Home
from models.base.text import fold, one_tone_place
from models.journal import undo
from models.store import search
from models.work import task_list, tasks, timeliness, units
from models.work.task_list import TaskFilter
from models.work.tasks import Task, TaskFields

TEXTS = {
    1: "Rà soát thủ tục hành chính nội bộ",
    2: "Công bố thông tin đất đai",
    3: "Ủy ban nhân dân huyện hòa giải",
    4: "Ủy quyền cho phòng, hòa nhập cộng đồng",
    5: "Giải quyết án hành chính",
    6: "Ban hành quyết định an sinh",
    7: "Đề án 06/CP: định danh điện tử (VNeID)",
    8: 'NEAR the end OR not AND "quoted" text*',
}


@pytest.fixture(scope="module")
def book(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    with offices.copied(template, Home(tmp_path_factory.mktemp("search"))) as opened:
        with opened.store.write("task.add") as write:
            tasks.add_many(write.session, [TaskFields(words, lead=("Xã Lùng Cải",)) for words in TEXTS.values()])
        yield opened


def found(office: OpenOffice, query: str) -> list[int]:
    with office.store.read() as session:
        now = timeliness.today(session)
        rows = task_list.page(session, TaskFilter(search=query), now)
        assert task_list.count(session, TaskFilter(search=query), now) == len(rows)
        return [row.number for row in rows]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("thu tuc hanh chinh", [1]),
        ("thủ tục", [1]),
        ("THỦ TỤC", [1]),
        ("thủ tục hanh", [1]),  # the word being typed may still lack its marks
        ("thủ tuc", [1]),
        ("hành chính", [1, 5]),
        ("dat dai", [2]),
        ("đất đai", [2]),
        ("ĐẤT", [2]),
        ("đ", [2, 4, 6, 7]),
        ("d", [2, 3, 4, 6, 7]),
        ("uy ban", [3]),
        ("Ủy ban", [3]),
        ("Ủy ban", [3]),
        ("ủy", [3, 4]),
        ("ủy", [3, 4]),
        ("hòa", [3, 4]),
        ("hòa", [3, 4]),
        ("án hành", [5]),
        ("án", [5, 7]),
        ("an", [5, 6, 7, 8]),
        ("lung cai", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("lùng cải", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("lũng cải", []),
        ("06/CP", [7]),
        ("(VNeID)", [7]),
        ("vne", [7]),
        ("tuc thu", [1]),  # in any order
        ("ục", []),  # words from their beginning
        ("hành chính đất", []),
        ("", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("  ", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("...", []),
    ],
)
def test_search_finds_variants(book: OpenOffice, query: str, numbers: list[int]) -> None:
    assert found(book, query) == numbers
    assert found(book, unicodedata.normalize("NFD", query)) == numbers


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("NEAR", [8]),
        ("near(the end)", [8]),
        ("OR", [8]),
        ("the OR missing", []),
        ("end NOT text", [8]),
        ('"quoted"', [8]),
        ('"', []),
        ('a" OR "b', []),
        ("*", []),
        ("text*", [8]),
        ("^the", [8]),
        ("raw:the", []),
        ("folded : the", []),
        ("{raw folded} : the", []),
        ("-the", [8]),
        ("+the +end", [8]),
        ("the; DROP TABLE tasks", []),
        ("rowid", []),
        ("%", []),
        ("\x00the", [8]),
        ("'the'", [8]),
    ],
)
def test_search_signs_are_words(book: OpenOffice, query: str, numbers: list[int]) -> None:
    assert found(book, query) == numbers


@settings(max_examples=300)
@given(query=st.text(max_size=40) | st.text(alphabet='"*()^:{}+-.ANDORNEAR ăđ̉ủ\u0323', max_size=30))
def test_search_any_text_is_no_error(book: OpenOffice, query: str) -> None:
    assert len(found(book, query)) <= len(TEXTS)


LETTERS = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặờởỡớợừửữứựýỷỹỵỳ", min_size=1, max_size=6)


@settings(max_examples=60)
@given(words=st.lists(LETTERS, min_size=1, max_size=5), data=st.data())
def test_search_every_word(book: OpenOffice, words: list[str], data: st.DataObject) -> None:
    with pytest.raises(ZeroDivisionError), session_beside(book) as session:
        task = tasks.add(session, TaskFields(" ".join(words).upper()))
        session.flush()
        word = data.draw(st.sampled_from(words))
        typed = data.draw(st.sampled_from([word, fold(word), word.upper(), unicodedata.normalize("NFD", word)]))
        begun = typed[: data.draw(st.integers(1, len(typed)))] if typed == fold(word) else typed
        _reindex(session, task)
        expression = search.match_words(begun)
        assert expression is not None
        hits = session.scalars(select(Task.number).where(Task.number.in_(task_list.numbers_matching(begun))))
        assert task.number in set(hits), (words, begun, expression)
        raise ZeroDivisionError  # nothing of this stays


def _reindex(session: object, task: Task) -> None:
    from models.store.audit import Change

    search.update(session, [Change("tasks", task.id, None, {}, task)])  # type: ignore[arg-type]


@given(word=LETTERS, other=LETTERS)
def test_search_respects_typed_marks(book: OpenOffice, word: str, other: str) -> None:
    expression = search.match_words(f"{word} x")
    assert expression is not None
    if fold(word) != word:
        assert f'"{one_tone_place(word)}"' in expression and "raw" in expression
    else:
        assert "raw" not in expression


def test_search_index_follows_changes(office: OpenOffice) -> None:
    with office.store.write("task.add") as write:
        task_id = tasks.add(write.session, TaskFields("Bưởi")).id
    assert found(office, "bưởi") == [1]
    with office.store.write("task.change") as changing:
        tasks.change(changing.session, task_id, TaskFields("Mận", note="chua"))
    assert (found(office, "bưởi"), found(office, "mận"), found(office, "chua")) == ([], [1], [1])
    with office.store.write("task.assign") as assigning:
        tasks.assign(assigning.session, task_id, [units.find(assigning.session, "02848").id])
    assert found(office, "lùng phình") == [1]
    for operation in (assigning, changing):
        with office.store.write("undo") as write:
            undo.undo(write.session, operation.operation_id)
    assert (found(office, "lùng phình"), found(office, "bưởi"), found(office, "mận")) == ([], [1], [])


def test_search_word_with_mark_that_no_letter_has() -> None:
    assert search.match_words("q\u0323ua") == search.match_words("q\u0323ua".upper().lower())
    assert "q\u0323ua" in (search.match_words("q\u0323ua") or "")
    assert search.match_words("\u0323") is None


class _Kept:
    """What would be put into the index."""

    rows: list[tuple[int, str, str]]

    def execute(self, _statement: str) -> None:
        pass

    def executemany(self, _statement: str, rows: Iterator[tuple[int, str, str]]) -> None:
        self.rows = list(rows)


LETTERS = st.sampled_from(list("qoauyàáạủỳĐđΣσİIſ \t\n.\u0301\u0323\u0306'")) | st.characters()


@given(st.lists(st.text(LETTERS, max_size=20), min_size=1, max_size=4))
def test_words_indexed_alone_as_in_their_text(texts: list[str]) -> None:
    kept = _Kept()
    search.fill(kept, "tasks", [(1, texts), (2, texts)])
    whole = " ".join(unicodedata.normalize("NFC", part) for part in texts).encode(errors="replace").decode()
    assert kept.rows == [(1, one_tone_place(whole), fold(whole)), (2, one_tone_place(whole), fold(whole))]
