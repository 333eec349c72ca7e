"""A reading in the shape of `directive read --json`. Whoever only prints one need not load what reads."""

from __future__ import annotations

from typing import Any

from models.base.words import _
from models.reading.proposal import Ground, ProposedTarget, ProposedTask, Reading


def as_json(reading: Reading) -> dict[str, Any]:
    """The shape of `directive read --json`; remarks on tasks become warnings with their number."""
    head = reading.head
    flags = [
        _("Mục {ref}: {remark}").format(ref=task.ref, remark=remark) for task in reading.tasks for remark in task.flags
    ]
    return {
        "document": {
            "kind": head.kind,
            "number": head.number,
            "symbol": head.symbol,
            "issued_on": head.issued_on.isoformat() if head.issued_on else None,
            "place": head.place,
            "issuer": head.issuer,
            "parent_issuer": head.parent_issuer,
            "subject": head.subject,
            "signer": head.signer,
            "signer_title": head.signer_title,
            "recipients": list(head.recipients),
        },
        "tasks": [_task_json(task) for task in reading.tasks],
        "targets": [_target_json(target) for target in reading.targets],
        "warnings": [*reading.warnings, *flags],
    }


def _task_json(task: ProposedTask) -> dict[str, Any]:
    return {
        "ref": task.ref,
        "text": task.text,
        "area": task.area,
        "lead": list(task.lead),
        "with": list(task.with_units),
        "deadline_text": task.deadline_text,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "recurrence": task.recurrence,
        "source": {"from": task.source.start, "to": task.source.end},
        "class": task.whose,
        "class_reason": task.why or None,
        "why": [_ground_json(ground) for ground in task.grounds],
        "day": task.due_day,
    }


def _ground_json(ground: Ground) -> dict[str, Any]:
    source = ground.source
    place = {"from": source.start if source else None, "to": source.end if source else None}
    return {"what": ground.what, **place, "how": ground.how, "sure": ground.sure}


def _target_json(target: ProposedTarget) -> dict[str, Any]:
    return {
        "ref": target.ref,
        "text": target.text,
        "name": target.name,
        "value": str(target.value),
        "measure": target.measure or None,
        "direction": target.direction,
        "by": target.by.isoformat() if target.by else None,
        "source": {"from": target.source.start, "to": target.source.end},
    }
