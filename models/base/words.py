"""Words for people. The source is Vietnamese, so without a catalogue `_` gives back what it was given."""

from __future__ import annotations

import gettext
from pathlib import Path

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def _(message: str) -> str:
    """The words to show for `message` in the language of the screen."""
    return _catalogue.gettext(message)


def use(language: str, folder: Path) -> None:
    """Take the words from `folder/<language>/LC_MESSAGES/so-cchc.mo`; without it the source's Vietnamese stays."""
    global _catalogue  # noqa: PLW0603
    _catalogue = gettext.translation("so-cchc", folder, [language], fallback=True)
