"""Whether a directive of a thousand pages is read in ten times the processor time of one of a hundred.

Run: `python tests/bench/long_directive.py`. Prints both and how they grow; exit 1 when it grows too much.
"""

# ruff: noqa: E402
from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.reading.read import read_text

SAMPLE = ROOT / "resources" / "samples" / "thong-bao-mau.txt"
LETTERS = (300_000, 3_000_000)  # a hundred pages, a thousand
LIMIT = 1.5  # times as much for a page of the long one as for a page of the short one
SECONDS = 40  # of the processor, for the long one


def directive(letters: int) -> str:
    """The sample with its tasks again and again."""
    head, body = SAMPLE.read_text("utf-8").split("1. Về công tác")
    page = "1. Về công tác" + body.split("Trên đây là")[0]
    return head + page * (letters // len(page)) + "Nơi nhận:\n- Lưu: VT."


def seconds(text: str) -> float:
    """Processor time for reading it."""
    before = time.process_time()
    tasks = len(read_text(text).tasks)
    took = time.process_time() - before
    print(f"{len(text):9,} letters  {tasks:6,} tasks  {took:5.1f} s")
    return took


def main() -> int:
    """0 when the long one keeps its limits."""
    short, long = (seconds(directive(letters)) for letters in LETTERS)
    ratio = long / short / (LETTERS[1] / LETTERS[0])
    print(f"a page of the long one takes {ratio:.2f} times as long (limit {LIMIT}); {long:.1f} s (limit {SECONDS})")
    return 0 if ratio <= LIMIT and long <= SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
