"""In one sentence each, what a proposal was read from, and whether a person should look. Reading itself is not here."""

from __future__ import annotations

from models.base.words import _
from models.reading.passage import Passage
from models.reading.proposal import Ground, Source
from models.reading.words.levels import is_many

TASK, LEAD, WITH, DUE, AREA, PRODUCT = "task", "lead", "with", "due", "area", "product"
_LONGEST_QUOTE = 60


def quoted(words: str) -> str:
    """The first words of a passage, short enough for one line."""
    if len(words) <= _LONGEST_QUOTE:
        return words.strip(" :;.")
    return words[:_LONGEST_QUOTE].rsplit(" ", 1)[0].strip(" ,:;.") + "…"


def in_its_words(what: str, source: Source) -> Ground:
    """The task's own words say it."""
    return Ground(what, source, _("Ghi ngay trong câu giao việc."), sure=True)


def in_a_line(what: str, line: Passage, count: int = 1, *, sure: bool = True) -> Ground:
    """A line such as `Đơn vị chủ trì: …` says it, of this task alone or of `count` together."""
    if count == 1:
        how = _("Dòng “{line}” ghi cho nhiệm vụ này.").format(line=quoted(line.words))
    elif sure:
        how = _("Dòng “{line}” ghi chung cho {n} mục.").format(line=quoted(line.words), n=count)
    else:
        how = _("Dòng “{line}” đứng sau {n} mục; cần xem có phải cho cả các mục trước không.").format(
            line=quoted(line.words), n=count
        )
    return Ground(what, line.source, how, sure=sure or count == 1)


def in_a_heading(what: str, heading: Passage, *, sure: bool = True) -> Ground:
    """The heading above says it; unsure where no list knows whom it names."""
    how = _("Theo đề mục “{words}”.") if sure else _("Theo đề mục “{words}”; cần xem đó có phải đơn vị chủ trì không.")
    return Ground(what, heading.source, how.format(words=quoted(heading.words)), sure=sure)


def in_what_leads_in(lead: tuple[str, ...], sentence: Passage, *, of_all: bool) -> Ground:
    """The sentence that opens the list says it; `of_all` when it opens the whole paper and names offices in general."""
    if of_all and all(map(is_many, lead)):
        how = _("Văn bản giao chung cho “{names}”, mục này không nêu riêng ai.").format(names=", ".join(lead))
        return Ground(LEAD, sentence.source, how, sure=False)
    how = _("Theo câu dẫn “{words}”.").format(words=quoted(sentence.words))
    return Ground(LEAD, sentence.source, how, sure=True)


def in_sentence_before(sentence: Passage) -> Ground:
    """The sentence before named an office, and this one names none."""
    return Ground(LEAD, sentence.source, _("Theo đơn vị nêu ở câu trước của cùng mục."), sure=True)


def far(ground: Ground) -> Ground:
    """The same, handed down over several levels."""
    how = _("{how} Đề mục ấy ở xa mục này; cần kiểm tra.").format(how=ground.how)
    return Ground(ground.what, ground.source, how, sure=False)


def either(ground: Ground, names: tuple[str, ...]) -> Ground:
    """The same, where the task's own words name somebody else."""
    how = _("{how} Trong câu lại nêu “{names}”; cần chọn.").format(how=ground.how, names=", ".join(names))
    return Ground(ground.what, ground.source, how, sure=False)


def nobody() -> Ground:
    """No words say who leads."""
    return Ground(LEAD, None, _("Không tìm thấy đơn vị chủ trì trong văn bản."), sure=False)


def in_appraisal(sentence: Passage) -> Ground:
    """A list of duties inside a part whose title announces none."""
    how = _("Nằm trong phần đánh giá, nhưng câu dẫn “{words}” nói đây là nhiệm vụ.").format(
        words=quoted(sentence.words)
    )
    return Ground(TASK, sentence.source, how, sure=False)
