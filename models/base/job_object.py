"""Limits this process on Windows by a job object: its memory, its time, and that it starts no program."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, Structure, byref, c_longlong, c_size_t, c_ulonglong, sizeof
from ctypes.wintypes import BOOL, DWORD, HANDLE, LPCWSTR, LPVOID
from typing import Final

_PROCESS_TIME: Final = 0x2
_ACTIVE_PROCESS: Final = 0x8
_PROCESS_MEMORY: Final = 0x100
_NO_ERROR_BOX: Final = 0x400  # JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION
_EXTENDED_LIMITS: Final = 9
_TICKS: Final = 10_000_000  # in a second


class _Basic(Structure):
    _fields_ = (
        ("process_time", c_longlong),
        ("job_time", c_longlong),
        ("flags", DWORD),
        ("least_working_set", c_size_t),
        ("most_working_set", c_size_t),
        ("active_processes", DWORD),
        ("affinity", c_size_t),
        ("priority", DWORD),
        ("scheduling", DWORD),
    )


class _Extended(Structure):
    _fields_ = (
        ("basic", _Basic),
        ("io", c_ulonglong * 6),
        ("process_memory", c_size_t),
        ("job_memory", c_size_t),
        ("most_process_memory", c_size_t),
        ("most_job_memory", c_size_t),
    )


def limits(memory: int, seconds: int) -> _Extended:
    """The limits as Windows takes them; `memory` in bytes."""
    found = _Extended()
    found.basic.flags = _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY | _NO_ERROR_BOX
    found.basic.process_time = seconds * _TICKS
    found.basic.active_processes = 1
    found.process_memory = memory
    return found


def confine(memory: int, seconds: int) -> bool:
    """Put this process into a job of its own; whether Windows did it. The handle lives as long as the process."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.argtypes, kernel.CreateJobObjectW.restype = (LPVOID, LPCWSTR), HANDLE
    kernel.SetInformationJobObject.argtypes = (HANDLE, ctypes.c_int, POINTER(_Extended), DWORD)
    kernel.SetInformationJobObject.restype = BOOL
    kernel.AssignProcessToJobObject.argtypes, kernel.AssignProcessToJobObject.restype = (HANDLE, HANDLE), BOOL
    kernel.GetCurrentProcess.restype = HANDLE
    job = kernel.CreateJobObjectW(None, None)
    wanted = limits(memory, seconds)
    if not job or not kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, byref(wanted), sizeof(wanted)):
        return False
    return bool(kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()))
