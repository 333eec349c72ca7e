"""What becomes of a job that is done: its result goes to who waits for it, its failure one of three ways.

Cancelled is silence. AppError goes to `fail`; without one it is shown on the owner's page. Anything else is a fault of
ours and goes to the crash window; a `fail` that was given still hears of it, as an AppError `fault`, so that its page
does not wait for ever.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6

from models.base.errors import AppError, CancelledError
from ui.base import fault
from ui.base.worker import Job


def meet(job: Job, alive: bool, refused: Callable[[AppError], object]) -> None:
    """Hand out what came of `job`; called on the GUI thread. `alive`: its owner is there and still waits for it.

    `refused` hears of every refusal, whoever else does.
    """
    try:
        if job.failure is not None:
            _failed(job, job.failure, alive, refused)
        else:
            result = job.after(job.result) if job.after is not None else job.result
            if alive and job.ok is not None:
                job.ok(result)
    finally:
        if job.always is not None:
            job.always()
        if job.ended is not None and shiboken6.isValid(job.owner):
            job.ended()


def _failed(job: Job, failure: BaseException, alive: bool, refused: Callable[[AppError], object]) -> None:
    if isinstance(failure, CancelledError):
        return
    if isinstance(failure, AppError):
        refused(failure)
        if alive or job.keep:
            _refused(job, failure, alive)
        return
    fault.report(failure)
    if alive and job.fail is not None:
        job.fail(fault.as_refusal())


def _refused(job: Job, failure: AppError, alive: bool) -> None:
    if alive and job.fail is not None:
        job.fail(failure)
        return
    from ui.base import messages

    # A change that was refused is told even when the page that asked for it is gone.
    messages.error(job.owner if alive else None, failure)
