"""The lock file as Windows reads it: which packages the program there needs, and the hashes they must have.

pip weighs conditions by the machine it runs on; a build on Linux would lose tzdata and bring in SecretStorage.
`packaging` reads and weighs them. It is imported when it is needed, because a build begins in a Python without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# All that a condition may ask about, so that nothing is taken from the machine that builds.
WINDOWS = {
    "python_version": "3.13",
    "python_full_version": "3.13.2",
    "os_name": "nt",
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "platform_release": "10",
    "platform_version": "10.0.17763",
    "implementation_name": "cpython",
    "implementation_version": "3.13.2",
    "platform_python_implementation": "CPython",
}
# Without these the Windows program starts, and fails later, far from the cause.
ONLY_THERE = ("tzdata", "pywin32-ctypes")

_HASH = re.compile(r"\s--hash=sha256:([0-9a-f]{64})(?!\S)")


@dataclass(frozen=True)
class LockedPackage:
    """One package of the lock: its name in small letters with `-`, and the SHA-256 of all its files, of every system.

    `condition` is an environment marker, empty when every system needs the package.
    """

    name: str
    version: str
    condition: str
    hashes: tuple[str, ...]


def read(lock: Path) -> list[LockedPackage]:
    """Every entry of a lock file, whatever its condition. Raises ValueError for a line that is not understood."""
    lines = lock.read_text("utf-8").replace("\\\n", " ").splitlines()
    return [_entry(lock, line) for line in lines if line.strip() and not line.startswith("#")]


def _entry(lock: Path, line: str) -> LockedPackage:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    asked = Requirement(_HASH.sub("", line))
    pins = [(one.operator, one.version) for one in asked.specifier]
    if len(pins) != 1 or pins[0][0] != "==" or asked.url or asked.extras:
        raise ValueError(f"{lock.name}: {line}")
    return LockedPackage(canonicalize_name(asked.name), pins[0][1], str(asked.marker or ""), tuple(_HASH.findall(line)))


def for_windows(lock: Path) -> list[LockedPackage]:
    """The packages that a Windows computer installs. Raises ValueError when one that only Windows needs is missing."""
    needed = [package for package in read(lock) if holds(package.condition, WINDOWS)]
    missing = set(ONLY_THERE) - {package.name for package in needed}
    if missing:
        raise ValueError(f"{lock.name} lacks {', '.join(sorted(missing))}")
    return needed


def requirements(packages: list[LockedPackage]) -> str:
    """A requirements file of exactly these packages, without conditions, for `pip --require-hashes`."""
    lines = []
    for package in packages:
        hashes = "".join(f" \\\n    --hash=sha256:{value}" for value in package.hashes)
        lines.append(f"{package.name}=={package.version}{hashes}\n")
    return "".join(lines)


def holds(condition: str, system: Mapping[str, str]) -> bool:
    """Whether an environment marker is true for `system`. Raises ValueError for what markers do not have."""
    from packaging.markers import Marker, UndefinedEnvironmentName

    try:
        return not condition or Marker(condition).evaluate(system, context="requirement")
    except UndefinedEnvironmentName as unknown:
        raise ValueError(f"{unknown} in {condition}") from unknown


def package_of(wheel: Path) -> str:
    """The `Locked.name` of the package that a wheel's file name tells. Raises ValueError when it is no wheel's name."""
    from packaging.utils import parse_wheel_filename

    return parse_wheel_filename(wheel.name)[0]
