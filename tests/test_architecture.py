"""The project is held to the rules of its floor plan; each rule is broken in a tiny house to see that it notices."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import house_rules as rules
import pytest
from house import House, Module
from house_rules import RULES, TOP, Rule

ROOT = Path(__file__).resolve().parents[1]


@cache
def our_house() -> House:
    """The project as it lies on disk, without what git ignores at the top (`/dist/` and the like)."""
    found = [path for folder in ("ui", "models", "installer", "tests") for path in (ROOT / folder).rglob("*.py")]
    paths = [path for path in [ROOT / "main.py", *found] if path.exists()]
    ignored = {line.strip().strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
    top = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - ignored
    modules = {p.relative_to(ROOT).as_posix(): p.read_text("utf-8") for p in paths}
    return House({path: Module(path, source) for path, source in modules.items()}, top)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_house_keeps_rule(rule: Rule) -> None:
    broken = list(rule(our_house()))
    assert not broken, "\n".join(broken)


def test_readme_map_names_every_room() -> None:
    """A stranger looks there first; of `models/base` it names each file, for nobody guesses those."""
    plan = (ROOT / "README.md").read_text("utf-8").split("```\nmain.py", 1)[1].split("```", 1)[0]
    named = set(re.findall(r"\w+", plan))
    rooms = {path.parent.name for top in ("models", "ui", "tests") for path in (ROOT / top).glob("*/*.py")}
    leaves = {path.stem for path in (ROOT / "models" / "base").glob("*.py")} - {"__init__"}
    assert (rooms | leaves | {"gold"}) - named == set()


TYPING = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
LONG = "def f():\n" + "    f()\n" * 39
BROKEN: list[tuple[Rule, dict[str, str], str]] = [
    (rules.models_know_no_screen, {"models/work/a.py": "def f():\n    from PySide6.QtCore import Qt"}, "PySide6"),
    (
        rules.models_know_no_screen,
        {"models/work/a.py": "import importlib\nimportlib.import_module('shiboken6')"},
        "shiboken6",
    ),
    (rules.models_know_no_screen, {"models/work/a.py": "from ui.base import messages"}, "ui.base.messages"),
    (rules.arrows_go_one_way, {"models/base/a.py": "from models.store import db"}, "models.store"),
    (rules.arrows_go_one_way, {"models/base/a.py": "from ..work import tasks"}, "models.work"),
    (rules.arrows_go_one_way, {"models/store/a.py": "import models.work.tasks"}, "models.work"),
    (rules.arrows_go_one_way, {"models/reading/a.py": "from models import store"}, "models.store"),
    (rules.arrows_go_one_way, {"models/signing/a.py": "def f():\n    import models.reports.pdf"}, "models.reports"),
    (rules.arrows_go_one_way, {"models/work/a.py": "from models.signing import sign"}, "models.signing"),
    (rules.arrows_go_one_way, {"models/reports/a.py": "from models.signing import sign"}, "models.signing"),
    (rules.rooms_are_known, {"models/cellar/a.py": ""}, "models/cellar"),
    (rules.rooms_are_known, {"ui/widgets/a.py": ""}, "ui/widgets"),
    (
        rules.imports_run_in_no_circle,
        {
            "models/work/a.py": "from models.work import b",
            "models/work/b.py": "def f():\n    from models.work.a import A",
        },
        "models/work/b.py -> models/work/a.py",
    ),
    (
        rules.imports_run_in_no_circle,
        {"ui/base/a.py": "from ui.base import b", "ui/base/b.py": f"{TYPING}    from ui.base.a import A"},
        "ui/base/b.py -> ui/base/a.py",
    ),
    (
        rules.imports_run_in_no_circle,
        {"installer/a.py": "from b import B", "installer/b.py": "def f():\n    import a"},
        "installer/a.py -> installer/b.py -> installer/a.py",
    ),
    (
        rules.each_thing_has_one_owner,
        {"models/work/a.py": "from sqlalchemy.dialects import sqlite"},
        "sqlalchemy.dialects",
    ),
    (rules.each_thing_has_one_owner, {"ui/a.py": "def f():\n    import sqlite3"}, "sqlite3"),
    (rules.each_thing_has_one_owner, {"models/store/db.py": "import sqlcipher3"}, "sqlcipher3"),
    (rules.each_thing_has_one_owner, {"models/reports/a.py": "from pyhanko.sign import signers"}, "pyhanko"),
    (rules.each_thing_has_one_owner, {"models/base/settings.py": "import keyring"}, "keyring"),
    (rules.the_seam_is_known, {"models/work/a.py": "func.json_extract(x)"}, "json_extract"),
    (rules.the_seam_is_known, {"ui/tasks/a.py": "office.data_key"}, "data_key"),
    (
        rules.commands_need_no_qt,
        {"ui/cli_report.py": "from ui import b", "ui/b.py": "import PySide6.QtGui"},
        "ui/b.py imports PySide6",
    ),
    (
        rules.commands_need_no_qt,
        {"ui/commands/a.py": "def f():\n    from PySide6.QtGui import QImage"},
        "ui/commands/a.py",
    ),
    (
        rules.subjects_stay_apart,
        {"ui/journal/a.py": "def f():\n    from ui.units.b import B", "ui/units/b.py": ""},
        "ui/units",
    ),
    (rules.subjects_stay_apart, {"ui/tasks/a.py": "from ..overview import b", "ui/overview/b.py": ""}, "ui/overview"),
    (rules.subjects_stay_apart, {"ui/kit/a.py": "from ui.frame import b", "ui/frame/b.py": ""}, "ui/frame"),
    (
        rules.subjects_stay_apart,
        {"ui/base/a.py": TYPING + "    from ui.kit.b import B", "ui/kit/b.py": ""},
        "ui/kit",
    ),
    (rules.subjects_stay_apart, {"ui/commands/a.py": "from ui.cli import B", "ui/cli.py": ""}, "ui/cli.py"),
    (rules.main_leads_to_ui_leads_to_models, {"ui/a.py": "import main"}, "imports main"),
    (rules.main_leads_to_ui_leads_to_models, {"main.py": "\n" * 60}, "60 lines"),
    (
        rules.start_is_light,
        {"main.py": "from ui import app", "ui/app.py": "import reportlab.pdfgen"},
        "ui/app.py imports reportlab",
    ),
    (
        rules.start_is_light,
        {"ui/frame/window.py": "import ui.b.c", "ui/b/__init__.py": "import alembic", "ui/b/c.py": ""},
        "alembic",
    ),
    (rules.start_is_light, {"ui/base/theme.py": "if True:\n    import docx"}, "docx"),
    (
        rules.setup_needs_only_python,
        {"installer/dev.py": "import system\nimport requests", "installer/system.py": ""},
        "requests",
    ),
    (
        rules.setup_needs_only_python,
        {
            "installer/build.py": "import fetch",
            "installer/fetch.py": "from locked import read",
            "installer/locked.py": "from packaging.markers import Marker",
        },
        "installer/build.py -> installer/fetch.py -> installer/locked.py imports packaging",
    ),
    (
        rules.setup_needs_only_python,
        {"installer/dev.py": "def f():\n    import locked", "installer/locked.py": "def f():\n    import packaging"},
        "installer/dev.py -> installer/locked.py imports packaging",
    ),
    (rules.the_installer_stands_apart, {"installer/a.py": "from models.base import version"}, "models.base.version"),
    (rules.the_installer_stands_apart, {"installer/a.py": "def f():\n    import ui.app"}, "imports ui.app"),
    (rules.the_installer_stands_apart, {"installer/a.py": "import house_rules"}, "imports house_rules"),
    (rules.the_installer_stands_apart, {"installer/a.py": "from packaging import tags"}, "imports packaging"),
    (rules.top_level_is_as_given, {"docs/a.py": ""}, "docs does not belong"),
    (rules.top_level_is_as_given, {"main.py": ""}, "README.md is missing"),
    (rules.nothing_is_too_long, {"ui/a.py": "\n" * 400}, "400 lines"),
    (rules.nothing_is_too_long, {"tests/a.py": LONG}, "f has 40 lines"),
    (
        rules.everything_says_what_it_is,
        {"ui/__init__.py": "", "ui/a.py": "'''Words.'''"},
        "ui/__init__.py has no docstring",
    ),
    (rules.everything_says_what_it_is, {"ui/a/b.py": "'''Words.'''"}, "ui/a/__init__.py is missing"),
    (rules.names_say_what_and_not_how, {"models/utils/a.py": ""}, "models/utils/a.py"),
    (rules.only_commands_print, {"ui/tasks/a.py": "print(1)"}, "ui/tasks/a.py prints"),
    (rules.only_the_store_commits, {"models/work/a.py": "def f(session):\n    session.commit()"}, "commits"),
    (rules.clipboard_has_one_door, {"ui/a.py": "QGuiApplication.clipboard().setText('a')"}, "asks Qt"),
    (rules.time_has_one_door, {"models/work/a.py": "import datetime\ndatetime.datetime.now()"}, "datetime.now"),
    (rules.time_has_one_door, {"ui/a.py": "QDate.currentDate()"}, "QDate.currentDate"),
    (rules.words_can_be_translated, {"ui/a.py": "_(f'{n} tệp')"}, "no catalogue"),
    (rules.words_can_be_translated, {"models/work/a.py": "raise AppError('x', what='Hỏng')"}, "without _"),
    (rules.tests_leave_private_members_alone, {"tests/ui/test_a.py": "def f(page):\n    page._save.click()"}, "_save"),
    (rules.tests_leave_private_members_alone, {"tests/a.py": "from models.work.tasks import _row"}, "_row"),
    (rules.tests_leave_private_members_alone, {"tests/a.py": "m.setattr(tasks, '_now', f)"}, "_now"),
    (rules.tests_leave_private_members_alone, {"tests/a.py": "m.setattr('models.work.tasks._now', f)"}, "_now"),
    (rules.names_of_test_files_differ, {"tests/ui/test_a.py": "", "tests/work/test_a.py": ""}, "has the name of"),
]
SOUND = {
    "main.py": "'''Decides.'''\ndef main():\n    from ui import app",
    "ui/__init__.py": "'''Ui.'''",
    "ui/app.py": "'''App.'''\nfrom PySide6 import QtCore\nfrom typing import TYPE_CHECKING\n"
    "if TYPE_CHECKING:\n    import sqlalchemy\ndef f():\n    import reportlab",
    "ui/cli.py": "'''Commands.'''\nfrom models.work import tasks\nprint(1)",
    "models/__init__.py": "'''Models.'''",
    "models/base/__init__.py": "'''Base.'''",
    "models/base/secrets.py": "'''Secrets.'''\nimport keyring",
    "models/store/__init__.py": "'''Store.'''",
    "models/store/db.py": "'''Db.'''\nfrom models.base import errors\nsession.commit()",
    "models/store/sqlite/__init__.py": "'''Sqlite.'''",
    "models/store/sqlite/connection.py": "'''Connection.'''\nimport sqlcipher3",
    "models/work/__init__.py": "'''Work.'''",
    "installer/dev.py": "'''Dev.'''\nimport os\nfrom environment import prepare",
    "installer/environment.py": "'''Environment.'''",
    "installer/build.py": "'''Build.'''\nimport locked\nfrom environment import prepare",
    "installer/locked.py": "'''Locked.'''\ndef f():\n    from packaging.markers import Marker",
    "installer/start.py": "'''Start.'''\ndef f():\n    from main import main",
    "models/work/tasks.py": "'''Tasks.'''\nfrom models.store import db\nfrom . import codes\n"
    "AppError('x', what=_('Hỏng'))",
    "tests/test_a.py": "'''Tests.'''\nimport os\nfrom models.base.words import _\nclass Place:\n"
    "    def f(self):\n        self._kept = getattr(os, '__name__')\n        os._exit(paragraph._p)",
}


def house_of(files: dict[str, str]) -> House:
    return House({path: Module(path, source) for path, source in files.items()}, {path.split("/")[0] for path in files})


@pytest.mark.parametrize(("rule", "files", "finding"), BROKEN)
def test_broken_rule_noticed(rule: Rule, files: dict[str, str], finding: str) -> None:
    assert [said for said in rule(house_of(files)) if finding in said]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_sound_house_breaks_no_rule(rule: Rule) -> None:
    house = house_of(SOUND)
    house.top = set(TOP)
    assert list(rule(house)) == []


def test_every_rule_is_broken_at_least_once() -> None:
    assert {rule for rule, _files, _finding in BROKEN} == set(RULES)
