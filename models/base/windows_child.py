"""Starts a process on Windows in an AppContainer without capabilities, or with a token without privileges.

In an AppContainer a process reaches only what was granted to it or to all of them: nothing of the person's, no network.
The program's own folder under Program Files is granted to all; where it lies elsewhere, it is granted the first time.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from contextlib import ExitStack, suppress
from ctypes import POINTER, Structure, byref, c_size_t, c_uint16, c_uint32, c_void_p, sizeof
from ctypes.wintypes import BOOL, DWORD, HANDLE, LPCWSTR, LPWSTR
from pathlib import Path
from typing import IO, Any, Final

from models.base import access_token

_NAME: Final = "SoCCHC.Reader"
_KNOWN_ALREADY: Final = 0x800700B7  # HRESULT of ERROR_ALREADY_EXISTS
_HANDLES, _CAPABILITIES = 0x20002, 0x20009  # PROC_THREAD_ATTRIBUTE_HANDLE_LIST, _SECURITY_CAPABILITIES
_USE_HANDLES: Final = 0x100
# Not even a console of its own, which an AppContainer may not start; a longer record; an environment in UTF-16.
_FLAGS: Final = 0x8 | 0x80000 | 0x400
_NO_BOX: Final = 0x1 | 0x2
_WAIT_FOR_EVER: Final = 0xFFFFFFFF
_GRANT_SECONDS: Final = 60.0


class Startup(Structure):
    """STARTUPINFOEXW: the pipes, and the list of attributes."""

    _fields_ = (
        ("size", c_uint32),
        ("reserved", LPWSTR),
        ("desktop", LPWSTR),
        ("title", LPWSTR),
        ("place", c_uint32 * 7),
        ("flags", c_uint32),
        ("show", c_uint16),
        ("more", c_uint16),
        ("more_bytes", c_void_p),
        ("stdin", HANDLE),
        ("stdout", HANDLE),
        ("stderr", HANDLE),
        ("attributes", c_void_p),
    )


class _Process(Structure):
    _fields_ = (("process", HANDLE), ("thread", HANDLE), ("process_id", c_uint32), ("thread_id", c_uint32))


class Capabilities(Structure):
    """SECURITY_CAPABILITIES: the AppContainer, and what it may beyond its own; here never anything."""

    _fields_ = (("container", c_void_p), ("capabilities", c_void_p), ("count", c_uint32), ("reserved", c_uint32))


class WindowsChild:
    """A process with a pipe into it and one out of it (`child_process.Child`)."""

    def __init__(self, process: int, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self._process = process
        self.stdin: IO[bytes] | None = stdin
        self.stdout: IO[bytes] | None = stdout

    def kill(self) -> None:
        """End it now; nothing happens when it has ended."""
        if self._process:
            _kernel().TerminateProcess(self._process, 1)

    def wait(self) -> None:
        """Wait until it has ended."""
        if self._process:
            _kernel().WaitForSingleObject(self._process, _WAIT_FOR_EVER)
            _kernel().CloseHandle(self._process)
            self._process = 0


def in_container(command: list[str], folder: Path, variables: dict[str, str]) -> WindowsChild:
    """Start it in the AppContainer. Raises OSError, also where Windows knows none."""
    return _started(command, folder, variables, container=_container())


def in_container_after_grant(command: list[str], folder: Path, variables: dict[str, str]) -> WindowsChild:
    """The same after the AppContainer was allowed to read the program and Python. Raises OSError."""
    who = _spelled(_container())
    for one in dict.fromkeys((folder, Path(sys.prefix), Path(sys.base_prefix))):
        subprocess.run(
            ["icacls", str(one), "/grant", f"*{who}:(OI)(CI)(RX)", "/Q"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_GRANT_SECONDS,
            check=False,  # whether it helped is seen by whether the process starts
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    return in_container(command, folder, variables)


def without_privileges(command: list[str], folder: Path, variables: dict[str, str]) -> WindowsChild:
    """Start it with a restricted token; it lowers its integrity itself. Raises OSError."""
    token = access_token.restricted()
    try:
        return _started(command, folder, variables, token=token)
    finally:
        _kernel().CloseHandle(token)


WAYS: Final = (in_container, in_container_after_grant, without_privileges)


def _kernel() -> Any:  # noqa: ANN401 - a WinDLL, which only Windows has
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CloseHandle.argtypes = (HANDLE,)
    kernel.TerminateProcess.argtypes = (HANDLE, DWORD)
    kernel.WaitForSingleObject.argtypes = (HANDLE, DWORD)
    kernel.LocalFree.argtypes = (c_void_p,)
    kernel.InitializeProcThreadAttributeList.argtypes = (c_void_p, DWORD, DWORD, POINTER(c_size_t))
    kernel.InitializeProcThreadAttributeList.restype = BOOL
    kernel.UpdateProcThreadAttribute.argtypes = (c_void_p, DWORD, c_size_t, c_void_p, c_size_t, c_void_p, c_void_p)
    kernel.UpdateProcThreadAttribute.restype = BOOL
    kernel.DeleteProcThreadAttributeList.argtypes = (c_void_p,)
    return kernel


def _container() -> c_void_p:
    """The AppContainer's SID; it lives as long as the program. Raises OSError."""
    try:
        known = ctypes.WinDLL("userenv")  # type: ignore[attr-defined,unused-ignore]
        create, derive = known.CreateAppContainerProfile, known.DeriveAppContainerSidFromAppContainerName
    except AttributeError:
        raise OSError("no AppContainer") from None
    create.argtypes = (LPCWSTR, LPCWSTR, LPCWSTR, c_void_p, DWORD, POINTER(c_void_p))
    derive.argtypes = (LPCWSTR, POINTER(c_void_p))
    create.restype = derive.restype = DWORD
    found = c_void_p()
    failed = create(_NAME, _NAME, _NAME, None, 0, byref(found))
    if failed == _KNOWN_ALREADY:
        failed = derive(_NAME, byref(found))
    if failed or not found.value:
        raise OSError(f"CreateAppContainerProfile: {failed:#x}")
    return found


