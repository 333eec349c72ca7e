"""Precision and recall of the directive reader.

`python tests/bench/reading.py [--errors]` holds it to the gold files; `--generated N [--seed S] [--as txt,docx,pdf]` to
papers drawn at random (`directives`), by kind, by where the owner stood, by the form of the time and of the file;
`--generated N --write DIR` only writes the papers, each with its truth beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.append(str(ROOT / "tests" / "bench"))

from reading_score import Score, print_fields, score  # noqa: E402

from models.reading.read import read_file  # noqa: E402

GOLD = ROOT / "tests" / "gold"


def source_of(gold: dict[str, Any]) -> Path:
    """The file that a gold speaks of: beside it, among the samples, or (`shared:`) the real directive."""
    name = str(gold["file"])
    if name.startswith("shared:"):
        return ROOT.parent / "shared" / "data" / name.removeprefix("shared:")
    if name.startswith("samples:"):
        return ROOT / "resources" / "samples" / name.removeprefix("samples:")
    return GOLD / name


def run() -> tuple[Score, dict[str, Score]]:
    """All gold files whose document is here."""
    total = Score()
    each: dict[str, Score] = {}
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        source = source_of(gold)
        if not source.exists():
            continue
        each[path.stem] = score(read_file(source), gold)
        total.add(each[path.stem])
    return total, each


def print_gold(errors: bool) -> None:
    """The figures of the gold files, each file's and all together."""
    total, each = run()
    print(f"{'document':24} {'tasks P':>8} {'tasks R':>8}")
    for name, one in each.items():
        print(f"{name:24} {one.tasks.precision:8.3f} {one.tasks.recall:8.3f}")
        if errors:
            for error in one.errors:
                print(f"    {error}")
    print()
    print_fields((("tasks", total.tasks), *total.fields.items(), ("head", total.head)))


def main() -> int:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--errors", action="store_true", help="each error below its document")
    wanted.add_argument("--generated", type=int, metavar="N", help="so many drawn papers instead of the gold files")
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--as", dest="forms", default="txt,docx,pdf", help="file forms, taken in turn")
    wanted.add_argument("--only", help="only papers drawn as this kind, e.g. 'plan with table'")
    wanted.add_argument("--write", type=Path, metavar="DIR", help="write the papers with their truth, read nothing")
    told = wanted.parse_args()
    if not told.generated:
        print_gold(told.errors)
        return 0
    from reading_drawn import Wanted, print_drawn, write_drawn

    papers = Wanted(told.generated, told.seed, tuple(told.forms.split(",")), told.only)
    if told.write:
        write_drawn(papers, told.write)
    else:
        print_drawn(papers, told.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
