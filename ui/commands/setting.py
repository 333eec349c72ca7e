"""`setting list`, `setting set`: this computer's settings, and what its administrator has fixed."""

from __future__ import annotations

from typing import Any

from models.base import policy
from models.base.errors import AppError
from models.base.settings import CHOICES, CHOSEN, DEFAULTS, Settings
from models.base.words import _
from ui.commands.request import Answer, Request


def list_settings(request: Request) -> Answer:
    """Every setting that a person decides, then what is fixed and where."""
    settings, fixed = Settings(request.home.settings), policy.current()
    chosen = {name: settings.get(name) for name in CHOSEN}
    data = {
        "settings": chosen,
        "pinned": [{"name": name, "value": fixed.get(name), "source": fixed.sources[name]} for name in fixed.values],
        "faults": list(fixed.faults),
    }
    lines = [f"{name} = {value}" for name, value in chosen.items()]
    words = _("Quản trị máy đặt: {what} = {value} ({source})")
    lines += [
        words.format(what=policy.what(name), value=fixed.get(name), source=fixed.sources[name]) for name in fixed.values
    ]
    lines += [_("Không đọc được: {fault}").format(fault=fault) for fault in fixed.faults]
    return Answer(data, lines)


def put(request: Request) -> Answer:
    """Change one. Raises AppError `wrong_setting`, `pinned`."""
    name, typed = request.options.name, request.options.value
    value = _read(name, typed)
    Settings(request.home.settings).put(name, value)
    return Answer({"name": name, "value": value}, [f"{name} = {value}"])


def _read(name: str, typed: str) -> Any:  # noqa: ANN401 - whatever the setting is made of
    default = DEFAULTS[name]
    if isinstance(default, str) and typed in CHOICES.get(name, (typed,)):
        return typed
    if isinstance(default, int) and typed.isdecimal() and int(typed) <= policy.LONGEST:
        return int(typed)
    raise AppError(
        "wrong_setting",
        _("“{typed}” không phải là giá trị của {name}.").format(typed=typed, name=name),
        _(
            "Giá trị phải là số phút từ 0 đến 1440 (lock_minutes), số ngày (second_days), số nhiệm vụ (long_report), "
            "hoặc {choices}."
        ).format(choices=", ".join(f"{' | '.join(values)} ({key})" for key, values in CHOICES.items())),
        _("Hãy nhập lại."),
    )
