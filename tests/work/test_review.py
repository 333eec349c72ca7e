"""Going through proposals: what merging, splitting, dropping, adding and undoing make of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.base.errors import AppError
from models.reading.proposal import Ground, ProposedTask, Source
from models.work.kept_review import as_plain, from_plain
from models.work.review import Review, ReviewItem
from models.work.unit_catalogue import UnitCatalogue

TEXT = (
    "1. Rà soát thủ tục hành chính. Báo cáo kết quả trước ngày 15/3/2024.\n"
    "2. Sở Nội vụ chủ trì ban hành Kế hoạch kiểm tra công vụ trong Quý III/2024.\n"
    "3. Đoạn này máy chưa đề xuất.\n"
)


def proposal(number: int, words: str, **more: object) -> ProposedTask:
    start = TEXT.index(words)
    kept: dict[str, object] = {
        "ref": str(number),
        "text": words,
        "area": None,
        "lead": (),
        "with_units": (),
        "deadline_text": None,
        "due_on": None,
        "recurrence": None,
        "source": Source(start, start + len(words)),
    }
    return ProposedTask(**{**kept, **more})  # type: ignore[arg-type]


@pytest.fixture
def review() -> Review:
    first = proposal(
        1,
        "Rà soát thủ tục hành chính. Báo cáo kết quả trước ngày 15/3/2024.",
        area="procedure",
        lead=("Phòng Tư pháp",),
        deadline_text="trước ngày 15/3/2024",
        due_on=date(2024, 3, 14),
        grounds=(
            Ground("lead", Source(0, 2), "Lấy từ đề mục 1.", sure=False),
            Ground("due", None, "Ngày trong câu.", sure=True),
        ),
    )
    second = proposal(
        2,
        "Sở Nội vụ chủ trì ban hành Kế hoạch kiểm tra công vụ trong Quý III/2024.",
        area="civil_service",
        lead=("Sở Nội vụ",),
        with_units=("Phòng Tư pháp", "Thanh tra"),
        deadline_text="trong Quý III/2024",
        due_on=date(2024, 9, 30),
        product="Kế hoạch kiểm tra công vụ",
        flags=("cần kiểm tra",),
    )
    return Review(TEXT, [ReviewItem("1", first), ReviewItem("2", second)], date(2024, 2, 20))


def test_review_merge(review: Review) -> None:
    key = review.merge(["1", "2"])
    (merged,) = review.items
    assert merged.key == key == "1"
    assert merged.task.text.startswith("Rà soát thủ tục")
    assert merged.task.text.endswith(
        "15/3/2024. Sở Nội vụ chủ trì ban hành Kế hoạch kiểm tra công vụ trong Quý III/2024."
    )
    assert merged.task.lead == ("Phòng Tư pháp", "Sở Nội vụ")
    assert merged.task.with_units == ("Thanh tra",)  # who leads does not help as well
    assert merged.task.due_on == date(2024, 3, 14)
    assert "14/3/2024; 30/9/2024" in merged.task.flags[-1]
    assert TEXT[merged.task.source.start : merged.task.source.end].startswith("Rà soát")
    assert TEXT[merged.task.source.start : merged.task.source.end].endswith("Quý III/2024.")


def test_review_merge_of_one(review: Review) -> None:
    review.drop(["2"])
    with pytest.raises(AppError) as refused:
        review.merge(["1", "2"])
    assert refused.value.code == "merge_needs_two"


def test_review_split(review: Review) -> None:
    at = review.items[0].task.text.index("Báo cáo")
    keys = review.split("1", at)
    first, second = review.item(keys[0]).task, review.item(keys[1]).task
    assert (first.text, first.ref) == ("Rà soát thủ tục hành chính.", "1a")
    assert (second.text, second.ref) == ("Báo cáo kết quả trước ngày 15/3/2024.", "1b")
    assert TEXT[second.source.start : second.source.end] == second.text
    assert (first.due_on, first.deadline_text) == (None, None)
    assert (second.due_on, second.deadline_text) == (date(2024, 3, 14), "trước ngày 15/3/2024")
    assert first.lead == second.lead == ("Phòng Tư pháp",)
    assert [item.task.ref for item in review.items] == ["1a", "1b", "2"]


def test_review_split_again(review: Review) -> None:
    _first, second = review.split("1", review.items[0].task.text.index("Báo cáo"))
    review.split(second, len("Báo cáo kết quả "))
    assert [item.task.ref for item in review.items] == ["1a", "1b", "1c", "2"]


def test_review_split_of_edited_words(review: Review) -> None:
    review.edit(["1"], text="Rà soát; báo cáo huyện")
    keys = review.split("1", len("Rà soát; "))
    sources = {review.item(key).task.source for key in keys}
    assert len(sources) == 1


@pytest.mark.parametrize("at", [0, 9999])
def test_review_split_refused(review: Review, at: int) -> None:
    before = review.items
    with pytest.raises(AppError) as refused:
        review.split("1", at)
    assert refused.value.code == "split_nothing"
    assert review.items == before
    assert not review.can_undo()


def test_review_split_at_caret(review: Review) -> None:
    at = TEXT.index("Báo cáo")
    assert review.place_of("1", at) == review.items[0].task.text.index("Báo cáo")
    review.edit(["1"], text="Lời khác hẳn")
    assert review.place_of("1", at) is None


def test_review_drop_and_undo(review: Review) -> None:
    review.drop(["1"])
    assert [item.key for item in review.waiting()] == ["2"]
    review.edit(["1"], text="không đổi được mục đã bỏ")
    assert review.items[0].task.text.startswith("Rà soát")
    review.take_back(["1"])
    assert [item.key for item in review.waiting()] == ["1", "2"]


def test_review_add_from_selection(review: Review) -> None:
    start = TEXT.index("Đoạn này")
    key = review.add(start, len(TEXT) - 1)
    assert review.items[-1].key == key == "3"
    assert review.items[-1].task.text == "Đoạn này máy chưa đề xuất."
    start = TEXT.index("Báo cáo")
    review.add(start, TEXT.index("\n"))
    assert [item.key for item in review.items] == ["1", "4", "2", "3"]
    added = review.item("4").task
    assert added.due_on == date(2024, 3, 14)  # read by the rules for a document's own words


def test_review_add_without_selection(review: Review) -> None:
    with pytest.raises(AppError) as refused:
        review.add(TEXT.index("\n"), TEXT.index("\n") + 1)
    assert refused.value.code == "task_text_missing"


def test_review_words_not_emptied(review: Review) -> None:
    with pytest.raises(AppError) as refused:
        review.edit(["1"], text=" \u200b ")
    assert refused.value.code == "task_text_missing"


def test_review_fill_down(review: Review) -> None:
    review.fill_down(["1", "2"], "lead")
    assert [item.task.lead for item in review.items] == [("Phòng Tư pháp",), ("Phòng Tư pháp",)]


def test_review_remarks_dismissed(review: Review) -> None:
    review.seen(["1", "2"])
    assert review.items[1].task.flags == ()
    review.undo()
    assert review.items[1].task.flags == ("cần kiểm tra",)


def test_review_accepted_unchanged(review: Review) -> None:
    done = Review(TEXT, [ReviewItem("1", review.items[0].task, task_id="t1"), review.items[1]])
    done.drop(["1"])
    done.edit(["1"], text="khác")
    assert not done.can_undo()
    assert done.items[0].task_id == "t1"
    with pytest.raises(AppError):
        done.split("1", 5)


ACTIONS: list[Callable[[Review], object]] = [
    lambda r: r.drop([r.items[0].key]),
    lambda r: r.take_back([i.key for i in r.items]),
    lambda r: r.edit([r.items[-1].key], area="digital"),
    lambda r: r.merge([i.key for i in r.items]) if len(r.waiting()) > 1 else None,
    lambda r: r.split(r.waiting()[0].key, 8) if r.waiting() else None,
    lambda r: r.add(TEXT.index("Đoạn"), len(TEXT) - 1),
    lambda r: r.undo(),
    lambda r: r.redo(),
]


@given(st.lists(st.integers(0, len(ACTIONS) - 1), max_size=12))
def test_review_undo_and_redo(order: list[int]) -> None:
    made = Review(
        TEXT,
        [ReviewItem("1", proposal(1, "Rà soát thủ tục hành chính.")), ReviewItem("2", proposal(3, "Đoạn này máy"))],
    )
    first = made.items
    for number in order:
        try:
            ACTIONS[number](made)
        except AppError:
            continue
    last = made.items
    while made.can_redo():
        made.redo()
    newest = made.items
    while made.can_undo():
        made.undo()
    assert made.items == first
    while made.can_redo():
        made.redo()
    assert made.items == newest
    assert len({item.key for item in last}) == len(last)


def test_review_round_trip(review: Review) -> None:
    review.drop(["1"])
    review.add(TEXT.index("Đoạn"), len(TEXT) - 1)
    kept = json.loads(json.dumps(as_plain(review.items), ensure_ascii=False))
    assert from_plain(kept) == review.items
    again = Review(TEXT, from_plain(kept))
    assert again.split("2", 11)[1] == "4"  # no key is given twice


def test_what_a_person_decides_needs_no_ground_of_the_readers(review: Review) -> None:
    key = review.items[0].key
    assert not review.items[0].task.sure
    review.edit([key], lead=("Phòng Tư pháp",))  # the same again decides nothing
    assert [ground.what for ground in review.items[0].task.grounds] == ["lead", "due"]
    review.edit([key], lead=("UBND xã",))
    assert [ground.what for ground in review.items[0].task.grounds] == ["due"]
    assert review.items[0].task.sure


CATALOGUE = UnitCatalogue(("Xã Tả Củ Tỷ", "Xã Tả Van Chư", "Phòng Nội vụ"))


@pytest.mark.parametrize(
    ("typed", "near"), [("ta cu", "Xã Tả Củ Tỷ"), ("tà cũ tỉ", "Xã Tả Củ Tỷ"), ("phong noi vu huyen", "Phòng Nội vụ")]
)
def test_a_typed_name_of_no_unit_stays_one_to_look_at(typed: str, near: str) -> None:
    review = Review("", [ReviewItem("1", proposal(1, "Rà soát thủ tục", lead=("Sở Tư pháp",)))])
    review.stranger = CATALOGUE.stranger
    review.edit(["1"], lead=(typed,))
    (why,) = review.item("1").task.doubts
    assert typed in why and near in why
    review.give({"1": ((typed, "Phòng Nội vụ"), ())})  # still in it
    assert review.item("1").task.doubts == (why,)
    review.seen(["1"])
    assert review.item("1").task.sure
    review.edit(["1"], lead=("phòng nội vụ",))
    assert review.item("1").task.sure
    review.edit(["1"], lead=("Các sở, ban, ngành",))  # means many, and is asked about when accepted
    assert review.item("1").task.sure


def test_what_was_saved_stands_among_the_steps(review: Review) -> None:
    """Accepting leaves what was done before it: one step after the other goes back, in the book or here."""
    first = review.items
    review.drop(["2"])
    dropped = review.items
    review.saved("accepted")
    accepted = tuple(replace(item, task_id=None if item.dropped else f"t{item.key}") for item in dropped)
    review.take_in(accepted)
    review.take_back(["2"])
    assert review.saved_step("undo") == ""
    review.undo()
    assert (review.items, review.saved_step("undo")) == (accepted, "accepted")
    review.undo()  # only the book takes that back
    assert review.items == accepted
    assert review.went("accepted", "undone")
    review.take_in(dropped)
    assert (review.saved_step("undo"), review.saved_step("redo")) == ("", "undone")
    review.undo()
    assert (review.items, review.can_undo()) == (first, False)
    review.redo()
    assert review.saved_step("redo") == "undone"
    assert review.went("undone", "again")
    review.take_in(accepted)
    assert (review.saved_step("undo"), review.can_redo()) == ("again", True)


def test_another_hand_changed_the_items(review: Review) -> None:
    review.drop(["2"])
    assert not review.went("of another paper", "x")
    review.take_in(review.items)
    assert review.can_undo()
    review.take_in(review.items[:1])
    assert not review.can_undo()
