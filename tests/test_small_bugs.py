"""The bugs that `tests/bench/mutants` puts in: where they go, where they never go, and that each is still Python."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

MUTANTS = Path(__file__).parent / "bench" / "mutants"
sys.path.append(str(MUTANTS))

from changes import Change, changes  # noqa: E402

ROOT = Path(__file__).parents[1]


def made(tmp_path: Path, source: str) -> list[Change]:
    file = tmp_path / "a.py"
    file.write_text(source, "utf-8")
    return changes(tmp_path, file)


@pytest.mark.parametrize(
    ("line", "bugs"),
    [
        ("if a < b: return", {"a <= b"}),
        ("if 0 <= a < b: return", {"0 < a < b", "0 <= a <= b"}),
        ("if a and b: return", {"((a) or (b))", "(not (a and b))"}),
        ("if not a: return", {"(a)"}),
        ("x = a // b", {"(-(-(a) // (b)))"}),
        ("x = a + b", {"(a - b)"}),
        ("x = f(a, b)", {"f(b, a)"}),
        ("x = f(one=a, two=b)", {"f(one=b, two=a)"}),
        ("x = {'one': a, 'two': b}", {"{'one': b, 'two': a}", "'onex'", "'twox'"}),
        ("x, y = a, b", {"b, a"}),
        ("os.fsync(a)", {"pass"}),
        ("return a", {"return None"}),
        ("x = min(a)", {"max"}),
        ("x = True", {"False"}),
        ("x = 3", {"4", "2"}),
        # What is said, logged or drawn is left alone.
        ("x = _('hai lần {n}').format(n=a)", set()),
        ("raise AppError('code', 1)", set()),
        ("log.info('x', 1)", set()),
        ("self.setToolTip(1)", set()),
        ("x = 'Một câu cho người đọc'", set()),
        ("x: int = a", set()),
    ],
)
def test_what_can_be_wrong_in_a_line(tmp_path: Path, line: str, bugs: set[str]) -> None:
    found = made(tmp_path, f"def f(a: int = 3) -> None:\n    '''Words: 1 < 2.'''\n    {line}\n")
    kinds = {bug.after for bug in found}
    assert kinds - {"1", "-1"} == bugs
    assert {(bug.function, bug.line) for bug in found} <= {("f", 3)}


def test_a_bug_is_put_in_its_place_and_names_its_function(tmp_path: Path) -> None:
    source = "class A:\n    def f(self):\n        def g(ấ):\n            return ấ < 1\n        return g\n"
    bug = next(one for one in made(tmp_path, source) if one.kind == "comparison")
    assert (bug.file, bug.function, bug.before, bug.after) == ("a.py", "A.f.<locals>.g", "ấ < 1", "ấ <= 1")
    assert bug.applied(source.encode()).decode() == source.replace("<", "<=").replace("<=locals>", "<locals>")


def test_what_is_drawn_and_what_stands_outside_functions_is_left_alone(tmp_path: Path) -> None:
    assert made(tmp_path, "X = 3\n\n\ndef paintEvent(self):\n    self.a(1, 2)\n") == []


@pytest.mark.parametrize(
    "file", ["models/work/progress.py", "models/reports/gather.py", "models/store/keys/key_slots.py"]
)
def test_every_bug_is_still_python(file: str) -> None:
    source = (ROOT / file).read_bytes()
    found = changes(ROOT, ROOT / file)
    assert len(found) > 50
    for bug in found:
        compile(bug.applied(source), file, "exec")
