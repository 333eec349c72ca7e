"""Time from the start of the process to a painted window and to rows on the screen, against bare PySide6, in one run.

Run: `python tests/bench/start.py [RUNS]`. The rows are first those of the last closing, shown while they still hold
(`models.store.local.last_view`); `asked` is when the open book itself has answered, the only way on the first start
of a day. All have their compiled sources at hand, as the installed program has (`installer/bytecode.py`): the first
runs, which count for nothing, leave them in a folder of this benchmark's, whatever the environment says.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[1]
sys.path[:0] = [str(ROOT), str(BENCH)]

TASKS = 10_000
LIMITS = {"painted": 2.0, "rows": 3.5, "asked": None}


def prepare(folder: Path) -> Path:
    """An office of 10,000 tasks that the keyring of the benchmark opens, with the list as the page to begin with."""
    from office_maker import make_office

    from models.access import own_ways
    from models.base.paths import Home
    from models.base.settings import Settings

    home = Home(folder / "office")
    office = make_office(home, TASKS)
    if not own_ways.remember_here(office):
        raise SystemExit("the benchmark's keyring does not keep")
    office.close()
    Settings(home.settings).put("page", "tasks")
    return home.folder


def timed(*arguments: str) -> dict[str, float]:
    """Seconds from before the process was started to each moment that it named first."""
    begun = time.monotonic()
    run = subprocess.run(
        [sys.executable, str(BENCH / "started.py"), *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    found: dict[str, float] = {}
    for line in run.stdout.splitlines():
        word, moment = line.split()
        found.setdefault(word, float(moment) - begun)
    return found


def main() -> int:
    """Print the medians and the ratios; 0 when both keep their limits."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"PYTHON_KEYRING_BACKEND": "file_keyring.Keyring", "BENCH_KEYRING": str(folder / "keyring.json")}
        os.environ |= {"PYTHONPATH": str(BENCH), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        home = prepare(folder)
        timed("bare"), timed("ours", str(home))  # once each, so that the disk is warm for both
        both = [(timed("bare"), timed("ours", str(home))) for _run in range(runs)]
    kept = True
    for word, limit in LIMITS.items():
        bare, our = (median(pair[place][word] for pair in both) for place in (0, 1))
        kept = kept and (limit is None or our / bare <= limit)
        words = f"limit {limit}" if limit else "no limit"
        print(f"{word:8} bare {bare * 1000:4.0f} ms   ours {our * 1000:4.0f} ms   ratio {our / bare:.2f} ({words})")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
