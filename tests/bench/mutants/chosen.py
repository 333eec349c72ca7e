"""Which tests can catch a bug: those that enter its function, as noted once for each test file and kept."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from changes import Change
from copied import ROOT, Tree

KEPT = Path(tempfile.gettempdir()) / "so-cchc-mutants"
_LONGEST = 1800.0  # seconds for the tests of one file, noted


@dataclass(frozen=True)
class Test:
    """One test: how long it takes, and what it enters."""

    name: str
    seconds: float
    entered: frozenset[str]
    starts: bool  # a process of its own, in which anything may be entered


def test_files(patterns: Sequence[str]) -> list[str]:
    """The files of tests, or those of them that fit one of the patterns."""
    found = sorted(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py") if "bench" not in path.parts)
    return [path.as_posix() for path in found if not patterns or any(path.match(one) for one in patterns)]


def noted(tree: Tree, files: Sequence[str]) -> list[Test]:
    """All tests of these files that pass. A file is tried anew when it, the program or what the tests share changed."""
    KEPT.mkdir(exist_ok=True)
    common = _digest(tree.top, _common(tree.top))
    tests = []
    for number, file in enumerate(files, 1):
        kept = KEPT / f"{Path(file).stem}-{_digest(tree.top, [tree.top / file], common)}.json"
        if not kept.exists():
            print(f"  noting what the tests enter: {number}/{len(files)} {file}", flush=True)
            if tree.note(file, kept.with_suffix(".part"), _LONGEST) is None or not kept.with_suffix(".part").exists():
                print(f"  LEFT OUT: {file} did not come to its end", flush=True)
                continue
            kept.with_suffix(".part").replace(kept)
        for name, note in json.loads(kept.read_text()).items():
            if not note.get("failed") and "entered" in note:
                tests.append(Test(name, note["seconds"], frozenset(note["entered"]), note["starts"]))
    return tests


def able(tests: Sequence[Test], bug: Change) -> list[Test]:
    """The tests that could catch this bug, the likeliest and quickest first; those that start processes last."""
    name = f"{bug.file}::{bug.function}"
    # What is cached is entered by whoever comes first; what is inside a function is made by it.
    near = f"{bug.file}::" if bug.cached else f"{name}."
    direct = [test for test in tests if name in test.entered or any(one.startswith(near) for one in test.entered)]
    direct.sort(key=lambda test: (test.seconds + 0.05) * len(test.entered))
    apart = [test for test in tests if test.starts and test not in direct]
    return direct + sorted(apart, key=lambda test: test.seconds)


def _common(top: Path) -> list[Path]:
    """Whatever any test may depend on: the program, what the tests have in common, and how it is noted."""
    sources = [path for part in ("models", "ui") for path in (top / part).rglob("*.py")]
    shared = [path for path in (top / "tests").rglob("*.py") if not path.name.startswith("test_")]
    return sorted(sources) + sorted(path for path in shared if "bench" not in path.parts or path.name == "covering.py")


def _digest(top: Path, paths: Sequence[Path], more: str = "") -> str:
    made = hashlib.sha256(more.encode())
    for path in paths:
        made.update(path.relative_to(top).as_posix().encode() + path.read_bytes())
    return made.hexdigest()[:16]
