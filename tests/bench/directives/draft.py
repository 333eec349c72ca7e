"""A paper in the making: what has been drawn for it so far, and its truth. How its parts are drawn is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from .duties import Duty, draw_duty
from .numbering import Numbering
from .offices import Issuer, Owner, draw_helpers, draw_owner
from .paper import Paragraph, Table
from .times import Time, decoy, draw_time
from .truth import DirectiveTruth, NoTask, TaskTruth

FOOTNOTES = (
    "Số liệu được tổng hợp từ báo cáo năm {year} của {count} đơn vị.",
    "Trong đó {count} trường hợp đã được xem xét, giải quyết từ năm {year}.",
)
NOBODY = Owner("", ())
NO_TIME = Time("", "none")


@dataclass
class Draft:
    """Draws from `rng` alone, so that a seed gives the same paper for ever."""

    rng: Random
    issuer: Issuer
    issued_on: date
    numbering: Numbering
    parts: list[Paragraph | Table] = field(default_factory=list)
    truth: DirectiveTruth = field(default_factory=DirectiveTruth)
    refs_judged: bool = True
    appended: bool = False  # the plan's table follows the signature
    _used: list[str] = field(default_factory=list)

    def chance(self, share: float) -> bool:
        """True in this share of all cases."""
        return self.rng.random() < share

    def duty(self) -> Duty:
        """A duty that this paper does not have yet, in one case of seven with a date that is no deadline."""
        while True:
            duty = draw_duty(self.rng)
            if not any(duty.words in used or used in duty.words for used in self._used):
                break
        self._used.append(duty.words)
        if self.chance(0.15):
            duty = Duty(f"{duty.words} {decoy(self.rng, self.issued_on)}", duty.area)
        return duty

    def owner(self, *, simple: bool = False) -> Owner:
        """Who is to do it."""
        return draw_owner(self.rng, self.issuer, simple=simple)

    def helpers(self, owner: Owner, share: float = 0.5) -> Owner:
        """Who helps, or nobody."""
        return draw_helpers(self.rng, self.issuer, owner) if self.chance(share) else NOBODY

    def time(self, share: float = 0.7, *, standing: bool = True) -> Time:
        """By when, or no time at all."""
        return draw_time(self.rng, self.issued_on, standing=standing) if self.chance(share) else NO_TIME

    def labelled_time(self, share: float, *, standing: bool = True) -> Time:
        """The same for a column or after a label, where nobody writes a mere beginning."""
        while not (time := self.time(share, standing=standing)).limit:
            pass
        return time.labelled()

    def say(self, words: str, role: str = "body") -> Paragraph:
        """A paragraph without a number."""
        paragraph = Paragraph(words, role)
        self.parts.append(paragraph)
        return paragraph

    def item(self, depth: int, words: str, role: str = "item") -> Paragraph:
        """The next numbered paragraph of this depth."""
        paragraph = self.numbering.item(depth, words, role)
        if role == "item" and self.chance(0.02):
            told = self.rng.choice(FOOTNOTES).format(year=self.issued_on.year - 1, count=self.rng.randint(11, 99))
            paragraph.footnote = self.no_task("footnote", told)
        self.parts.append(paragraph)
        return paragraph

    def no_task(self, kind: str, words: str) -> str:
        """Note words that must not be proposed, and give them back."""
        self.truth.no_tasks.append(NoTask(kind, words))
        return words

    def task(
        self,
        duty: Duty,
        ground: str,
        owner: Owner = NOBODY,
        helpers: Owner = NOBODY,
        time: Time = NO_TIME,
        depth: int | None = None,
    ) -> TaskTruth:
        """Note a task of the item that was numbered last at `depth`."""
        task = TaskTruth(
            text=duty.words,
            lead=owner.names,
            with_units=helpers.names,
            due_on=time.due_on,
            deadline_text=time.words if time.words and time.limit else None,
            recurrence=time.recurrence,
            area=duty.area,
            ref=self.numbering.ref(depth) if depth is not None and self.refs_judged else None,
            ground=ground,
            time_form=time.form,
        )
        if not owner.judged:
            task.unjudged.add("lead")
        self.truth.tasks.append(task)
        return task


def capital(words: str) -> str:
    """With a capital letter first."""
    return words[:1].upper() + words[1:]
