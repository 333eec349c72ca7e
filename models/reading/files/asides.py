"""Words that stand on a page and not in its text: notes at its foot. They are no tasks; some are warned of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.base.words import _
from models.reading.passage import Passage, passage
from models.reading.words.cues import acts
from models.reading.words.deadlines import Calendar, find_deadline
from models.reading.words.roles import roles_in

_MOST_QUOTED = 240  # letters of a note


def footnote_remarks(notes: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A remark for each note (its mark, its words) that may charge somebody with something."""
    for mark, words in notes:
        if _charges(passage(words, 0, len(words))):
            quoted = words if len(words) <= _MOST_QUOTED else words[:_MOST_QUOTED].rsplit(" ", 1)[0] + "…"
            yield _(
                "Chú thích {mark} ở chân trang có thể giao việc hoặc nêu thời hạn; nó không được đọc thành nhiệm vụ: "
                "“{words}”"
            ).format(mark=mark, words=quoted)


def _charges(note: Passage) -> bool:
    if not note:
        return False
    roles = roles_in(note)
    if roles.lead and (roles.direct or acts(note.plain)):
        return True
    return find_deadline(note.plain, note.words, Calendar(None, None)).due_on is not None
