"""Whether LibreOffice shows an empty page in the Word copy of reports: 1 to 80 tasks, other words in every run.

Needs `soffice` (Debian: libreoffice-writer-nogui). `python tests/bench/word_pages.py [SEED]` names the files at fault.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reports")]

import pypdfium2  # noqa: E402
from report_sample import PARAGRAPH, sample_report, sample_tasks  # noqa: E402

from models.reports.data import ReportData  # noqa: E402
from models.reports.docx_report import make_docx  # noqa: E402

LONGEST = 80  # tasks
LEAST = 5  # letters and signs beside figures; a page of fewer is empty but for its number


def some_report(tasks: int, chance: random.Random) -> ReportData:
    """A report with words, places and units by chance."""
    words = PARAGRAPH.split()
    data = sample_report(tasks=sample_tasks(tasks), long=chance.random() < 0.3)

    def paragraphs() -> tuple[str, ...]:
        count = chance.randint(0, 4)
        return tuple(" ".join(chance.choices(words, k=chance.randint(3, 60))) for _paragraph in range(count))

    sections = tuple(replace(part, paragraphs=paragraphs()) for part in data.sections)
    return replace(data, sections=sections, copies=tuple(f"Nơi {n}" for n in range(chance.randint(0, 9))))


def empty_pages(pdf: Path) -> list[int]:
    """The numbers of pages without words."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            text = page.get_textpage().get_text_range()
            if sum(not letter.isspace() and not letter.isdigit() for letter in text) < LEAST:
                found.append(number)
    return found


def main() -> int:
    """Print what is at fault; 1 when there is any."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.SystemRandom().randrange(10_000)
    program = shutil.which("soffice")
    if program is None:
        print("word pages: no soffice here, not tried")
        return 0
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        for tasks in range(1, LONGEST + 1):
            (folder / f"{tasks:03}.docx").write_bytes(make_docx(some_report(tasks, chance)))
        files = sorted(map(str, folder.glob("*.docx")))
        call = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf"]
        subprocess.run([*call, "--outdir", held, *files], check=True, stdout=subprocess.DEVNULL)
        bad = {pdf.stem: empty for pdf in sorted(folder.glob("*.pdf")) if (empty := empty_pages(pdf))}
    for name, empty in bad.items():
        print(f"{int(name)} tasks: empty page {', '.join(map(str, empty))}")
    print(f"word pages: {LONGEST} reports, seed {seed}, {len(bad)} with an empty page: {'BAD' if bad else 'ok'}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
