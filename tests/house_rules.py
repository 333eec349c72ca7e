"""The floor plan as rules: who may import whom, where things may stand, how large they may be.

Each rule reads a `House` and yields a line for whatever breaks it; `test_architecture.py` holds the project to them.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from house import House, calls, is_of, name_of

TOP = {"main.py", "ui", "models", "resources", "installer", "tests", "pyproject.toml", "README.md"}
QT = {"PySide6", "shiboken6", "PyQt5", "PyQt6"}
# What each room of models may import of ours; `base` is the ground.
ROOMS = {
    "base": set(),
    "store": {"base"},
    "reading": {"base"},
    "signing": {"base"},
    "work": {"base", "store", "reading"},
    "journal": {"base", "store", "work"},
    "access": {"base", "store", "work", "journal"},
    "reports": {"base", "store", "work", "access"},
    "demo": {"base", "store", "reading", "work", "access"},
}
# The rooms of ui below every subject, from the ground up: each imports only what stands before it.
UI_FLOORS = ("base", "kit", "support", "backup", "frame")
# The subjects that may open another's dialogs: a number of the overview and a document lead to their tasks, a report
# to the person who signs it.
SUBJECTS_OPEN = {"overview": {"tasks"}, "directives": {"tasks"}, "reports": {"units"}}
UI_ABOVE = {"session": None, "commands": {"support", "backup"}}  # None: everything below it, the subjects too
# Who alone may import what: one door for each thing that must stay replaceable.
OWNERS = {
    "sqlite3": "models/store/sqlite/",
    "sqlcipher3": "models/store/sqlite/",
    "alembic": "models/store/",
    "sqlalchemy.dialects": "models/store/sqlite/",
    "pyhanko": "models/signing/",
    "pyhanko_certvalidator": "models/signing/",
    "keyring": "models/base/secrets.py",
}
# What leans on SQLite outside `models/store/sqlite`, and where: README's seam to a second engine.
SEAM = {
    "PRAGMA": ("models/store/backups/", "models/store/integrity/check.py", "models/store/schema.py"),
    "rowid|MATCH": (
        "models/store/search.py",
        "models/store/integrity/check.py",
        "models/work/task_list.py",
        "models/work/task_conditions.py",
        "models/journal/history_subjects.py",
    ),
    "json_extract": ("models/journal/undo.py", "models/journal/bin.py"),
    r"func\.max": (
        "models/work/tasks.py",
        "models/work/units.py",
        "models/work/directives.py",
        "models/journal/bin.py",
    ),
    "autoescape": (
        "models/work/task_list.py",
        "models/work/task_conditions.py",
        "models/work/units.py",
        "models/journal/",
    ),
    "data_key": (
        "models/store/",
        "models/access/",
        "ui/backup/",
        "ui/commands/damaged.py",
        "ui/commands/safety.py",
        "ui/frame/window.py",
        "ui/session/draft_autosave.py",
        "ui/session/entrance.py",
        "ui/session/rekeying.py",
    ),
}
START = ("main.py", "ui/app.py", "ui/frame/window.py", "ui/base/theme.py")
HEAVY = set(OWNERS) | {"sqlalchemy", "reportlab", "docx", "pypdfium2", "cryptography", "asn1crypto", "lxml", "PIL"}
HEAVY |= {"msgspec", "uharfbuzz", "fontTools", "openpyxl", "xml"}
# The installer works before the program does. Only these of its files run inside the installed program and know it;
# and only these import what Python does not bring along.
INSIDE_THE_PROGRAM = {"installer/start.py", "installer/probe.py"}
INSTALLER_OWNERS = {
    "installer/locked.py": {"packaging"},
    "installer/signed_setup.py": {"cryptography"},
    "installer/icon.py": {"PIL"},
    "installer/stand_in.py": {"fontTools"},
    "installer/faces.py": {"fontTools"},
    "installer/probe.py": {"PySide6"},
}
# What a person starts in a Python that may have no packages: at once they need none, dev.py not even later.
WITHOUT_PACKAGES = {
    "installer/dev.py": {"start", "later"},
    "installer/build.py": {"start"},
    "installer/trial.py": {"start"},
}
# What tests may use although its name begins with `_`: the end of a process without its cleaning up, and the XML behind
# python-docx's objects, which its own documentation sends one to.
FOREIGN_PRIVATES = {"_exit", "_element", "_p", "_r", "_sectPr", "_tbl"}
PATTERN_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc", "core"}


# --- the rules, in the order of RULES below


def models_know_no_screen(house: House) -> Iterator[str]:
    for module in house.under("models/"):
        bad = [one.name for one in module.imports if is_of(one.name, QT | {"ui", "main"})]
        yield from (f"{module.path} imports {name}" for name in bad)


def arrows_go_one_way(house: House) -> Iterator[str]:
    for module in house.under("models/"):
        room = module.path.split("/")[1].removesuffix(".py")
        allowed = ROOMS.get(room, set()) | {room}
        targets = {one.name.split(".")[1] for one in module.imports if one.name.startswith("models.")}
        yield from (f"{module.path} imports models.{target}" for target in sorted(targets - allowed))


def rooms_are_known(house: House) -> Iterator[str]:
    subjects = {path.split("/")[1] for path in house.modules if re.fullmatch(r"ui/\w+/page\.py", path)}
    plan = {"models/": set(ROOMS), "ui/": {*UI_FLOORS, *subjects, *UI_ABOVE}}
    for floor, known in plan.items():
        rooms = {module.path.split("/")[1] for module in house.under(floor)}
        rooms = {room for room in rooms if not room.endswith(".py")}
        yield from (f"{floor}{room} is not in the floor plan" for room in sorted(rooms - known))


def imports_run_in_no_circle(house: House) -> Iterator[str]:
    """Also none that only type checkers see: two files that name each other cannot be understood one by one."""
    for module in house.under("models/", "ui/", "installer/"):
        for path, chain in house.leads(module.path).items():
            if path == module.path:
                yield f"{chain} comes back to where it began"


def each_thing_has_one_owner(house: House) -> Iterator[str]:
    for module in house.under("models/", "ui/", "main.py"):
        for library, owner in OWNERS.items():
            if not module.path.startswith(owner) and any(is_of(one.name, [library]) for one in module.imports):
                yield f"{module.path} imports {library}, which is {owner}'s"


def the_seam_is_known(house: House) -> Iterator[str]:
    for module in house.under("models/", "ui/"):
        for word, places in SEAM.items():
            if not module.path.startswith(("models/store/sqlite/", *places)) and re.search(
                rf"\b({word})\b", module.source
            ):
                yield f"{module.path} leans on {word}, which the seam does not name"


def commands_need_no_qt(house: House) -> Iterator[str]:
    """The commands' own files are looked at one by one: `arguments` imports each when it is called."""
    for module in house.under("ui/cli", "ui/commands/"):
        found = house.reach(module.path, {"start", "later"})
        yield from (f"{chain} imports {name}" for name, chain in found.items() if is_of(name, QT))


