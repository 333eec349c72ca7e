"""In which order the proposals of a document are shown: as on the paper, or those that need a look first."""

from __future__ import annotations

from collections.abc import Sequence

from models.work.review import ReviewItem


class ProposalOrder:
    """Which proposal stands in which row. It stays as it is while proposals are corrected, and changes when asked."""

    def __init__(self) -> None:
        self._unsure_first = True
        self._known: dict[str, bool] = {}  # by key, whether it stood among the unsure when the order was made
        self.places: tuple[int, ...] = ()

    @property
    def unsure_first(self) -> bool:
        """Whether those that need a look come first."""
        return self._unsure_first

    def choose(self, items: Sequence[ReviewItem], *, unsure_first: bool) -> None:
        """Another order, made anew by what is unsure now."""
        self._unsure_first = unsure_first
        self._known = {}
        self.arrange(items)

    def arrange(self, items: Sequence[ReviewItem]) -> None:
        """The rows for these items. One that is new stands where the one before it on the paper does."""
        known: dict[str, bool] = {}
        before: bool | None = None
        for item in items:
            new = not item.task.sure and item.waiting
            first = self._known.get(item.key, new if before is None or not self._known else before)
            known[item.key] = before = first
        self._known = known
        as_on_paper = range(len(items))
        above = [place for place in as_on_paper if self._unsure_first and known[items[place].key]]
        taken = set(above)
        self.places = (*above, *(place for place in as_on_paper if place not in taken))

    def forget(self) -> None:
        """Another document: what stood where in the last one says nothing of it."""
        self._known = {}
