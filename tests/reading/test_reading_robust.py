"""Whatever comes in, the answer is a Reading or an AppError, and it comes soon."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
import reading_samples as samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.base.errors import AppError
from models.reading.read import read_file, read_text
from models.reading.reading_json import as_json

DIRECTIVE = (samples.SAMPLES / "thong-bao-mau.txt").read_text("utf-8")
PIECES = [
    "1. ", "I. ", "a) ", "- ", "+ ", "Điều 2. ", "\n", "\n\n", "\t", " | ", "Giao Sở Nội vụ ", "các sở, ban, ngành, ",
    "trước ngày 31/02/2024",
    "Quý III", "tháng 6/2024", "STT | Nhiệm vụ | Chủ trì | Thời gian", "Cơ quan chủ trì: ",
    "Thời gian hoàn thành: ", "Nơi nhận:", "CHỦ TỊCH",
    "Nguyễn Văn A", "KẾ HOẠCH", "Số: /KH-UBND", ", ngày 5 tháng 13 năm 2024", "yêu cầu ", "phối hợp với ",
    ":", ".", ";", "(1) rà soát ", "**", "*", "hằng tháng",
]  # fmt: skip
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def seconds(work, text):
    """Processor time for it."""
    before = time.process_time()
    work(text)
    return time.process_time() - before


def grows_with_length(quarter, whole):
    """Whether a text takes no more than its length asks for; in proportion, as a machine under load is slower.

    Four times the length may take twice the time in proportion, and a second more; time that grows with the square of
    the length takes four times.
    """
    return whole < 8 * quarter + 1


def check(text):
    reading = read_text(text)
    as_json(reading)
    refs = [task.ref for task in reading.tasks]
    assert len(refs) == len(set(refs))
    for task in reading.tasks:
        assert 0 <= task.source.start < task.source.end <= len(reading.text)
        assert task.text.strip() == task.text != ""


@SLOW
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=60).map("".join))
def test_any_text_is_read(text):
    check(text)


@SLOW
@given(st.text(max_size=400))
def test_any_letters_are_read(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "1." * 50_000,
        "- " * 50_000,
        "\n".join("- " + "a" for _ in range(20_000)),
        "Sở " * 60_000,
        "các sở, ban, ngành, " * 10_000,
        "Sở Nội vụ, " * 10_000,
        "Phòng A " * 15_000,
        "trước ngày 1/1/2024, " * 8_000,
        "phối hợp với " * 10_000,
        "Căn cứ, " * 15_000,
        "quý I, " * 20_000,
        "a" * 300_000,
        " " * 300_000 + "x",
        "|" * 100_000,
        "\t".join("ab" for _ in range(50_000)),
        "STT | Nhiệm vụ | Chủ trì\n" + "1 | x y z t | Sở Nội vụ\n" * 8_000,
        "\n".join("1." * depth + " Rà soát thủ tục" for depth in range(1, 400)),
        "(" * 100_000,
        "yêu cầu " * 20_000,
        "hằng tháng " * 20_000,
    ],
    ids=range(20),
)
def test_hostile_text_takes_no_long_time(text):
    quarter, whole = seconds(check, text[: len(text) // 4]), seconds(check, text)
    assert grows_with_length(quarter, whole)


def test_a_hundred_pages_as_fast_as_twenty_five():
    """How many seconds that is on a machine of its own: `tests/bench/long_directive.py`."""
    body = DIRECTIVE.split("1. Về công tác")[1]
    page = "1. Về công tác" + body.split("Trên đây là")[0]
    quarter, whole = (
        DIRECTIVE.split("1. Về công tác")[0] + page * (size // len(page)) + "Nơi nhận:\n- Lưu: VT."
        for size in (75_000, 300_000)
    )
    found = []
    assert grows_with_length(seconds(read_text, quarter), seconds(lambda text: found.append(read_text(text)), whole))
    assert len(found[0].tasks) > 1_000


@pytest.mark.parametrize("kind", ["docx", "pdf", "txt"])
def test_changed_bytes_raise_nothing_but_refusal(tmp_path, kind):
    whole = {"docx": samples.letter_docx, "pdf": samples.directive_pdf, "txt": DIRECTIVE.encode}[kind]()
    dice = random.Random(20240305)
    for turn in range(120):
        data = bytearray(whole)
        for _change in range(dice.choice((1, 3, 20, 200))):
            place = dice.randrange(len(data))
            what = dice.random()
            if what < 0.7:
                data[place] = dice.randrange(256)
            elif what < 0.85:
                del data[place : place + dice.randrange(1, 400)]
            else:
                data[place:place] = dice.randbytes(dice.randrange(1, 60))
            if not data:
                break
        path = tmp_path / f"{turn}.{kind}"
        path.write_bytes(bytes(data))
        _reads_or_refuses(path)


def test_changed_xml_inside_a_whole_zip(tmp_path):
    import io
    import zipfile

    whole = zipfile.ZipFile(io.BytesIO(samples.legacy_docx("tcvn3")))
    dice = random.Random(7)
    for turn in range(120):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as changed:
            for member in whole.infolist():
                data = bytearray(whole.read(member))
                if member.filename.endswith(".xml") and dice.random() < 0.5:
                    for _change in range(dice.choice((1, 5))):
                        place = dice.randrange(len(data))
                        data[place : place + dice.randrange(3)] = dice.choice(
                            (b"", b"9", b"<", b'"', b"w:val", b"-1", b"99999999999")
                        )
                changed.writestr(member.filename, bytes(data))
        path = tmp_path / f"{turn}.docx"
        path.write_bytes(buffer.getvalue())
        _reads_or_refuses(path)


def _reads_or_refuses(path: Path) -> None:
    try:
        reading = read_file(path)
    except AppError as refusal:
        assert refusal.what and refusal.do
    else:
        as_json(reading)
