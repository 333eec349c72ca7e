"""Directives in the book: kept once, reviewed over days, accepted once, corrected, taken out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.journal import undo
from models.reading import read
from models.reading.proposal import Reading
from models.work import directive_view, directives, tasks
from models.work.review import Review
from models.work.tasks import Task

TEXT = (Path(__file__).parents[1] / "gold" / "cong_van_don_doc.txt").read_text("utf-8")


@pytest.fixture
def found() -> Reading:
    return read.read_text(TEXT)


@pytest.fixture
def kept(office: OpenOffice, found: Reading) -> str:
    """The id of the directive, kept."""
    with office.store.write("directive.add") as write:
        return directives.add(write.session, office.evidence, found, "công văn.txt", TEXT.encode()).id


def task_count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Task)) or 0


def test_directive_recognised_when_read_twice(office: OpenOffice, kept: str) -> None:
    again = read.read_text(TEXT)
    with pytest.raises(AppError) as refused, office.store.write("directive.add") as write:
        directives.add(write.session, office.evidence, again, "tên khác.txt", TEXT.encode())
    assert refused.value.code == "directive_known"
    with office.store.read() as session:
        assert directives.known(session, TEXT) == kept
        assert directives.known(session, TEXT + " thêm") is None


def test_directive_same_paper_in_other_form(office: OpenOffice, kept: str) -> None:
    with office.store.write("directive.add") as write:
        scanned = read.read_text(TEXT.replace("trước ngày", "trước  ngày ").replace(";", " ;"))
        row = directives.add(write.session, office.evidence, scanned, "công văn.pdf", b"pdf")
        twin = directives.same_paper(write.session, row)
        assert twin is not None and twin.id == kept
        assert "Trong sổ đã có Công văn số" in directives.same_paper_words(twin)
        assert directives.same_paper(write.session, twin) is None  # the earlier one is no copy of the later
        other = read.read_text(TEXT.replace("Số: ", "Số: 9"))
        row = directives.add(write.session, office.evidence, other, "khác.pdf", b"other")
        assert directives.same_paper(write.session, row) is None


def test_directive_review_kept(office: OpenOffice, kept: str, found: Reading) -> None:
    with office.store.read() as session:
        review = Review(TEXT, directives.items(session, kept))
    read_alone = [replace(item.task, whose="ours", why="") for item in review.items]
    assert read_alone == [replace(task, whose="ours", why="") for task in found.tasks]
    other_city = next(item.task for item in review.items if item.task.lead == ("UBND thành phố An Mẫu",))
    assert other_city.whose == "followed" and "UBND thành phố An Mẫu" in other_city.why  # we are of Bắc Hà
    review.drop([review.items[0].key])
    review.edit([review.items[1].key], lead=("Phòng Nội vụ",), text="Nội dung đã sửa")
    with office.store.write("directive.review") as write:
        directives.keep_items(write.session, kept, review.items)
    with office.store.read() as session:
        opened = directive_view.opened(session, kept)
        (listed,) = directive_view.listed(session)
    assert opened.items == review.items
    assert opened.file_name == "công văn.txt"
    assert opened.head == found.head
    assert listed.waiting == len(found.tasks) - 1


def test_proposal_accepted_once(office: OpenOffice, kept: str, found: Reading) -> None:
    with office.store.read() as session:
        keys = [item.key for item in directives.items(session, kept)]
    for wanted in (keys[:1], keys, keys):
        with office.store.write("directive.accept") as write:
            directives.accept_items(write.session, kept, wanted)
    with office.store.write("directive.accept") as write:
        assert directives.accept(write.session, kept, found.tasks) == []
    with office.store.read() as session:
        assert task_count(session) == len(found.tasks)
        opened = directive_view.opened(session, kept)
        by_id = {task.id: task for task in session.scalars(select(Task))}
        for item in opened.items:
            assert item.task_id is not None
            assert by_id[item.task_id].text == item.task.text
            assert by_id[item.task_id].number == opened.tasks[item.task_id]
        (listed,) = directive_view.listed(session)
        assert (listed.waiting, listed.row.tasks) == (0, len(found.tasks))


def test_proposal_waits_again_after_undo(office: OpenOffice, kept: str) -> None:
    with office.store.write("directive.accept") as write:
        key = directives.items(write.session, kept)[0].key
        directives.accept_items(write.session, kept, [key])
    assert write.operation_id is not None
    with office.store.write("undo") as again:
        undo.undo(again.session, write.operation_id)
    with office.store.read() as session:
        assert task_count(session) == 0
        assert all(item.waiting for item in directives.items(session, kept))


def test_directive_head_corrected(office: OpenOffice, kept: str) -> None:
    from dataclasses import replace

    with office.store.write("directive.accept") as write:
        made = directives.accept_items(write.session, kept, [directives.items(write.session, kept)[0].key])
        task_id = made[0].id
        head = directives.head(directives.get(write.session, kept))
    with office.store.write("directive.head") as write:
        directives.change_head(write.session, kept, replace(head, kind="Công văn", number="4321", symbol="UBND-NV"))
    with office.store.read() as session:
        opened = directive_view.opened(session, kept)
        assert opened.label.startswith("Công văn số 4321/UBND-NV")
        assert tasks.get(session, task_id).source_text == opened.label


def test_directive_with_tasks_not_removed(office: OpenOffice, kept: str) -> None:
    with office.store.write("directive.remove") as write:
        directives.remove(write.session, kept)
    with office.store.read() as session:
        assert directive_view.rows(session) == []
    assert write.operation_id is not None
    with office.store.write("undo") as again:
        undo.undo(again.session, write.operation_id)
    with office.store.write("directive.accept") as accept:
        directives.accept_items(accept.session, kept, [directives.items(accept.session, kept)[0].key])
    with pytest.raises(AppError) as refused, office.store.write("directive.remove") as write:
        directives.remove(write.session, kept)
    assert refused.value.code == "directive_has_tasks"
