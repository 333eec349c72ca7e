"""What one field of an entry implies for another: the whole list of rules, applied in this order.

State, percentage and day of completion are typed apart from each other, in the grid, in a paste, on a task's page or by
a command. Nothing that a person typed is changed, but by a rule that stands here. README, "Cách tính", shows the list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from models.base.words import _

DECIDED: Final = frozenset({"paused", "returned", "submitted", "cancelled"})  # a percentage says nothing about these
_DONE: Final = frozenset({"accepted", "submitted"})  # states that a day of completion goes with

Typed = Mapping[str, Any]  # what was typed at once: the fields of `Fields`, None for one that was emptied


@dataclass(frozen=True)
class Fields:
    """How far something is: a unit's entry of a period, or a task as a whole."""

    state: str | None
    percent: int | None
    done_on: date | None


@dataclass(frozen=True)
class Rule:
    """One implication, in words for the README: when it holds, what follows, and why. `sets` are what it may change."""

    when: str
    then: str
    why: str
    sets: frozenset[str]
    holds: Callable[[Fields, Typed, bool], bool]
    follows: Callable[[Fields, date], Fields]


def after(before: Fields, typed: Typed, day: date, *, decided: bool = False) -> Fields:
    """The fields once `typed` was entered. `day` is when it was done, where that was said without a day.

    `decided` says that the state was decided elsewhere, on the task's own page, so that a percentage does not name one.
    """
    fields = replace(before, **typed)
    for rule in RULES:
        if rule.holds(fields, typed, decided):
            fields = rule.follows(fields, day)
    return fields


def _dated(typed: Typed) -> bool:
    return typed.get("done_on") is not None


def _called_done(fields: Fields, typed: Typed, _decided: bool) -> bool:
    return fields.state == "accepted" and "state" in typed and not _dated(typed)


def _whole(fields: Fields, typed: Typed, _decided: bool) -> bool:
    named = typed.get("state") is not None and fields.state not in _DONE
    return typed.get("percent") == 100 and not _dated(typed) and not named


def _called_open(fields: Fields, typed: Typed, decided: bool) -> bool:
    other = "state" in typed and fields.state not in {*_DONE, "cancelled"}
    return other and not _dated(typed) and not _whole(fields, typed, decided)


def _less(fields: Fields, typed: Typed, decided: bool) -> bool:
    lowered = "percent" in typed and typed["percent"] != 100
    return lowered and not _dated(typed) and not _called_done(fields, typed, decided)


def _day_emptied(fields: Fields, typed: Typed, decided: bool) -> bool:
    emptied = "done_on" in typed and not _dated(typed)
    return emptied and not _called_done(fields, typed, decided) and not _whole(fields, typed, decided)


def _begun(fields: Fields, typed: Typed, decided: bool) -> bool:
    part = typed.get("percent") not in {None, 100}
    return part and "state" not in typed and fields.state in {None, "new"} and not decided


def _done(fields: Fields, day: date) -> Fields:
    return Fields("submitted" if fields.state == "submitted" else "accepted", 100, fields.done_on or day)


def _open(fields: Fields, _day: date) -> Fields:
    return replace(fields, state="doing" if fields.state == "accepted" else fields.state, done_on=None)


RULES: Final = (
    Rule(
        _("Ghi ngày hoàn thành"),
        _("Tiến độ là 100 %; trạng thái là “Đã hoàn thành”, trừ “Chờ xác nhận”"),
        _("Ngày hoàn thành là căn cứ xét đúng hạn nên quyết định hai ô kia"),
        frozenset({"state", "percent"}),
        lambda _fields, typed, _decided: _dated(typed),
        _done,
    ),
    Rule(
        _("Chọn “Đã hoàn thành”, không ghi ngày"),
        _("Tiến độ là 100 %; ngày hoàn thành đã có thì giữ, chưa có thì đề xuất hôm nay hoặc ngày cuối kỳ"),
        _("Việc đã hoàn thành phải có ngày để xét đúng hạn"),
        frozenset({"percent", "done_on"}),
        _called_done,
        _done,
    ),
    Rule(
        _("Ghi tiến độ 100 %, không chọn trạng thái chưa hoàn thành"),
        _("Trạng thái là “Đã hoàn thành”, trừ “Chờ xác nhận”; ngày hoàn thành như trên"),
        _("Làm đủ 100 % là hoàn thành"),
        frozenset({"state", "done_on"}),
        _whole,
        _done,
    ),
    Rule(
        _("Chọn trạng thái chưa hoàn thành hoặc bỏ trống trạng thái, không ghi ngày"),
        _("Bỏ ngày hoàn thành; tiến độ giữ nguyên"),
        _("Việc chưa hoàn thành không có ngày hoàn thành; đã làm được bao nhiêu vẫn là bấy nhiêu"),
        frozenset({"done_on"}),
        _called_open,
        _open,
    ),
    Rule(
        _("Ghi tiến độ dưới 100 % hoặc bỏ trống tiến độ, không ghi ngày"),
        _("Bỏ ngày hoàn thành; “Đã hoàn thành” thành “Đang thực hiện”, trạng thái khác giữ nguyên"),
        _("Chưa đủ 100 % là chưa hoàn thành"),
        frozenset({"state", "done_on"}),
        _less,
        _open,
    ),
    Rule(
        _("Bỏ trống ngày hoàn thành"),
        _("“Đã hoàn thành” thành “Đang thực hiện”; tiến độ giữ nguyên"),
        _("Không có ngày thì chưa xét là hoàn thành được"),
        frozenset({"state"}),
        _day_emptied,
        _open,
    ),
    Rule(
        _("Ghi tiến độ khi chưa ai chọn trạng thái"),
        _("0 % là “Chưa thực hiện”, 1 đến 99 % là “Đang thực hiện”"),
        _("Để khỏi phải ghi hai lần; trạng thái đã chọn (như “Tạm dừng”) thì giữ nguyên"),
        frozenset({"state"}),
        _begun,
        lambda fields, _day: replace(fields, state="doing" if fields.percent else "new"),
    ),
)
