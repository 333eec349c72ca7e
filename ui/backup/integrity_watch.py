"""Checks the whole book in the background, and the clock; findings are shown in the notices.

It is due once a week, and when the file was touched since it was closed.

It goes in steps, so that a report or a document never waits long. A file that is found damaged is only read from then
on (`models.access.open_office.seal`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from models.base import clock
from models.base.errors import AppError
from models.base.words import _
from ui.base.context import Context

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from models.store.diagnoses import Diagnosis
    from models.store.integrity.check import Finding
    from models.store.integrity.last_check import LastCheck
    from ui.base.jobs import BackgroundWork
    from ui.kit.notices import Notices

_LOOK_EVERY = 60_000  # milliseconds
_MOST_SHOWN = 5
_FILE = "file_damaged"


class IntegrityWatch(QObject):
    """Looks every minute whether the whole wants checking; at once when a read or a write met damage."""

    def __init__(
        self, context: Context, notices: Notices, sealed: Callable[[OpenOffice], object], show: Callable[[], object]
    ) -> None:
        """`sealed` hears of an office that may only be read from now on; `show` opens where checks are shown."""
        super().__init__(notices)
        self._context, self._notices = context, notices
        self._sealed, self._show = sealed, show
        self._steps: Iterator[list[Finding]] | None = None
        self._findings: list[Finding] = []
        self._now: datetime | None = None  # the newest moment that was seen
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY)
        self._clock.timeout.connect(self.look)
        context.jobs.opened.connect(self._opened)
        context.jobs.closed.connect(self._closed)
        context.jobs.refused.connect(self._heard)

    def look(self) -> None:
        """Check the whole if that is due, and see whether the clock went back."""
        office = self._context.office
        if office is None or office.damage is not None:
            return
        self._watch_clock()
        if self._steps is None:
            self._context.jobs.tool(lambda _task: _due(office), self, self._begin, _ignored, progress=_quietly)

    def examine(self) -> None:
        """Check the whole now."""
        office = self._context.office
        if office is not None and office.damage is None and self._steps is None:
            self._begin(office)

    # Inside

    def _opened(self) -> None:
        self._now = None
        self._clock.start()
        # The office is put into the context after this signal.
        QTimer.singleShot(0, self, self._say_last)

    def _closed(self) -> None:
        self._clock.stop()
        self._steps = None

    def _heard(self, failure: AppError) -> None:
        if failure.code == "damaged":
            self.examine()

    def _say_last(self) -> None:
        office = self._context.office
        if office is not None and office.damage is None:
            self._context.jobs.tool(
                lambda _task: _last(office), self, self._context.show_check, _ignored, progress=_quietly
            )
            if office.touched:  # by somebody else than this program, or nobody knows
                self.examine()

    def _watch_clock(self) -> None:
        from models.store.sqlite import damage

        before, self._now = self._now, clock.now()
        if before is not None and before - self._now > damage.CLOCK_SLACK:
            notice = damage.clock_set_back(before, self._now)
            self._notices.note(notice.kind, notice.text, notice.do, holds=lambda: clock.now() < before)

    def _begin(self, office: OpenOffice | None) -> None:
        if office is not None and office is self._context.office and self._steps is None:
            self._findings = []
            self._steps = _steps(office, self._context.second_place()[0])
            self._step()

    def _step(self) -> None:
        steps = self._steps
        if steps is not None:
            self._context.jobs.tool(lambda _task: next(steps, None), self, self._stepped, self._stop, progress=_quietly)

    def _stepped(self, found: list[Finding] | None) -> None:
        office = self._context.office
        if self._steps is None or office is None:
            return
        if found is None:
            self._note(office)
            return
        self._findings += found
        if any(finding.code == _FILE for finding in found):
            # A page may have been on its way into the file; where all writing waits, it is looked at again.
            self._context.jobs.with_office(_confirmed, self, self._judged, self._stop)
        else:
            self._step()

    def _judged(self, result: tuple[bool, Diagnosis | None]) -> None:
        still, wrong = result
        if wrong is not None:
            self._seal(wrong)
            return
        if not still:
            self._findings = [finding for finding in self._findings if finding.code != _FILE]
        self._step()

    def _seal(self, wrong: Diagnosis) -> None:
        office = self._context.office
        if office is None:
            return

        def opener() -> OpenOffice:
            from models.access import open_office
            from models.store.integrity import last_check

            last_check.note(office.home, [_FILE])
            return open_office.seal(office, wrong)

        self._steps = None
        self._context.jobs.open(opener, self, self._sealed)

    def _note(self, office: OpenOffice) -> None:
        findings, self._steps = self._findings, None

        def work(_task: BackgroundWork) -> tuple[LastCheck | None, LastCheck]:
            from models.store.integrity import check, last_check

            return last_check.read(office.home), check.note(office.home, office.store, findings)

        self._context.jobs.tool(work, self, lambda pair: self._say(*pair, findings), _ignored, progress=_quietly)

    def _say(self, before: LastCheck | None, now: LastCheck, findings: list[Finding]) -> None:
        if self._context.office is None:
            return
        self._context.show_check(now)
        if now.found and (before is None or sorted(before.found) != sorted(now.found)):
            head = _("Đọc lại toàn bộ sổ thấy {n} điều cần xem lại.").format(n=len(now.found))
        elif findings and not now.found:
            head = _("Đọc lại toàn bộ sổ: sổ nguyên vẹn sau khi tự sửa {n} điều.").format(n=len(findings))
        else:
            return
        more = "\n".join(finding.what for finding in findings[:_MOST_SHOWN])
        self._notices.note("check", head, more, _("Xem ở Cài đặt"), self._show)

    def _stop(self, _failure: AppError) -> None:
        self._steps = None  # tried again in a minute; what the disk refuses is said where the person works


def _due(office: OpenOffice) -> OpenOffice | None:
    from models.store.integrity import last_check

    return office if last_check.due(clock.now(), last_check.read(office.home)) else None


def _last(office: OpenOffice) -> LastCheck | None:
    from models.store.integrity import last_check

    return last_check.read(office.home)


def _steps(office: OpenOffice, place: str) -> Iterator[list[Finding]]:
    from models.store.integrity import check

    yield from check.steps(office.home, office.store, office.evidence, office.data_key, place)


def _confirmed(office: OpenOffice) -> tuple[bool, Diagnosis | None]:
    """Whether the file is still found damaged, and what is wrong with it as a whole. Called where writing waits."""
    from models.store.integrity import check
    from models.store.sqlite import damage

    still = bool(check.file(office.store))
    return still, damage.diagnose(office.home, office.data_key) if still else None


def _ignored(_failure: AppError) -> None:
    """What the disk refuses is said where the person works."""


def _quietly(_task: object) -> None:
    """It goes on behind the work: no panel."""
