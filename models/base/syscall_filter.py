"""Leaves this process, on Linux, the few system calls that reading needs (seccomp), for the rest of its life.

All others fail with EPERM: sockets, starting and joining processes, signals to others, writing, shared memory,
io_uring, keys of the kernel. It is a list of what is allowed, so that a call which Linux learns later is forbidden too.
Numbers: the kernel's unistd.h of each processor. The filter is a program of the classic Berkeley Packet Filter.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from ctypes import POINTER, Structure, c_ubyte, c_ushort
from typing import Final

from models.base.landlock import forbid_new_privileges

Numbers = tuple[int | None, int | None]
Code = list[tuple[int, int, int, int]]

# Of a call's record: its number, the processor, and the lower half of the first argument (8 bytes each).
_NUMBER, _PROCESSOR, _FIRST = 0, 4, 16
_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_ALLOW, _END, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
_OTHER_ABI: Final = 0x40000000  # x86-64: the numbers of x32 begin here
_SET_SECCOMP, _FILTER = 22, 2
_PROCESSORS: Final = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}  # AUDIT_ARCH and the column below

# Each with its number on x86_64 and on aarch64, which has not all of them.
_FREE: Final = {
    # memory and waiting
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "mremap": (25, 216), "brk": (12, 214),
    "madvise": (28, 233), "membarrier": (324, 283), "futex": (202, 98), "set_robust_list": (273, 99),
    "rseq": (334, 293), "poll": (7, None), "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72),
    "epoll_create1": (291, 20), "epoll_ctl": (233, 21), "epoll_wait": (232, None), "epoll_pwait": (281, 22),
    "eventfd2": (290, 19), "sched_yield": (24, 124),
    # what is open already, and what may be opened to be read
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67), "close": (3, 57),
    "lseek": (8, 62), "fstat": (5, 80), "stat": (4, None), "lstat": (6, None), "newfstatat": (262, 79),
    "statx": (332, 291), "access": (21, None), "faccessat": (269, 48), "faccessat2": (439, 439),
    "getdents64": (217, 61), "readlink": (89, None), "readlinkat": (267, 78), "getcwd": (79, 17), "dup": (32, 23),
    "dup2": (33, None), "dup3": (292, 24), "pipe2": (293, 59), "fadvise64": (221, 223), "statfs": (137, 43),
    "fstatfs": (138, 44), "recvfrom": (45, 207),
    # this process and the clock
    "getpid": (39, 172), "gettid": (186, 178), "getppid": (110, 173), "getuid": (102, 174), "geteuid": (107, 175),
    "getgid": (104, 176), "getegid": (108, 177), "uname": (63, 160), "sysinfo": (99, 179), "getrusage": (98, 165),
    "times": (100, 153), "getrlimit": (97, 163), "sched_getaffinity": (204, 123), "getcpu": (309, 168),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115), "nanosleep": (35, 101),
    "gettimeofday": (96, 169), "time": (201, None), "getrandom": (318, 278), "exit": (60, 93),
    "exit_group": (231, 94), "restart_syscall": (219, 128),
}  # fmt: skip
_OPEN: Numbers = (2, None)
_OPEN_AT, _FCNTL, _IOCTL = (257, 56), (72, 25), (16, 29)
_SOCKET_PAIR, _SEND_TO, _SIGNAL, _LIMIT, _CLONE3 = (53, 199), (44, 206), (234, 131), (302, 261), (435, 435)

_WRITING: Final = os.O_ACCMODE | os.O_CREAT | os.O_TRUNC | 0x200000 | 0x400000  # O_PATH and the bit of O_TMPFILE
# Flags and copies of what is open. Not F_SETOWN and F_SETSIG, which send signals to others.
_FCNTL_WORDS: Final = (0, 1, 2, 3, 4, 1030)
# Non-blocking, close on exec or not, whether it is a terminal, how much is waiting.
_IOCTL_WORDS: Final = (0x5421, 0x5451, 0x5450, 0x5401, 0x541B)
_UNIX, _STREAM = 1, 1
_SOCKET_KIND: Final = 0xF  # without the flags non-blocking and close on exec


class _Program(Structure):
    _fields_ = (("length", c_ushort), ("code", POINTER(c_ubyte)))


def restrict(*, opening: bool) -> None:
    """Forbid all but the listed calls; without `opening` no file is opened any more at all. Raises OSError."""
    machine = os.uname().machine
    if machine not in _PROCESSORS:
        raise OSError(errno.ENOSYS, f"no list of system calls for {machine}")
    packed = b"".join(struct.pack("=HBBI", *one) for one in program(machine, os.getpid(), opening=opening))
    code = (c_ubyte * len(packed)).from_buffer_copy(packed)
    libc = ctypes.CDLL(None, use_errno=True)
    forbid_new_privileges()
    if libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(_Program(len(packed) // 8, code)), 0, 0):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def program(machine: str, process: int, *, opening: bool) -> Code:
    """The filter for the process with this number, as (operation, jump if so, jump if not, value)."""
    processor, column = _PROCESSORS[machine]
    code = [(_LOAD, 0, 0, _PROCESSOR), (_EQUAL, 1, 0, processor), _end(_END), (_LOAD, 0, 0, _NUMBER)]
    code += [(_AT_LEAST, 0, 1, _OTHER_ABI), _fail()]
    for free in _FREE.values():
        code += _rule(free[column], [_end(_ALLOW)])
    for numbers, conditions in _conditions(process, opening=opening):
        code += _rule(numbers[column], [*conditions, _end(_ALLOW)])
    # libc takes the older call instead, which is forbidden as well and says so in words that libraries understand.
    code += _rule(_CLONE3[column], [_fail(errno.ENOSYS)])
    return [*code, _fail()]


def _conditions(process: int, *, opening: bool) -> list[tuple[Numbers, Code]]:
    rules: list[tuple[Numbers, Code]] = [
        (_FCNTL, _one_of(1, _FCNTL_WORDS)),
        (_IOCTL, _one_of(1, _IOCTL_WORDS)),
        # Two ends in this process, as asyncio needs them; a stream, whose letters take no other address.
        (_SOCKET_PAIR, _one_of(0, (_UNIX,)) + _masked(1, _SOCKET_KIND, _STREAM)),
        (_SEND_TO, _masked(4, 0xFFFFFFFF, 0) + _masked(4, 0xFFFFFFFF, 0, upper=True)),
        (_SIGNAL, _one_of(0, (process,))),  # how a process ends itself when it fails
        (_LIMIT, _one_of(0, (0, process))),
    ]
    if opening:
        rules += [(_OPEN, _masked(1, _WRITING, 0)), (_OPEN_AT, _masked(2, _WRITING, 0))]
    return rules


def _rule(number: int | None, then: Code) -> Code:
    """`then` for the call with this number; the number is loaded anew, for `then` loads arguments."""
    return [] if number is None else [(_LOAD, 0, 0, _NUMBER), (_EQUAL, 0, len(then), number), *then]


def _one_of(argument: int, values: tuple[int, ...]) -> Code:
    jumps = [(_EQUAL, len(values) - at, 0, value) for at, value in enumerate(values)]
    return [(_LOAD, 0, 0, _FIRST + 8 * argument), *jumps, _fail()]


def _masked(argument: int, mask: int, value: int, *, upper: bool = False) -> Code:
    where = _FIRST + 8 * argument + (4 if upper else 0)
    return [(_LOAD, 0, 0, where), (_AND, 0, 0, mask), (_EQUAL, 1, 0, value), _fail()]


def _fail(reason: int = errno.EPERM) -> tuple[int, int, int, int]:
    return _end(_FAIL | reason)


def _end(verdict: int) -> tuple[int, int, int, int]:
    return (_RETURN, 0, 0, verdict)
