"""What the words of units make of each unit's part: its own, the office's, and those of who led before a hand-over.

One occurrence at a time (of what is done once, the whole): its entries in, the parts out. No database.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from models.work.delays import NOTHING_TOLD, Delay
from models.work.progress import Progress

Entry = tuple[Any, date]  # a Progress, or what of it says how far, with the last day of its period


class Lead(Protocol):
    """A unit that leads a task, by an assignment with this id."""

    @property
    def id(self) -> str:
        """Later ones are greater."""

    @property
    def unit_id(self) -> str:
        """The unit."""


@dataclass(frozen=True)
class UnitStanding:
    """What is known of a unit's part: the day it was done, how far it is, why it is late and when it is promised.

    `due_on` is the deadline that it is held to, `extended_to` the same day where an extension moved it there;
    `earlier`: it was done, and counted, in a period before this one.
    """

    percent: int = 0
    done_on: date | None = None
    delay: Delay = NOTHING_TOLD
    due_on: date | None = None
    extended_to: date | None = None
    earlier: bool = False


@dataclass(frozen=True)
class Hearing:
    """Whose words are heard about a task, and until when.

    `leads` come by id; `former` are the units that led before, None where nobody knows; `helping` only help; `own` is
    the office. Words are heard that were told for periods until `last`, and later ones that say that it was done by
    `day`.
    """

    leads: Sequence[Lead]
    former: Collection[str] | None
    helping: Collection[str]
    own: str
    last: date
    day: date

    def parts(self, entries: Sequence[Entry], decided_on: date | None) -> dict[str | None, UnitStanding]:
        """Each lead unit's part, by its id; None: nobody leads, and everybody's words count.

        `entries` come oldest first. `decided_on` is the day on which the task's own page says that all of it was done.
        What a former lead had done stays its own, and whoever took over is not asked for it.
        """
        if not self.leads:
            return {None: self._part(entries, (), self._decided(decided_on, entries, None))}
        by_unit = {unit: [one for one in entries if one[0].unit_id == unit] for unit in _speakers(entries)}
        # An office that leads itself speaks for itself alone.
        office = () if self.own in {lead.unit_id for lead in self.leads} else by_unit.get(self.own, ())
        former = self._done_by_former(entries)
        found: dict[str | None, UnitStanding] = {entry.unit_id: UnitStanding(100, entry.done_on) for entry in former}
        for lead in self.leads:
            mine = by_unit.get(lead.unit_id, ())
            spoke = any(entry.speaks for entry, _to_on in mine)
            relieved = next((entry for entry in former if not spoke and entry.id < lead.id), None)
            if relieved is not None:
                former.remove(relieved)
            else:
                found[lead.unit_id] = self._part(mine, office, self._decided(decided_on, entries, lead))
        return found

    def heard(self, entries: Sequence[Entry], unit: str | None) -> list[Entry]:
        """The entries that tell of a unit's part: its own, and the office's where that does not lead; None: all."""
        leading = {lead.unit_id for lead in self.leads}
        who = {unit} if self.own in leading else {unit, self.own}
        return [one for one in entries if unit is None or one[0].unit_id in who]

    def _done_by_former(self, entries: Sequence[Entry]) -> list[Progress]:
        """The newest words of units that led before and have no part any more, where they say that it was done.

        Where nobody knows who led before, whoever spoke did.
        """
        present = {lead.unit_id for lead in self.leads} | {self.own, *self.helping}
        newest = {entry.unit_id: entry for entry, _to_on in entries if entry.speaks}
        gone = [unit for unit in newest if unit not in present and (self.former is None or unit in self.former)]
        return [newest[unit] for unit in gone if newest[unit].done_on is not None]

    def _decided(self, decided_on: date | None, entries: Sequence[Entry], lead: Lead | None) -> date | None:
        """The day on which the office said that the whole is done, on the task's own page; None where it did not.

        A day that an entry names as well may have come from the entries: it says nothing of a unit that was given the
        task after that entry.
        """
        same = [entry.id for entry, _to_on in entries if entry.done_on is not None and entry.done_on == decided_on]
        return decided_on if not same or (lead is not None and lead.id < max(same)) else None

    def _part(self, mine: Sequence[Entry], office: Sequence[Entry], decided: date | None) -> UnitStanding:
        """A unit's own word, and the office's where that says that the whole is done, or the unit said nothing."""
        newest, of_office = self._word(mine), self._word(office)
        if of_office is not None and not self._outspoken(newest, of_office):
            newest, speaking = of_office, office
        else:
            speaking = mine
        done_on = newest[0].done_on if newest is not None else None
        return UnitStanding(self._percent(speaking, newest), done_on or decided)

    def _word(self, entries: Sequence[Entry]) -> Entry | None:
        """The newest word told by the last day, or a later one that says it was done by the day."""
        speaking = [one for one in entries if one[0].speaks]
        if speaking and self._done(speaking[-1]):
            return speaking[-1]
        told = [one for one in speaking if one[1] <= self.last]
        return told[-1] if told else None

    def _outspoken(self, word: Entry | None, of_office: Entry) -> bool:
        """Whether a unit's word stands against the office's: it says done, or the office's does not or is older."""
        return word is not None and (self._done(word) or not self._done(of_office) or word[1] > of_office[1])

    def _done(self, word: Entry) -> bool:
        return word[0].done_on is not None and word[0].done_on <= self.day

    def _percent(self, entries: Sequence[Entry], word: Entry | None) -> int:
        """How far it is: what a word says, or, where it names a state alone, what was said before it.

        Of a word that it was done after the day nothing was known on the day: the 100 % in it are of later.
        """
        if word is None:
            return 0
        later = word[0].done_on is not None and not self._done(word)
        until = [entry for entry, _to_on in entries[: entries.index(word) + 1]]
        known = [entry for entry in until if entry.done_on is None or not (later or entry.done_on > self.day)]
        said = [entry.percent for entry in known if entry.percent is not None]
        return said[-1] if said else 0


def _speakers(entries: Sequence[Entry]) -> set[str]:
    return {entry.unit_id for entry, _to_on in entries}