def subjects_stay_apart(house: House) -> Iterator[str]:
    """In `ui` a room imports what lies below it; two subjects know nothing of each other but for `SUBJECTS_OPEN`.

    What only type checkers read counts too: a room that names another cannot be read without it.
    """
    for module in house.under("ui/"):
        room = module.path.split("/")[1]
        if room.endswith(".py"):
            continue  # what starts the program knows all of it
        paths = {house.ours(one.name) for one in module.imports} - {None}
        met = {path.split("/")[1] for path in paths if path and path.startswith("ui/") and path.count("/") > 1}
        yield from (f"{module.path} imports ui/{other}" for other in sorted(met - _may_meet(room, met) - {room}))
        starts = {path for path in paths if path and path.startswith("ui/") and path.count("/") == 1}
        yield from (f"{module.path} imports {path}" for path in sorted(starts - {"ui/__init__.py"}))


def _may_meet(room: str, met: set[str]) -> set[str]:
    """Those of the met rooms of `ui` that this one may import."""
    if room in UI_FLOORS:
        return set(UI_FLOORS[: UI_FLOORS.index(room)])
    allowed = UI_ABOVE.get(room, set(UI_FLOORS) | SUBJECTS_OPEN.get(room, set()))
    return met - {"commands"} if allowed is None else allowed


