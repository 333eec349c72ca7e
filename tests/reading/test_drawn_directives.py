"""The drawn directives of the bench: the same for a seed, and with a truth that stands in the paper itself."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"
COUNT = 20


@pytest.fixture(scope="module")
def bench():
    sys.path.append(str(BENCH))
    import directives.drawing
    import directives.files
    import directives.text_writer

    yield directives
    sys.path.remove(str(BENCH))


@pytest.fixture(scope="module")
def papers(bench):
    return [bench.drawing.directive(7, number) for number in range(COUNT)]


def words_of(bench, paper):
    """The paper's words with one blank between, small, as they stand on its pages."""
    return re.sub(r"\s+", " ", bench.text_writer.as_text(paper.paper)).lower()


def test_seed_gives_same_papers(bench, papers):
    again = [bench.drawing.directive(7, number) for number in range(COUNT)]
    assert [one.truth.as_json() for one in again] == [one.truth.as_json() for one in papers]
    assert [bench.files.as_file(one, "txt") for one in again] == [bench.files.as_file(one, "txt") for one in papers]
    assert bench.drawing.directive(8, 0).truth.as_json() != papers[0].truth.as_json()


def test_task_stands_in_paper_once(bench, papers):
    for paper in papers:
        words = words_of(bench, paper)
        for task in paper.truth.tasks:
            assert words.count(task.text.lower()) == 1, (paper.name, task.text)


def test_no_task_is_part_of_another(papers):
    for paper in papers:
        texts = [task.text.lower() for task in paper.truth.tasks]
        assert not [(one, other) for one in texts for other in texts if one is not other and one in other]


def test_deadline_and_owner_stand_in_paper(bench, papers):
    for paper in papers:
        words = words_of(bench, paper)
        for task in paper.truth.tasks:
            told = task.deadline_text or ""
            assert told.lower() in words, (paper.name, told)
            for name in (*task.lead, *task.with_units):
                last = name.lower().removeprefix("sở ").removeprefix("phòng ").removeprefix("chi cục ")
                assert last in words, (paper.name, name)


def test_due_day_follows_paper(papers):
    for paper in papers:
        issued = date.fromisoformat(paper.truth.head["issued_on"])
        for task in paper.truth.tasks:
            assert task.due_on is None or task.due_on >= issued, (paper.name, task)


def test_what_is_no_task_and_target_stand_in_paper(bench, papers):
    for paper in papers:
        words = words_of(bench, paper)
        said = [one for one in paper.truth.no_tasks if one.kind != "footnote"]  # plain text has no feet of pages
        assert all(one.text.lower() in words for one in (*said, *paper.truth.targets))


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_file_holds_what_paper_says(bench, papers, form):
    from models.reading.files.readers import text_of

    for paper in papers[:4]:
        read = re.sub(r"\s+", " ", text_of(bench.files.as_file(paper, form)).text)
        assert paper.truth.head["signer"] in read
        assert len(read) > 0.8 * len(words_of(bench, paper))
