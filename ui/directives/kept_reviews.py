"""The reviews of documents that were open in this window, with the steps that lead back in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.work.review import Review

if TYPE_CHECKING:
    from models.work.directive_view import OpenDirective

_MOST = 20  # documents


class KeptReviews:
    """Whoever opens a document again can still take back what was done in it before."""

    def __init__(self) -> None:
        self._reviews: dict[str, Review] = {}  # by the id of the document, the one opened last at the end

    def of(self, opened: OpenDirective) -> Review:
        """The review of a document as the book has it now."""
        review = self._reviews.pop(opened.id, None) or Review(opened.text, opened.items)
        review.take_in(opened.items)
        review.issued_on = opened.head.issued_on
        self._reviews[opened.id] = review
        for oldest in [*self._reviews][:-_MOST]:
            del self._reviews[oldest]
        return review

    def went(self, taken: str, by: str) -> None:
        """An operation of the book was taken back, or done again, `by` another."""
        for review in self._reviews.values():
            review.went(taken, by)