def main_leads_to_ui_leads_to_models(house: House) -> Iterator[str]:
    for module in house.under("ui/", "models/"):
        yield from (
            f"{module.path} imports {one.name}" for one in module.imports if is_of(one.name, ["main", "installer"])
        )
    if "main.py" in house.modules and len(house.modules["main.py"].source.splitlines()) >= 60:
        yield "main.py has 60 lines or more"


def start_is_light(house: House) -> Iterator[str]:
    for start in house.under(*START):
        found = house.reach(start.path, {"start"})
        yield from (
            f"{chain} imports {name} before it is needed" for name, chain in found.items() if is_of(name, HEAVY)
        )


def setup_needs_only_python(house: House) -> Iterator[str]:
    """Through all that these files import of ours, too."""
    for start in house.under(*WITHOUT_PACKAGES):
        for name, chain in house.reach(start.path, WITHOUT_PACKAGES[start.path]).items():
            if not _needs_no_package(house, name):
                yield f"{chain} imports {name}"


def the_installer_stands_apart(house: House) -> Iterator[str]:
    for module in house.under("installer/"):
        allowed = INSTALLER_OWNERS.get(module.path, set())
        if module.path in INSIDE_THE_PROGRAM:
            allowed = allowed | {"main", "ui", "models"}
        for one in module.imports:
            if not is_of(one.name, allowed) and not _needs_no_package(house, one.name):
                yield f"{module.path} imports {one.name}"


def _needs_no_package(house: House, name: str) -> bool:
    """Whether the name is of Python's own library or of a file in `installer/`."""
    top = name.split(".", maxsplit=1)[0]
    return top in sys.stdlib_module_names or f"installer/{top}.py" in house.modules


def top_level_is_as_given(house: House) -> Iterator[str]:
    yield from (f"{name} is missing at the top" for name in sorted(TOP - house.top))
    yield from (f"{name} does not belong at the top" for name in sorted(house.top - TOP))


def nothing_is_too_long(house: House) -> Iterator[str]:
    for module in house.modules.values():
        if (lines := len(module.source.splitlines())) >= 400:
            yield f"{module.path} has {lines} lines"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines >= 40:
                    yield f"{module.path}: {node.name} has {lines} lines"


def everything_says_what_it_is(house: House) -> Iterator[str]:
    for module in house.modules.values():
        if not ast.get_docstring(module.tree):
            yield f"{module.path} has no docstring"
    for module in house.under("models/", "ui/"):
        package = PurePosixPath(module.path).parent / "__init__.py"
        if str(package) not in house.modules:
            yield f"{package} is missing"


def names_say_what_and_not_how(house: House) -> Iterator[str]:
    for path in house.modules:
        if set(PurePosixPath(path).with_suffix("").parts) & PATTERN_NAMES:
            yield f"{path} is named after a pattern"


def only_commands_print(house: House) -> Iterator[str]:
    for module in house.under("models/", "ui/", "main.py"):
        prints = any(name_of(call.func) == "print" for call in calls(module))
        if prints and not module.path.startswith(("ui/cli", "ui/commands/request.py")):
            yield f"{module.path} prints"


def only_the_store_commits(house: House) -> Iterator[str]:
    for module in house.under("models/", "ui/", "main.py"):
        found = [
            call.func.value
            for call in calls(module)
            if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
        ]
        words = "QGuiApplication.inputMethod()"  # what it commits is a word to its field
        if any(ast.unparse(whose) != words for whose in found) and not module.path.startswith("models/store/"):
            yield f"{module.path} commits"


