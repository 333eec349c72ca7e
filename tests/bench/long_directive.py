"""Whether a directive of 2 MB is read in ten seconds of the processor, and a page of it as fast as one of a short one.

Run: `python tests/bench/long_directive.py`. Each shape that a document may have (items, one flat list, prose without
numbers, one paragraph, lists of offices, a table) as text, and the first as Word and PDF. Prints the time of four
sizes and how reading grows as a ratio; then the time of a PDF of 200 pages, and of a usual paper from the command to
its answer. `long_directive.py NAME ...` tries only these shapes. Exit 1 when one grows or takes too much.
"""

# ruff: noqa: E402
from __future__ import annotations

import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.reading.read import read_content

SAMPLE = ROOT / "resources" / "samples" / "thong-bao-mau.txt"
FONT = ROOT / "resources" / "fonts" / "LiberationSerif-Regular.ttf"
SIZES = (100_000, 500_000, 1_000_000, 2_000_000)  # bytes of text in UTF-8
LIMIT = 1.5  # times as much for a page of the longest as for a page of the second, which is no noise any more
PAGES = 200  # of a PDF that is read within the same time
PAGE_BYTES = 2_900  # of the sample's text on a printed page
SECONDS = 10  # of the processor, for the long one
DUTY = "rà soát thủ tục hành chính, báo cáo trước ngày 15/3/2024."
HEAD, BODY = SAMPLE.read_text("utf-8").split("1. Về công tác")
PAGE = "1. Về công tác" + BODY.split("Trên đây là")[0]
Shape = Callable[[int], str]


def repeated(make: Callable[[int], str], glue: str = "\n", before: str = "") -> Shape:
    """The head of the sample, and `make(1)`, `make(2)`, ... until there is enough."""

    def shape(size: int) -> str:
        parts, length, number = [], 0, 1
        while length < size:
            parts.append(make(number))
            length += len(parts[-1].encode()) + 1
            number += 1
        return HEAD + before + glue.join(parts) + "\nNơi nhận:\n- Lưu: VT."

    return shape


def word(size: int) -> bytes:
    """The sample again and again, as Word keeps it; each paragraph another, or it would pack too well to pass."""
    import docx

    document = docx.Document()
    for number, line in enumerate(SHAPES["items"](size).split("\n")):
        document.add_paragraph(f"{line} {hash(line) * number % 10**12}" if len(line) > 60 else line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def pdf(size: int) -> bytes:
    """The same as printed pages."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(TTFont("F", str(FONT)))
    written = io.BytesIO()
    page = canvas.Canvas(written)
    lines = [part for line in SHAPES["items"](size).split("\n") for part in simpleSplit(line, "F", 13, 460) or [""]]
    for start in range(0, len(lines), 40):
        page.setFont("F", 13)
        for place, line in enumerate(lines[start : start + 40]):
            page.drawString(80, 780 - 17 * place, line)
        page.showPage()
    page.save()
    return written.getvalue()


SHAPES: dict[str, Shape] = {
    "items": repeated(lambda _n: PAGE, ""),
    "flat list": repeated(lambda n: f"{n}. Phòng Nội vụ chủ trì, phối hợp với UBND các xã {DUTY}"),
    "duties in one line": repeated(lambda n: f"Rà soát số {n}, tham mưu {DUTY}", " ", "1. Nhiệm vụ\n- "),
    "prose": repeated(lambda _n: " ".join(PAGE.split()).replace("1.", "").replace("2.", "")),
    "offices": repeated(lambda n: f"Phòng Nghiệp vụ {n % 97} Xã Số {n}", ", ", "1. Giao "),
    "helpers": repeated(lambda n: f"phối hợp với Phòng Nội vụ, đơn vị chủ trì: Sở Y tế số {n}", " ", "1. Giao "),
    "properties": repeated(
        lambda _n: "Thời gian hoàn thành: Quý I/2024\nCơ quan chủ trì: Phòng Nội vụ", "\n", "1. Rà soát\n"
    ),
    "dashes": repeated(lambda n: f"- Rà soát thủ tục số {n}", "\n", "1. Nhiệm vụ\n"),
    "table": repeated(
        lambda n: f"{n} | Rà soát thủ tục số {n} | Phòng Nội vụ | UBND các xã | Quý II/2024",
        "\n",
        "PHỤ LỤC\nTT | Nội dung | Chủ trì | Phối hợp | Thời gian\n",
    ),
    "empty lines": repeated(lambda _n: "\n" * 1000),
    "one letter a line": repeated(lambda _n: "a"),
}


def seconds(content: bytes) -> float:
    """Processor time for reading it."""
    before = time.process_time()
    read_content(content)
    return time.process_time() - before


def usual_paper() -> tuple[float, float]:
    """Processor time of `directive read` on a paper of two pages, and how much of it is only the start."""

    def of_children(command: list[str]) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    empty = (
        "import models.base.confinement as c; c.import_whole('msgspec', 'models.reading', 'lxml.etree', 'pypdfium2')"
    )
    start = of_children([sys.executable, "-c", "from ui import cli; cli.parse(['directive', 'read', 'x'])"])
    start += of_children([sys.executable, "-c", empty])
    return of_children([sys.executable, "main.py", "--json", "directive", "read", str(SAMPLE)]), start


def main() -> int:
    """0 when each keeps its limits."""
    makers: dict[str, Callable[[int], bytes]] = {
        name: lambda size, shape=shape: shape(size).encode()  # type: ignore[misc]
        for name, shape in SHAPES.items()
    }
    makers |= {"items as Word": word, "items as PDF": pdf}
    failed = False
    print(f"{'':20} {'  '.join(f'{size / 1_000_000:.1f} MB' for size in SIZES)}  (limits {SECONDS} s, {LIMIT})")
    for name in sys.argv[1:] or makers:
        taken = [seconds(makers[name](size)) for size in SIZES]
        ratio = taken[-1] / max(taken[1], 0.01) / (SIZES[-1] / SIZES[1])
        failed = failed or ratio > LIMIT or taken[-1] > SECONDS
        print(f"{name:20} {'  '.join(f'{one:6.2f}' for one in taken)}  a page of the longest: {ratio:.2f}")
    book = pdf(PAGES * PAGE_BYTES)
    taken_by_book = seconds(book)
    paper, start = usual_paper()
    print(f"a PDF of {book.count(b'/Type /Page')} pages: {taken_by_book:.2f} s (limit {SECONDS})")
    print(f"a usual paper: {paper:.2f} s (limit 1), of which the start {start:.2f} s (limit 0.3)")
    return 1 if failed or taken_by_book > SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
