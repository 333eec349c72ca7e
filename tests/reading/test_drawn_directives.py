"""The drawn directives of the bench: the same for a seed, and with a truth that stands in the paper itself."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.reading.proposal import DirectiveHead, ProposedTask, Reading, Source

BENCH = Path(__file__).resolve().parents[1] / "bench"
COUNT = 20


@pytest.fixture(scope="module")
def bench():
    sys.path.append(str(BENCH))
    import reading_drawn
    from directives import drawing, files, text_writer

    yield SimpleNamespace(drawing=drawing, files=files, text_writer=text_writer, measure=reading_drawn)
    sys.path.remove(str(BENCH))


@pytest.fixture(scope="module")
def papers(bench):
    return [bench.drawing.directive(7, number) for number in range(COUNT)]


def reading_of(texts, task=None):
    """A reading that proposes these words, all else as the truth of `task` has it."""
    told = {"lead": task.lead, "with_units": task.with_units, "due_on": task.due_on} if task else {}
    told = {"lead": (), "with_units": (), "due_on": None, **told}
    proposals = (
        ProposedTask("1", text, None, deadline_text=None, recurrence=None, source=Source(0, 1), **told)
        for text in texts
    )
    return Reading("", DirectiveHead(), tuple(proposals))


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


def measured(bench, reading, paper):
    result = bench.measure.DrawnScore()
    bench.measure.hold(reading, paper, "txt", result)
    return result.fields["tasks"]


def test_bench_is_strict_in_what_is_one_task(bench, papers):
    paper = next(one for one in papers if len(one.truth.tasks) >= 3)
    texts = [task.text for task in paper.truth.tasks]
    count = len(texts)
    whole = measured(bench, reading_of([f"Giao Sở Y tế {text.upper()}  ." for text in texts]), paper)
    assert (whole.right, whole.vain, whole.missed) == (count, 0, 0)
    joined = measured(bench, reading_of([" ".join(texts[:2]), *texts[2:]]), paper)
    assert (joined.right, joined.vain, joined.missed) == (count - 1, 0, 1)
    cut = texts[0].split(" ", 2)
    split = measured(bench, reading_of([" ".join(cut[:2]), cut[2], *texts[1:]]), paper)
    assert (split.right, split.vain, split.missed) == (count - 1, 2, 1)


def test_bench_tells_wrong_owner_from_right(bench, papers):
    paper = next(one for one in papers if one.truth.tasks and one.truth.tasks[0].lead)
    task = paper.truth.tasks[0]
    result = bench.measure.DrawnScore()
    bench.measure.hold(reading_of([task.text], task), paper, "txt", result)
    assert (result.fields["lead"].right, result.fields["lead"].missed) == (1, 0)
    result = bench.measure.DrawnScore()
    bench.measure.hold(reading_of([task.text]), paper, "txt", result)
    assert (result.fields["lead"].right, result.fields["lead"].missed) == (0, 1)
