"""data.json inside a report: one canonical spelling, its schema, and a reader that ignores nothing."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_sample import sample_report, sample_tasks

from models.base.errors import AppError
from models.base.paths import RESOURCES
from models.reports import from_data
from models.reports.canonical import canonical, data_json, sha256
from models.reports.data import Letterhead, PeriodBefore, ReportData, YearSoFar
from models.reports.figures import by_area, by_unit, count
from models.reports.pdf import cleaned, make_pdf
from models.reports.reader import LARGEST, embedded_data, read_data
from models.work.result_parts import Correction, OccurrenceResult, UnitPart
from models.work.result_rules import RESULTS, Counts

GOLD = Path(__file__).parents[1] / "gold" / "reports"


def schema_of(number: int) -> dict:
    return json.loads((RESOURCES / "schema" / f"so-cchc-{number}.schema.json").read_text("utf-8"))


SCHEMA = schema_of(3)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
PLACES = [("lanh-dao", 2, (1, 2, 3, 4))]
PART = UnitPart("Xã A", "done_late", 100, date(2024, 3, 1), date(2024, 3, 7), 6, "mất điện", "2024-03")
DUTY = replace(
    sample_tasks(1)[0],
    parts=(replace(PART, promised_on=date(2024, 4, 1), extended_to=date(2024, 3, 1)),),
    occurrences=(OccurrenceResult("2024-03", date(2024, 3, 14), "done_late", 6),),
    notes=("đã họp",),
)
FULL = replace(
    sample_report(),
    letterhead=Letterhead("Phòng Nội vụ", "Bắc Hà", "BC-PNV", "UBND huyện Bắc Hà", 12, date(2024, 3, 15)),
    previous_sha256="cd" * 32,
    sequence=2,
    tasks=(DUTY, *sample_tasks()[1:]),
    adjustments=(Correction(DUTY.id, "Xã A", "2024-02", "percent", "40", "50", "nhầm", "Hoa"),),
    so_far=YearSoFar(date(2023, 12, 15), Counts(1, 2, 3, 4, 5)),
    before=PeriodBefore("2024-02", Counts(5, 4, 3, 2, 1)),
)


def values_of(data: ReportData) -> dict:
    return json.loads(data_json(data, PLACES))


def test_schema_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("data", [sample_report(), FULL, sample_report(tasks=(), parent=None, audit_head=None)])
def test_data_fit_schema_and_reader(data: ReportData) -> None:
    content = data_json(data, PLACES)
    VALIDATOR.validate(json.loads(content))
    assert read_data(content) == json.loads(content)


def test_pdf_carries_data_as_associated_file() -> None:
    pdf = make_pdf(FULL)
    content = embedded_data(pdf)
    assert content is not None
    values = read_data(content)
    assert values["unit"]["name"] == "Phòng Nội vụ huyện Bắc Hà"
    assert values["period"] == {"id": "2024-03", "from": "2024-02-15", "to": "2024-03-14"}
    assert values["closed"] is False
    assert (values["sequence"], values["previous_sha256"]) == (2, "cd" * 32)
    assert values["made_at"] == "2024-03-15T02:30:00Z"
    assert values["document"]["number"] == 12
    assert len(values["tasks"]) == 21
    assert values["counts"]["year_to_date"]["on_time_rate"] == "14.29"
    assert {place["role"] for place in values["signature_places"]} == {"lanh-dao", "co-quan"}
    for mark in (b"/AF [", b"/AFRelationship /Data", b"/EmbeddedFiles", b"/Subtype /application#2Fjson"):
        assert mark in pdf, mark
    assert f"/Size {len(content)}".encode() in pdf


def test_pdf_without_or_with_broken_data() -> None:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    canvas.showPage()
    canvas.save()
    assert embedded_data(out.getvalue()) is None
    with pytest.raises(AppError) as refused:
        embedded_data(b"%PDF-1.7 broken")
    assert refused.value.code == "pdf_unreadable"


def test_data_spelling_canonical() -> None:
    content = data_json(sample_report(subject="Ke\u0302\u0301t qua\u0309"), PLACES)
    text = content.decode("utf-8")
    assert "Kết quả" in text
    assert "\\u" not in text
    assert '", "' not in text
    keys = list(json.loads(content))
    assert keys == sorted(keys)
    assert canonical({"b": 1, "a": [True, None]}) == b'{"a":[true,null],"b":1}'
    assert len(sha256(content)) == 64


def test_data_refuses_float() -> None:
    with pytest.raises(TypeError):
        canonical({"percent": [0.5]})


@pytest.mark.parametrize("number", [2, 4, 10])
def test_data_newer_format_refused(number: int) -> None:
    values = values_of(FULL)
    values["format"] = f"so-cchc/{number}"
    values["something"] = "new"
    with pytest.raises(AppError) as refused:
        read_data(canonical(values))
    assert refused.value.code == "data_newer"
    assert f"so-cchc/{number}," in refused.value.why
    assert "so-cchc/1, so-cchc/3" in refused.value.why


def test_data_as_report_again() -> None:
    days = (FULL.period.first, FULL.period.last)
    wanted = replace(FULL, tasks=tuple(replace(task, span=days) for task in FULL.tasks))
    assert from_data.report(read_data(data_json(FULL))) == cleaned(wanted)


def test_report_of_first_format_stays_readable() -> None:
    """A report made by format so-cchc/1, which judged each task whole: nothing of it is told otherwise today."""
    content = (GOLD / "format1.json").read_bytes()
    values = read_data(content)
    jsonschema.Draft202012Validator(schema_of(1)).validate(values)
    assert canonical(values) == content
    assert values["counts"]["all"]["overdue"] == 3
    assert from_data.task_count(values) == 13
    again = from_data.report(values)
    assert (again.kind, again.signer.name, len(again.tasks)) == ("thang", "Giàng A Páo", 13)
    assert again.sections[0].paragraphs == tuple(values["sections"][0]["paragraphs"])
    assert not from_data.judged_by_part(values)


def places_in(value: object, here: tuple = ()) -> list[tuple[tuple, object]]:
    """Every value in a tree with its path; of a list only the first."""
    found = [(here, value)]
    items = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for key, item in items:
        found += places_in(item, (*here, key))
    return found


ALL = places_in(values_of(FULL))
PATHS = [path for path, _value in ALL if path]
KEYS = [path for path in PATHS if isinstance(path[-1], str)]
OBJECTS = [path for path, value in ALL if isinstance(value, dict)]


def parent_of(values: dict, path: tuple) -> dict:
    for key in path[:-1]:
        values = values[key]
    return values


def both_refuse(values: dict) -> None:
    assert list(VALIDATOR.iter_errors(values))
    with pytest.raises(AppError):
        read_data(canonical(values))


@pytest.mark.parametrize("path", KEYS, ids=lambda path: ".".join(map(str, path)))
def test_schema_and_reader_refuse_missing_field(path: tuple) -> None:
    values = deepcopy(values_of(FULL))
    del parent_of(values, path)[path[-1]]
    both_refuse(values)


@pytest.mark.parametrize("path", OBJECTS, ids=lambda path: ".".join(map(str, path)) or "top")
def test_schema_and_reader_refuse_unknown_field(path: tuple) -> None:
    values = deepcopy(values_of(FULL))
    parent_of(values, (*path, "extra"))["extra"] = 1
    both_refuse(values)


ODD = [True, -1, 0, 101, "", "x", None, [], {}, "2024-3-1", "ab" * 32, "direction", "so-cchc/3", "2024-H1", 7, "66.67"]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PATHS), st.sampled_from(ODD))
def test_schema_and_reader_agree(path: tuple, odd: object) -> None:
    values = deepcopy(values_of(FULL))
    parent_of(values, path)[path[-1]] = odd
    valid = not list(VALIDATOR.iter_errors(values))
    try:
        read_data(canonical(values))
        read = True
    except AppError:
        read = False
    assert read == valid, (path, odd)


GOOD = data_json(FULL, PLACES)
SPELLINGS = {
    "blank": GOOD.replace(b'"sequence":2', b'"sequence": 2'),
    "twice": GOOD.replace(b'"sequence":2', b'"sequence":1,"sequence":2'),
    "float": GOOD.replace(b'"sequence":2', b'"sequence":2.0'),
    "escaped": GOOD.replace("ắ".encode(), b"\\u1eaf"),
    "decomposed": GOOD.replace("ắ".encode(), "a\u0306\u0301".encode()),
    "order": GOOD.replace(b'{"archive"', b'{"symbol":"x","archive"'),
    "trailing": GOOD + b" ",
    "empty": b"",
    "not json": b"{",
    "not an object": b"[]",
    "no format": b"{}",
    "other format": b'{"format":"other/1"}',
    "not utf-8": GOOD.replace("ắ".encode(), b"\xff"),
    "deep": b'{"format":"so-cchc/3","x":' + b"[" * 5000 + b"]" * 5000 + b"}",
    "large": b" " * (LARGEST + 1),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_data_other_spelling_refused(name: str) -> None:
    with pytest.raises(AppError) as refused:
        read_data(SPELLINGS[name])
    assert refused.value.code == "data_unreadable"
    assert refused.value.what
    assert refused.value.do


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_data_reader_survives_any_bytes(content: bytes) -> None:
    with pytest.raises(AppError):
        read_data(content)


def test_figures_add_up_without_what_is_only_followed() -> None:
    tasks = sample_tasks(42)
    tasks = (replace(tasks[0], whose="followed"), replace(tasks[1], area=None), *tasks[2:])
    everything = count(tasks)
    assert everything.total == 41
    assert sum(counts.total for _area, counts in by_area(tasks)) == 41
    assert [area for area, _counts in by_area(tasks)][-1] is None
    assert sum(counts.total for _unit, counts in by_unit(tasks)) == 41
    values = json.loads(data_json(sample_report(tasks=tasks), PLACES))
    total = values["counts"]["all"]
    assert total["total"] == sum(total[name] for name in RESULTS) == 41
    assert total["due"] == total["done_on_time"] + total["done_late"] + total["open_overdue"]
    assert len(values["tasks"]) == 42


def test_figures_by_unit_are_of_its_own_parts() -> None:
    first, second, *_rest = sample_tasks(3)
    mine = (replace(PART, unit="A"), replace(PART, unit="B", result="open_overdue", done_on=None))
    tasks = (replace(first, parts=mine), replace(second, parts=(replace(PART, unit=""),)))
    told = [(unit, counts.results.done_late, counts.results.open_overdue) for unit, counts in by_unit(tasks)]
    assert told == [("A", 1, 0), ("B", 0, 1), ("", 1, 0)]


def test_report_is_reproducible() -> None:
    first, second = make_pdf(sample_report()), make_pdf(sample_report())
    assert first == second
    assert b"D:20240315093000+07'00'" in first
    later = make_pdf(sample_report(made_at=datetime(2024, 3, 15, 2, 31, tzinfo=UTC)))
    assert later != first
