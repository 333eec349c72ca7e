"""Who leads and who helps, ticked for one task or for many at once: what is mixed and left alone stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Held = tuple[tuple[str, ...], tuple[str, ...]]  # the names of those who lead and of those who help with one task


@dataclass(frozen=True)
class RoleChoice:
    """A choice for all of several tasks. In `some_lead` and `some_help` a unit keeps its part in the tasks that have
    given it one, and gets none in the others.
    """

    lead: tuple[str, ...] = ()
    helping: tuple[str, ...] = ()
    some_lead: frozenset[str] = frozenset()
    some_help: frozenset[str] = frozenset()

    def applied(self, held: Held) -> Held:
        """Who leads and helps with a task that `held` told so before. Who leads does not help as well."""
        lead = _kept(held[0], self.lead, self.some_lead)
        helping = _kept(held[1], self.helping, self.some_help)
        return lead, tuple(name for name in helping if name not in set(lead))

    def leaderless(self, many: Iterable[Held]) -> int:
        """With how many of these tasks nobody would lead."""
        return sum(not self.applied(held)[0] for held in many)


def gathered(many: Sequence[Held]) -> RoleChoice:
    """What is the same in all of `many`, and what is only so in some; in the order in which the names come first."""
    whole, some = zip(*(_split(many, role) for role in (0, 1)), strict=True)
    return RoleChoice(whole[0], whole[1], frozenset(some[0]), frozenset(some[1]))


def _split(many: Sequence[Held], role: int) -> Held:
    """Those who have the role in all of them, and those who have it in some."""
    names = list(dict.fromkeys(name for held in many for name in held[role]))
    everywhere = {name for name in names if all(name in held[role] for held in many)}
    return tuple(n for n in names if n in everywhere), tuple(n for n in names if n not in everywhere)


def _kept(held: Sequence[str], wanted: Sequence[str], some: frozenset[str]) -> tuple[str, ...]:
    stay = [name for name in held if name in some or name in set(wanted)]
    return tuple(dict.fromkeys([*stay, *wanted]))
