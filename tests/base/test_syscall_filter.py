"""The filter of system calls, carried out by a tiny machine, for each processor that it is written for."""

from __future__ import annotations

import sys

import pytest

if not sys.platform.startswith("linux"):
    pytest.skip("Linux alone has this filter", allow_module_level=True)

from models.base import syscall_filter

ALLOWED, DENIED, NOT_KNOWN, ENDED = 0x7FFF0000, 0x50001, 0x50026, 0x80000000
PROCESSORS = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
ME = 4711
# Numbers on both: openat, fcntl, socketpair, sendto, tgkill, prlimit64, clone3.
CALLS = {"x86_64": (257, 72, 53, 44, 234, 302, 435), "aarch64": (56, 25, 199, 206, 131, 261, 435)}
CALL_NAMES = ("openat", "fcntl", "socketpair", "sendto", "tgkill", "prlimit64", "clone3")


def verdict(code: syscall_filter.Code, processor: int, number: int, arguments: tuple[int, ...] = ()) -> int:
    """What the kernel would do with the call."""
    words = [number, processor, 0, 0]
    for one in (*arguments, 0, 0, 0, 0, 0, 0)[:6]:
        words += [one & 0xFFFFFFFF, one >> 32 & 0xFFFFFFFF]
    held = at = 0
    while True:
        operation, yes, no, value = code[at]
        at += 1
        if operation == 0x06:
            return value
        if operation == 0x20:
            held = words[value // 4]
        elif operation == 0x54:
            held &= value
        else:
            at += yes if (held == value if operation == 0x15 else held >= value) else no


@pytest.mark.parametrize("machine", PROCESSORS)
@pytest.mark.parametrize(
    ("call", "arguments", "wanted"),
    [
        ("openat", (0, 0, 0), ALLOWED),
        ("openat", (0, 0, 0x80000), ALLOWED),  # close on exec
        ("openat", (0, 0, 1), DENIED),
        ("openat", (0, 0, 2), DENIED),
        ("openat", (0, 0, 0x40), DENIED),
        ("openat", (0, 0, 0x200000), DENIED),
        ("fcntl", (3, 1), ALLOWED),
        ("fcntl", (3, 8, ME + 1), DENIED),
        ("socketpair", (1, 1 | 0x80000), ALLOWED),
        ("socketpair", (1, 2), DENIED),
        ("socketpair", (2, 1), DENIED),
        ("sendto", (3, 1 << 40, 1, 0, 0), ALLOWED),
        ("sendto", (3, 1 << 40, 1, 0, 1 << 40), DENIED),
        ("sendto", (3, 1 << 40, 1, 0, 8), DENIED),
        ("tgkill", (ME, ME, 6), ALLOWED),
        ("tgkill", (ME + 1, ME + 1, 6), DENIED),
        ("prlimit64", (0, 4), ALLOWED),
        ("prlimit64", (ME + 1, 4), DENIED),
        ("clone3", (), NOT_KNOWN),
    ],
)
def test_filter_asks_arguments(machine: str, call: str, arguments: tuple[int, ...], wanted: int) -> None:
    number = CALLS[machine][CALL_NAMES.index(call)]
    code = syscall_filter.program(machine, ME, opening=True)
    assert verdict(code, PROCESSORS[machine], number, arguments) == wanted


@pytest.mark.parametrize("machine", PROCESSORS)
def test_filter_denies_all_it_does_not_list(machine: str) -> None:
    code = syscall_filter.program(machine, ME, opening=False)
    allowed = [n for n in range(1200) if verdict(code, PROCESSORS[machine], n, (1 << 40,) * 6) == ALLOWED]
    assert 60 < len(allowed) < 90
    assert not {CALLS[machine][0], 2 if machine == "x86_64" else 56} & set(allowed)
    assert verdict(code, PROCESSORS[machine], 0x40000000 + allowed[0]) == DENIED
    assert verdict(code, 0x40000003, allowed[0]) == ENDED  # another processor's numbers
    assert len(code) < 4096
