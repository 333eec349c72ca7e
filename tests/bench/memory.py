"""How much memory the program holds once it has started with the demonstration office, and at most while it opens it.

Run: `python tests/bench/memory.py [--modules] [PAGE]`. Linux alone (/proc). Prints resident memory after the start and
its peak with their limits, and what of it comes from which file; with `--modules` also how much more was resident
after each package was imported than before. Argon2id's own 128 MB, which are given back at once, are not counted.
"""

from __future__ import annotations

import builtins
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[1]
sys.path[:0] = [str(ROOT), str(BENCH)]

MB = 1024 * 1024
AFTER, PEAK = 115, 190  # MB
QUIET = 1500  # milliseconds after the page is filled
SHOWN = 25  # libraries
PASSPHRASE = "mật khẩu để đo bộ nhớ"


def status() -> dict[str, int]:
    """Resident bytes now and at most."""
    told = Path("/proc/self/status").read_text()
    return {name: int(re.search(rf"{name}:\s+(\d+)", told)[1]) * 1024 for name in ("VmRSS", "VmHWM", "RssAnon")}  # type: ignore[index]


def by_file() -> Counter[str]:
    """Resident bytes by the file that they come from."""
    found: Counter[str] = Counter()
    name = ""
    for line in Path("/proc/self/smaps").read_text().splitlines():
        if head := re.match(r"[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+\s*(.*)", line):
            name = Path(head[1]).name if head[1] else "(memory without a name)"
        elif line.startswith("Rss:"):
            found[name] += int(line.split()[1]) * 1024
    return found


class ImportWatch:
    """Notes how much more is resident after each import, without what it imports itself."""

    def __init__(self) -> None:
        self.grown: Counter[str] = Counter()
        self._inner: list[int] = []
        self._real = builtins.__import__
        builtins.__import__ = self._watched  # type: ignore[assignment]

    def _watched(self, name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        before = status()["VmRSS"]
        self._inner.append(0)
        try:
            return self._real(name, globals, locals, fromlist, level)
        finally:
            more = status()["VmRSS"] - before
            whole = name if not level else f"{(globals or {}).get('__package__', '')}.{name}"
            self.grown[".".join(whole.split(".")[:2])] += more - self._inner.pop()
            if self._inner:
                self._inner[-1] += more


def watched(home: Path, page: str, *, modules: bool) -> int:
    """The program as `main.py` starts it; it says what it holds once the first page is filled, and ends."""
    imports = ImportWatch() if modules else None
    from PySide6.QtCore import QTimer

    from models.base.paths import Home
    from models.base.settings import Settings
    from ui import app
    from ui.frame import window

    Settings(Home(home).settings).put("page", page)
    init = window.Window.__init__

    def led(self: Any, *args: Any, **more: Any) -> None:
        init(self, *args, **more)

        def tell() -> None:
            report(imports)
            self.close()

        def look() -> None:
            if self.context.office is not None and not self.context.jobs.busy():
                clock.stop()
                QTimer.singleShot(QUIET, tell)

        clock = QTimer(self)
        clock.timeout.connect(look)
        clock.start(100)

    window.Window.__init__ = led  # type: ignore[method-assign]
    return app.run(Home(home))


def report(imports: ImportWatch | None) -> None:
    """Say what is held now."""
    now = status()
    print("RSS", now["VmRSS"], "HWM", now["VmHWM"], "anonymous", now["RssAnon"])
    for name, size in by_file().most_common(SHOWN):
        print(f"{size / MB:7.1f} MB  {name}")
    if imports is not None:
        print("grown by importing:")
        for name, size in imports.grown.most_common(SHOWN):
            print(f"{size / MB:7.1f} MB  {name}")


def prepare(folder: Path) -> Path:
    """The demonstration office."""
    from models.base.paths import Home
    from models.demo import build

    home = Home(folder / "office")
    build.build(home, PASSPHRASE).office.close()
    return home.folder


def main() -> int:
    """0 when both limits are kept."""
    modules, pages = "--modules" in sys.argv, [word for word in sys.argv[1:] if not word.startswith("--")]
    with tempfile.TemporaryDirectory() as name:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        home = prepare(Path(name))
        command = [sys.executable, __file__, "--watch", str(home), *(pages or ["overview"]), *(["--modules"] * modules)]
        environment = {**os.environ, "CCHC_PASSPHRASE": PASSPHRASE}
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
    from models.store.keys import key_slots

    argon = key_slots.COST["memory_kib"] / 1024
    told = ran.stdout.splitlines()
    after, peak = int(told[0].split()[1]) / MB, int(told[0].split()[3]) / MB - argon
    print("\n".join(told[1:]))
    print(
        f"after the start {after:.0f} MB (limit {AFTER})   at most {max(peak, after):.0f} MB (limit {PEAK}), ", end=""
    )
    print(f"beside Argon2id's {argon:.0f} MB")
    return 0 if after <= AFTER and peak <= PEAK else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--watch"]:
        sys.exit(watched(Path(sys.argv[2]), sys.argv[3], modules="--modules" in sys.argv))
    sys.exit(main())
