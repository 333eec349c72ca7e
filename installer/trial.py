"""The built program installed, used, upgraded and removed under wine, as an office would: `build.py try [--short]`.

Every step says what was seen; the first one that is wrong ends the trial with code 1.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable

import build
import trial_disk
import trial_office
import trial_setup
import trial_windows
from lab import Lab, UnavailableError, why_not
from system import say
from tried import MEASURED, Trial


def run(*, short: bool, within: int | None = None) -> int:
    """The whole trial, or its short form: build, install, demo, check. Exit codes as everywhere.

    Where wine is not to be had it is skipped with the reason; also when not all of it was begun after `within` seconds,
    for the short form is one of the checks, which have their time.
    """
    if reason := why_not():
        return _skipped(reason)
    began = time.monotonic()
    shutil.rmtree(MEASURED, ignore_errors=True)
    MEASURED.mkdir(parents=True)
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
    say(f"Tất cả đều đạt, {time.monotonic() - began:.0f} giây. Hình chụp và số đo: {MEASURED}")
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
