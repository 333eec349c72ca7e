"""Puts small bugs into a copy of the program and prints which of them no test notices.

python tests/bench/mutants/run.py [--quick] [--seed N] [--count N] [--only GLOB] [--tests GLOB ...] [area ...]

Areas: work, reports, signing, store, grid. Of each, `--count` bugs (default 30, with `--quick` 5) are drawn by the seed
and tried one after the other, each with every test that enters the function it is in. A bug counts as caught when a
test fails or never ends. With `--tests` only those files are asked, and the rate is the least that it can be.
The first run notes what each test enters, which takes as long as three runs of all tests; later runs remember.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from changes import Change, changes  # noqa: E402
from chosen import Test, able, noted, test_files  # noqa: E402
from copied import ROOT, Tree, tree  # noqa: E402

# The files of each area, as patterns.
AREAS = {
    "work": ("models/work/**/*.py", "models/journal/**/*.py", "models/access/**/*.py"),
    "reports": ("models/reports/**/*.py",),
    "signing": ("models/signing/**/*.py",),
    "store": ("models/store/**/*.py",),
    "grid": ("ui/month/**/*.py",),
}
LEAST = 0.9  # of the bugs of each area
_FIRST = 12  # tests that are run before the many others
_PATIENCE, _START = 5.0, 60.0  # times what the tests took, and seconds to begin


def main(arguments: list[str]) -> int:
    """Draw, try, print; 1 when fewer than 90 % were caught in some area."""
    asked = _asked(arguments)
    with tree() as copy:
        tests = noted(copy, test_files(asked.tests))
        rates = [_area(copy, area, tests, asked) for area in asked.areas or AREAS]
    return 0 if all(rate >= LEAST for rate in rates) else 1


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("areas", nargs="*", metavar="area")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--count", type=int)
    parser.add_argument("--only", default="*")
    parser.add_argument("--tests", nargs="*", default=[])
    parser.add_argument("--most", type=float, default=600.0, help="seconds for one bug; then it counts as undecided")
    asked = parser.parse_args(arguments)
    if unknown := [area for area in asked.areas if area not in AREAS]:
        parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(AREAS)}")
    asked.count = asked.count or (5 if asked.quick else 30)
    return asked


def drawn(area: str, seed: int, count: int, only: str) -> list[Change]:
    """So many bugs of an area, by chance and the seed; each function as likely as it is large."""
    files = {path for pattern in AREAS[area] for path in ROOT.glob(pattern) if "migrations" not in path.parts}
    found = [bug for file in sorted(files) if file.match(only) for bug in changes(ROOT, file)]
    return random.Random(f"{seed}/{area}").sample(found, min(count, len(found)))


def _area(copy: Tree, area: str, tests: list[Test], asked: argparse.Namespace) -> float:
    bugs = drawn(area, asked.seed, asked.count, asked.only)
    fates: dict[str, list[Change]] = {"caught": [], "SURVIVED": [], "NO TEST": [], "undecided": []}
    began = time.monotonic()
    for bug in bugs:
        fate, tried = _try(copy, bug, able(tests, bug), asked.most)
        fates[fate].append(bug)
        if fate != "caught":
            print(f"  {fate:<9} ({tried} tests) {bug}", flush=True)
    decided = len(bugs) - len(fates["undecided"])
    rate = len(fates["caught"]) / decided if decided else 1.0
    told = ", ".join(f"{name} {len(some)}" for name, some in fates.items())
    spent = time.monotonic() - began
    print(f"{area}: {told}; {100 * rate:.0f} % caught (seed {asked.seed}, {spent:.0f} s)\n", flush=True)
    return rate


def _try(copy: Tree, bug: Change, tests: list[Test], most: float) -> tuple[str, int]:
    """What became of a bug, and how many tests could have caught it. It survives only when all of them have passed."""
    if not tests:
        return "NO TEST", 0
    until = time.monotonic() + most
    with copy.with_bug(bug):
        for some in (tests[:_FIRST], tests[_FIRST:]):
            if not some:
                continue
            expected = _START + _PATIENCE * sum(test.seconds for test in some)
            left = until - time.monotonic()
            code = copy.run([test.name for test in some], min(expected, left)) if left > 0 else None
            if code is None and expected > left:
                return "undecided", len(tests)
            if code != 0:
                return "caught", len(tests)
    return "SURVIVED", len(tests)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
