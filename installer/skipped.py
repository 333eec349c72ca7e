"""What the checks skipped, so that their closing summary can say it: nothing that was skipped passes for passed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from system import say

SAYS = "Bỏ qua bài thử: "  # how the trial of the Windows program begins the line that says why it was not made
_REST = 30.0  # seconds for the last words of a program that has ended


def tests(report: Path) -> Counter[str]:
    """How many tests were skipped for which reason, from pytest's JUnit report; none when there is no report."""
    try:
        found = ElementTree.parse(report).iter("skipped")
    except (OSError, ElementTree.ParseError):
        return Counter()
    return Counter(" ".join(one.get("message", "").split()) for one in found)


def heard(command: list[str], cwd: Path, env: dict[str, str]) -> tuple[int, str]:
    """Run a step, hand its words on, and give its code with the reason why it was skipped, or "" when it was not."""
    reading, writing = os.pipe()
    reasons: list[str] = []
    # Left behind, not waited for, when something that the step started holds on to its end of the pipe.
    ear = threading.Thread(target=_hand_on, args=(reading, reasons), daemon=True)
    ear.start()
    try:
        code = subprocess.run(command, cwd=cwd, env=env, check=False, stderr=writing).returncode
    finally:
        os.close(writing)
    ear.join(_REST)
    return code, "" if code or not reasons else reasons[-1]


def _hand_on(reading: int, reasons: list[str]) -> None:
    with open(reading, encoding="utf-8", errors="replace") as said:
        for line in said:
            sys.stderr.write(line)
            sys.stderr.flush()
            if line.startswith(SAYS):
                reasons.append(line.removeprefix(SAYS).strip().rstrip("."))


def close(failed: list[str], steps: dict[str, str], tests: Counter[str]) -> None:
    """The closing summary: what was skipped and why, then what failed, or that the rest passed."""
    for name, reason in steps.items():
        say(f"Bỏ qua: {name} ({reason}).")
    if tests:
        say(f"Bài thử bị bỏ qua: {tests.total()}")
        for reason, times in sorted(tests.items()):
            say(f"   {times} × {reason or 'không nói lý do'}")
    if failed:
        say(f"Chưa đạt: {', '.join(failed)}.")
    elif steps:
        say(f"Các bước đã chạy đều đạt; {len(steps)} bước bị bỏ qua, chưa biết đạt hay không.")
    else:
        say("Tất cả đều đạt.")