def clipboard_has_one_door(house: House) -> Iterator[str]:
    """What is copied past it would stay there when the book is locked."""
    for module in house.under("ui/"):
        if module.path != "ui/base/clipboard.py" and ".clipboard()" in module.source:
            yield f"{module.path} asks Qt for the clipboard"


def time_has_one_door(house: House) -> Iterator[str]:
    doors = {"models/base/clock.py", "models/base/ids.py"}
    asks = {f"{kind}.{word}" for kind in ("datetime", "date") for word in ("now", "utcnow", "today")}
    asks |= {"time.time", "QDate.currentDate", "QDateTime.currentDateTime", "QDateTime.currentDateTimeUtc"}
    for module in house.under("models/", "ui/", "main.py"):
        for call in calls(module):
            if isinstance(call.func, ast.Attribute) and module.path not in doors:
                asked = f"{name_of(call.func.value)}.{call.func.attr}"
                if asked in asks:
                    yield f"{module.path}:{call.lineno} asks {asked}"


def words_can_be_translated(house: House) -> Iterator[str]:
    for module in house.under("models/", "ui/", "main.py"):
        for call in calls(module):
            if name_of(call.func) == "_" and not (call.args and isinstance(call.args[0], ast.Constant)):
                yield f"{module.path}:{call.lineno} gives _ something that no catalogue can hold"
            if name_of(call.func) == "AppError":
                parts = [*call.args[1:], *(word.value for word in call.keywords if word.arg != "code")]
                bare = [p for p in parts if isinstance(p, ast.JoinedStr) or (isinstance(p, ast.Constant) and p.value)]
                yield from (f"{module.path}:{part.lineno} says something without _" for part in bare)


def tests_leave_private_members_alone(house: House) -> Iterator[str]:
    """A test sees what a person or a caller sees, so that what is inside may change without it."""
    for module in house.under("tests/"):
        for node in ast.walk(module.tree):
            found = {name for name in _members(node) if name.startswith("_") and not name.startswith("__")}
            found -= {"_"} | FOREIGN_PRIVATES
            yield from (f"{module.path}:{getattr(node, 'lineno', 0)} reaches {name}" for name in sorted(found))


def names_of_test_files_differ(house: House) -> Iterator[str]:
    """pytest takes two files of one name, in folders without `__init__.py`, for one module and runs neither."""
    first: dict[str, str] = {}
    for module in house.under("tests/"):
        name = module.path.rsplit("/", 1)[-1]
        if name.startswith("test_") and first.setdefault(name, module.path) != module.path:
            yield f"{module.path} has the name of {first[name]}"


def _members(node: ast.AST) -> Iterator[str]:
    """The names of another's members that a node asks for: by a dot, an import, or a string (`setattr(a, "_b", c)`)."""
    if isinstance(node, ast.Attribute) and name_of(node.value) not in {"self", "cls"}:
        yield node.attr
    elif isinstance(node, ast.ImportFrom):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.Call) and name_of(node.func) in {"setattr", "delattr", "getattr", "hasattr"}:
        strings = (part.value for part in node.args[:2] if isinstance(part, ast.Constant))
        yield from (text.rsplit(".", 1)[-1] for text in strings if isinstance(text, str))


Rule = Callable[[House], Iterator[str]]
RULES: list[Rule] = [
    models_know_no_screen,
    arrows_go_one_way,
    rooms_are_known,
    imports_run_in_no_circle,
    each_thing_has_one_owner,
    the_seam_is_known,
    commands_need_no_qt,
    subjects_stay_apart,
    main_leads_to_ui_leads_to_models,
    start_is_light,
    setup_needs_only_python,
    the_installer_stands_apart,
    top_level_is_as_given,
    nothing_is_too_long,
    everything_says_what_it_is,
    names_say_what_and_not_how,
    only_commands_print,
    only_the_store_commits,
    clipboard_has_one_door,
    time_has_one_door,
    words_can_be_translated,
    tests_leave_private_members_alone,
    names_of_test_files_differ,
]
