"""Which report is being looked at: its kind, its period, its issuer. What was chosen stays until another is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.base import clock
from models.base.errors import AppError
from models.work import periods
from models.work.report_kinds import REPORT_KINDS

if TYPE_CHECKING:
    from models.reports.report_draft import ReportDraft

_ISSUERS = ("own", "parent")


class WhichReport:
    """`period` is a key, "" for the one that today falls in; `issuer` "" for the one whose report is being written.

    Another kind leads to the period that belongs to the one chosen last, so that the way there and back ends where it
    began.
    """

    def __init__(self) -> None:
        self.kind = "thang"
        self.period = ""
        self.issuer = ""
        self._chosen = ""  # the period that the others follow from
        self._written_by = ("", "", "")  # kind, period, and whose report of it is being written

    def place(self) -> dict[str, str]:
        """For the next start."""
        return {"kind": self.kind, "period": self.period, "issuer": self.issuer}

    def go_back(self, place: Mapping[str, str]) -> None:
        """Be where `place` said; what is nonsense in it counts as not said."""
        if place.get("kind") in REPORT_KINDS:
            self.choose_kind(place["kind"])
        self.choose_period(place.get("period", ""))
        self.issuer = place["issuer"] if place.get("issuer") in _ISSUERS else ""

    def choose_kind(self, kind: str) -> None:
        """Another kind of report."""
        self.kind = kind
        self.period = self._in_kind(self._chosen)

    def choose_period(self, key: str) -> None:
        """Another period; one of another kind leads to the one that belongs to it."""
        self._chosen = key
        self.period = self._in_kind(key)

    def arrived(self, draft: ReportDraft) -> bool:
        """Take in what was read. False where it must be read again: the issuer was changed back meanwhile (Ctrl+Z)."""
        same, self._written_by = self._written_by, (draft.kind, draft.period_key, draft.chosen)
        if same[:2] == self._written_by[:2] and same[2] != draft.chosen != draft.issuer:
            self.issuer = draft.chosen
            return False
        self.issuer, self.period = draft.issuer, draft.period_key
        self._chosen = self._chosen or draft.period_key
        return True

    def _in_kind(self, key: str) -> str:
        try:
            return periods.counterpart(key, REPORT_KINDS[self.kind].period, _this_month()) if key else ""
        except AppError:
            return ""


def _this_month() -> str:
    return periods.default_key(clock.today())
