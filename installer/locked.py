"""The lock file as Windows reads it: which packages the program there needs, and the hashes they must have.

pip weighs conditions by the machine it runs on; a build on Linux would lose tzdata and bring in SecretStorage.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WINDOWS = {
    "python_version": "3.13",
    "python_full_version": "3.13.2",
    "os_name": "nt",
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
}
# Without these the Windows program starts, and fails later, far from the cause.
ONLY_THERE = ("tzdata", "pywin32-ctypes")

_ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+?)\s*(?:;(?P<condition>.*?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Locked:
    """One package of the lock; `hashes` are those of all its files, for every system."""

    name: str
    version: str
    condition: str
    hashes: tuple[str, ...]


def read(lock: Path) -> list[Locked]:
    """Every entry of a lock file, whatever its condition. Raises ValueError for a line that is not understood."""
    found: list[Locked] = []
    for line in lock.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if entry := _ENTRY.match(line):
            found.append(Locked(entry["name"], entry["version"], (entry["condition"] or "").strip(), ()))
        elif (hashed := _HASH.search(line)) and found:
            last = found[-1]
            found[-1] = Locked(last.name, last.version, last.condition, (*last.hashes, hashed[1]))
        else:
            raise ValueError(f"{lock.name}: {line}")
    return found


def for_windows(lock: Path) -> list[Locked]:
    """The packages that a Windows computer installs. Raises ValueError when one that only Windows needs is missing."""
    needed = [package for package in read(lock) if holds(package.condition, WINDOWS)]
    missing = set(ONLY_THERE) - {package.name for package in needed}
    if missing:
        raise ValueError(f"{lock.name} lacks {', '.join(sorted(missing))}")
    return needed


def requirements(packages: list[Locked]) -> str:
    """A requirements file of exactly these packages, without conditions, for `pip --require-hashes`."""
    lines = []
    for package in packages:
        hashes = "".join(f" \\\n    --hash=sha256:{value}" for value in package.hashes)
        lines.append(f"{package.name}=={package.version}{hashes}\n")
    return "".join(lines)


def holds(condition: str, system: Mapping[str, str]) -> bool:
    """Whether an environment marker is true for `system`. Raises ValueError for what markers do not have."""
    return not condition or _truth(ast.parse(condition, mode="eval").body, system)


def _truth(node: ast.expr, system: Mapping[str, str]) -> bool:
    if isinstance(node, ast.BoolOp):
        every = isinstance(node.op, ast.And)
        return all(_truth(v, system) for v in node.values) if every else any(_truth(v, system) for v in node.values)
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        raise ValueError(ast.unparse(node))
    sides = (node.left, node.comparators[0])
    left, right = (_value(side, system) for side in sides)
    if any(isinstance(side, ast.Name) and side.id.startswith("python_") for side in sides):
        return _compare(node.ops[0], _numbers(left), _numbers(right))
    return _compare(node.ops[0], left, right)


def _value(node: ast.expr, system: Mapping[str, str]) -> str:
    if isinstance(node, ast.Name) and node.id in system:
        return system[node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(ast.unparse(node))


def _numbers(version: str) -> tuple[int, ...]:
    parts = [int(part) for part in version.split(".")]
    return tuple(parts + [0] * (3 - len(parts)))


def _compare(operator: ast.cmpop, left: Any, right: Any) -> bool:  # noqa: ANN401 - two texts or two versions
    match operator:
        case ast.Eq():
            return bool(left == right)
        case ast.NotEq():
            return bool(left != right)
        case ast.Lt():
            return bool(left < right)
        case ast.LtE():
            return bool(left <= right)
        case ast.Gt():
            return bool(left > right)
        case ast.GtE():
            return bool(left >= right)
        case ast.In():
            return left in right
        case ast.NotIn():
            return left not in right
    raise ValueError(type(operator).__name__)
