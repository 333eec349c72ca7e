"""Builds the program, installs, uses, upgrades and removes it under wine, as an office would: `trial.py [--short]`.

A step is a function whose docstring says what it proves; the first one that is wrong ends the trial with code 1.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable

import build
import trial_disk
import trial_office
import trial_setup
import trial_windows
from environment import enter
from lab import Lab, UnavailableError, unavailable_because
from system import carry_out, say
from trial_kit import RESULTS, Trial


def run(*, short: bool, within: int | None = None) -> int:
    """The steps of SHORT or of WHOLE; gives the exit code, also 0 where wine is not to be had, after saying so.

    No step begins later than `within` seconds after the first; what was left out is said. Raises RefusedError.
    """
    if reason := unavailable_because():
        return _skipped(reason)
    began = time.monotonic()
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    trial = Trial(Lab(build.WORK / "wine-lab"))
    steps = SHORT if short else WHOLE
    try:
        for number, step in enumerate(steps, 1):
            if within is not None and time.monotonic() - began > within:
                return _skipped(f"máy quá chậm, {within} giây mới xong {number - 1}/{len(steps)} bước")
            say(f"[{number}/{len(steps)}] {(step.__doc__ or '').splitlines()[0]}")
            since = time.monotonic()
            step(trial)
            say(f"      đạt, {time.monotonic() - since:.0f} giây")
    except UnavailableError as lacking:
        return _skipped(str(lacking))
    finally:
        trial.lab.stop()
    say("")
    for name, value in trial.figures.items():
        say(f"{name:<58} {value}")
    say(f"Tất cả đều đạt, {time.monotonic() - began:.0f} giây. Hình chụp và số đo: {RESULTS}")
    return 0


def _skipped(reason: str) -> int:
    say(f"Bỏ qua bài thử: {reason}.")
    return 0


SHORT: tuple[Callable[[Trial], None], ...] = (
    trial_disk.prepares,
    trial_disk.builds_quickly,
    trial_disk.installs,
    trial_office.makes_a_report,
    trial_office.checks,
)
# What is released is pressed hard, which takes minutes: meanwhile small stand-ins and an older version are tried.
WHOLE: tuple[Callable[[Trial], None], ...] = (
    trial_disk.prepares,
    trial_disk.builds,
    *trial_setup.STEPS,
    trial_disk.installs,
    trial_office.makes_a_report,
    trial_office.checks,
    trial_office.keeps_a_secret,
    trial_windows.obeys_the_administrator,
    trial_windows.is_known_to_explorer,
    trial_windows.follows_the_session,
    trial_disk.refuses_while_it_runs,
    trial_disk.replaces_the_older_one,
    trial_windows.tells_of_itself,
    trial_office.measures_the_start,
    trial_office.shows_its_window,
    trial_disk.removes,
    trial_disk.refuses_an_old_windows,
    trial_disk.goes_where_it_belongs,
)


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command line. Wrong usage ends the program with 2."""
    parser = argparse.ArgumentParser(
        prog="trial.py", description="Dựng, cài, dùng, nâng cấp và gỡ chương trình dưới wine."
    )
    parser.add_argument("--short", action="store_true", help="chỉ dựng, cài, kiểm tra và làm một báo cáo")
    parser.add_argument("--within", type=int, metavar="GIÂY", help="quá chừng ấy giây thì bỏ qua các bước còn lại")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Carry out a command line. Exit codes as in the program: 0 done, 1 refused, 2 wrong usage."""
    options = parse(arguments)
    enter("develop")
    return run(short=options.short, within=options.within)


if __name__ == "__main__":
    sys.exit(carry_out(lambda: main(sys.argv[1:])))
