"""What of a package goes onto the office's computer. A file is left out for a reason that is written here."""

from __future__ import annotations

from pathlib import PurePosixPath

# Of Qt only what is named: modules that ui/ imports, their libraries, and the plugins of a window on Windows.
# QtPrintSupport and QtNetwork (the second start speaks to the first) are loaded on demand.
QT = {"Core", "Gui", "Network", "PrintSupport", "Widgets"}
QT_FILES = {
    "__init__.py",
    "_config.py",
    "_git_pyside_version.py",
    "pyside6.abi3.dll",
    "plugins/platforms/qwindows.dll",
    "plugins/styles/qmodernwindowsstyle.dll",
    "plugins/imageformats/qico.dll",
    "plugins/imageformats/qjpeg.dll",
    *(f"Qt{name}.pyd" for name in QT),
    *(f"Qt6{name}.dll" for name in QT),
}
# Microsoft's C++ library: PySide6 and shiboken6 each bring a copy. One copy goes beside python.exe, where every
# library finds it (a fresh Windows 10 has none). vcruntime140 is there already, python.org's own.
SHARED = {"msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll"}
MICROSOFT = SHARED | {"concrt140.dll", "vccorlib140.dll", "vcamp140.dll", "vcomp140.dll"}
MICROSOFT |= {"vcruntime140.dll", "vcruntime140_1.dll", "msvcp140_atomic_wait.dll", "msvcp140_codecvt_ids.dll"}

# For those who build on a library, never read by a running program.
FOR_BUILDERS = {".pyi", ".pyx", ".pxd", ".pxi", ".c", ".cpp", ".h", ".hpp", ".lib", ".cmake", ".typed", ".sfd", ".rst"}
TESTS = {"test", "tests", "testing"}
# Picture formats that no report and no seal has; 9 MB.
PIL_UNUSED = ("PIL/_avif.", "PIL/_webp.", "PIL/_imagingtk.", "PIL/_tkinter_finder.")
# What only SQLAlchemy's own tests need.
SQLALCHEMY_UNUSED = ("sqlalchemy/testing/",)
# What some packages leave beside themselves: pages of documentation, programs of their own.
STRAY = {"docs", "pypdfium2_cli"}


def wanted(path: str) -> bool:
    """Whether a wheel's file (its path inside, with `/`) is shipped among the libraries."""
    place = PurePosixPath(path)
    top = place.parts[0]
    if top.endswith(".dist-info"):
        return place.name in {"METADATA", "entry_points.txt"} and len(place.parts) == 2
    if top.endswith(".data") or top in STRAY:
        return False
    if top == "PySide6":
        return str(place.relative_to("PySide6")) in QT_FILES
    if top == "shiboken6":
        return place.suffix in {".py", ".pyd"} or place.name == "shiboken6.abi3.dll"
    if place.suffix in FOR_BUILDERS or place.name in MICROSOFT or TESTS & set(place.parts[1:-1]):
        return False
    return not path.startswith((*PIL_UNUSED, *SQLALCHEMY_UNUSED))


def is_licence(path: str) -> bool:
    """Whether a wheel's file is a licence or a notice of one."""
    place = PurePosixPath(path)
    inside = place.parts[0].endswith(".dist-info")
    words = ("licen", "copying", "notice", "authors", "unlicense")
    return (inside and "licenses" in place.parts) or (
        place.name.lower().startswith(words) and place.suffix.lower() in {"", ".txt", ".md", ".apache", ".bsd", ".rst"}
    )