def _spelled(sid: c_void_p) -> str:
    rights = ctypes.WinDLL("advapi32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    rights.ConvertSidToStringSidW.argtypes, rights.ConvertSidToStringSidW.restype = (c_void_p, POINTER(LPWSTR)), BOOL
    text = LPWSTR()
    if not rights.ConvertSidToStringSidW(sid, byref(text)):
        raise _failure("ConvertSidToStringSid")
    return str(text.value)


def _started(
    command: list[str],
    folder: Path,
    variables: dict[str, str],
    *,
    container: c_void_p | None = None,
    token: HANDLE | None = None,
) -> WindowsChild:
    with ExitStack() as theirs, ExitStack() as ours:
        read_request, write_request = _pipe(theirs, ours)
        write_answer, read_answer = _pipe(theirs, ours, outward=True)
        nothing = theirs.enter_context(Path(os.devnull).open("wb")).fileno()
        handles = [_inherited(one) for one in (read_request, write_answer, nothing)]
        startup = Startup(size=sizeof(Startup), flags=_USE_HANDLES)
        startup.stdin, startup.stdout, startup.stderr = handles
        wanted = Capabilities(container) if container is not None else None
        startup.attributes = _attributes(theirs, handles, wanted)
        process = _create(command, folder, variables, startup, token)
        child = WindowsChild(process, os.fdopen(write_request, "wb"), os.fdopen(read_answer, "rb"))
        ours.pop_all()
        return child


def _pipe(theirs: ExitStack, ours: ExitStack, *, outward: bool = False) -> tuple[int, int]:
    """The child's end and ours."""
    reads, writes = os.pipe()
    child, own = (writes, reads) if outward else (reads, writes)
    theirs.callback(_close, child)
    ours.callback(_close, own)
    return child, own


def _close(end: int) -> None:
    with suppress(OSError):
        os.close(end)


def _inherited(end: int) -> int:
    import msvcrt

    handle = msvcrt.get_osfhandle(end)  # type: ignore[attr-defined,unused-ignore]
    os.set_handle_inheritable(handle, True)  # type: ignore[attr-defined,unused-ignore]
    return int(handle)


def _attributes(stack: ExitStack, handles: list[int], wanted: Capabilities | None) -> int:
    """The longer record: these handles are inherited and no other, and the AppContainer. It lives as `stack` does."""
    kernel, room = _kernel(), c_size_t()
    count = 1 if wanted is None else 2
    kernel.InitializeProcThreadAttributeList(None, count, 0, byref(room))
    attributes = ctypes.create_string_buffer(room.value or 1)
    if not kernel.InitializeProcThreadAttributeList(attributes, count, 0, byref(room)):
        raise _failure("InitializeProcThreadAttributeList")
    stack.callback(kernel.DeleteProcThreadAttributeList, attributes)
    listed = (HANDLE * len(handles))(*handles)
    given: list[tuple[int, Any]] = [(_HANDLES, listed)]
    if wanted is not None:
        given.append((_CAPABILITIES, wanted))
    for what, value in given:
        stack.callback(id, value)  # Windows keeps only where it lies
        if not kernel.UpdateProcThreadAttribute(attributes, 0, what, byref(value), sizeof(value), None, None):
            raise _failure("UpdateProcThreadAttribute")
    return ctypes.addressof(attributes)


def _create(command: list[str], folder: Path, variables: dict[str, str], startup: Startup, token: HANDLE | None) -> int:
    line = ctypes.create_unicode_buffer(subprocess.list2cmdline(command))
    block = ctypes.create_unicode_buffer(environment_block(variables))
    common = (command[0], line, None, None, True, _FLAGS, block, str(folder), byref(startup))
    made = _Process()
    _kernel().SetErrorMode(_NO_BOX)  # inherited: a process that cannot start says so to us and not to the person
    if token is None:
        done = _kernel().CreateProcessW(*map(_word, common), byref(made))
    else:
        rights = ctypes.WinDLL("advapi32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
        done = rights.CreateProcessAsUserW(token, *map(_word, common), byref(made))
    if not done:
        raise _failure("CreateProcess")
    _kernel().CloseHandle(made.thread)
    return int(made.process)


def _word(argument: object) -> object:
    return LPCWSTR(argument) if isinstance(argument, str) else argument


def environment_block(variables: dict[str, str]) -> str:
    """As CreateProcess takes it: NAME=value, sorted by name without regard to case, each ended by a zero."""
    return "".join(f"{name}={variables[name]}\0" for name in sorted(variables, key=str.upper)) + "\0"


def _failure(what: str) -> OSError:
    return OSError(ctypes.get_last_error(), what)  # type: ignore[attr-defined,unused-ignore]
