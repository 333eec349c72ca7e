"""Where each person was on each page, kept on this computer for the next start."""

from __future__ import annotations

from collections.abc import Mapping

from ui.base.context import Context


def kept(context: Context, page: str) -> dict[str, str]:
    """Where the person who is here was on `page`; empty where nothing is known. What it names may be gone."""
    place = _of_person(context).get(page)
    return {str(key): value for key, value in place.items() if isinstance(value, str)} if place else {}


def keep(context: Context, places: Mapping[str, dict[str, str]]) -> None:
    """Keep where the person is on these pages."""
    everybody = context.settings.get("places")
    context.settings.put("places", {**everybody, _who(context): {**_of_person(context), **places}})


def _of_person(context: Context) -> dict[str, dict[str, str]]:
    mine = context.settings.get("places").get(_who(context))
    return {page: place for page, place in mine.items() if isinstance(place, dict)} if isinstance(mine, dict) else {}


def _who(context: Context) -> str:
    """The id of whoever opened the book; before it is open, of the one who opened it last."""
    return context.account.id if context.account is not None else str(context.settings.get("account"))
