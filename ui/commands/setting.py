"""`setting list`, `setting set`: this computer's settings, and what its administrator has fixed."""

from __future__ import annotations

from typing import Any

from models.base import lock_minutes, policy
from models.base.errors import AppError
from models.base.settings import CHOICES, CHOSEN, DEFAULTS, FIXED_BY_POLICY, Settings
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
    """Change one. Raises AppError `wrong_setting`, `pinned`; `not_allowed`, `wrong_passphrase` for a longer lock."""
    name, typed = request.options.name, request.options.value
    value = _read(name, typed)
    settings = Settings(request.home.settings)
    if name == "lock_minutes" and request.home.database.exists():
        policy.refuse(FIXED_BY_POLICY[name], value)
        _allow(request, value, int(settings.get(name)))
    settings.put(name, value)
    return Answer({"name": name, "value": value}, [f"{name} = {value}"])


def _allow(request: Request, minutes: int, now: int) -> None:
    """A time longer than the office's is an administrator's, who gives the passphrase, remembered here or not."""
    from models.access import lock_time
    from ui.commands import opened

    if not lock_minutes.longer(minutes, now):
        return
    with opened.office(request) as office:
        if lock_minutes.longer(minutes, lock_time.longest(office)):
            office.store.guard(lock_minutes.LOCK, [])
            passphrase = opened.secret(opened.OFFICE_VARIABLE, _("Mật khẩu của anh/chị: "))
            lock_time.put(office, minutes, passphrase)


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
