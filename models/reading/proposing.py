"""A duty on its way to a proposal: what it inherits and is given, its product, its number. Finding it is not here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from models.reading.outline import OutlineItem
from models.reading.passage import LOWER, Passage, even
from models.reading.proposal import Ground, ProposedTask
from models.reading.words.areas import area_of_offices, area_of_words
from models.reading.words.cues import ATTRIBUTE
from models.reading.words.deadlines import Calendar, Deadline, deadline_in_cell, find_deadline
from models.reading.words.roles import Roles
from models.reading.words.units_named import unit_list, unit_name, units_in
from models.reading.words.whose import orientation


@dataclass(frozen=True)
class Setting:
    """What a task takes from the headings and sentences above it."""

    nature: str | None = None
    lead: tuple[str, ...] = ()
    with_units: tuple[str, ...] = ()
    area: str | None = None
    leaning: str | None = None  # the area of the whole document
    guides: bool = False  # under "Quan điểm, chủ trương": words to think by


@dataclass
class ProposalDraft:
    """A task on its way: the item whose words gave it, its words, and what was inherited or attached."""

    item: OutlineItem
    body: Passage
    setting: Setting
    roles: Roles
    deadline: Deadline
    product: str | None = None
    flags: list[str] = field(default_factory=list)
    area: str | None = None
    grounds: dict[str, Ground] = field(default_factory=dict)  # of what columns say

    def finished(self, ref: str) -> ProposedTask:
        """The proposal with its final number."""
        lead = self.roles.lead or self.setting.lead
        if self.setting.lead and all(name.startswith(_THEIR_HEADS) for name in lead):
            lead = self.setting.lead  # "Người đứng đầu cơ quan, đơn vị": those of the offices named above
        helpers = self.roles.with_units or (() if self.roles.lead else self.setting.with_units)
        task = ProposedTask(
            ref=ref,
            text=self.body.words,
            area=self.area
            or self.setting.area
            or area_of_words(_without_offices(self.body, (*lead, *helpers)), self.setting.leaning)
            or area_of_offices(lead),
            lead=lead,
            with_units=tuple(unit for unit in helpers if unit not in lead),
            deadline_text=self.deadline.words,
            due_on=self.deadline.due_on,
            recurrence=self.deadline.recurrence,
            source=self.body.source,
            product=self.product or product_in(self.body),
            flags=(*self.flags, *self.deadline.flags),
            grounds=tuple(self.grounds.values()),
        )
        return orientation(task, guided=self.setting.guides, told=bool(self.roles.lead))


_THEIR_HEADS = "Người đứng đầu"
_BEFORE = 80  # letters before an office that say what it is here; no way of saying it is longer
# Here the offices are what the task is about: "sắp xếp các đơn vị sự nghiệp".
_TOLD = re.compile(r"(?<!\w)(?:gửi|trình|báo cáo|về|qua|với|cho)\s+$")
_RESHAPED = re.compile(r"(?:sắp xếp|sáp nhập|tổ chức lại|giải thể|hợp nhất|tinh gọn|kiện toàn|thành lập)(?: lại)?\s+$")


def _without_offices(body: Passage, acting: tuple[str, ...]) -> str:
    """The words without the names of offices: `Phòng Tổ chức biên chế` says nothing of what the task is about."""
    plain = list(body.plain)
    for start, end, name in units_in(even(body.words)):
        near = max(0, start - _BEFORE)
        # "Nâng cấp Bộ phận Một cửa": the counter, when it neither acts nor is told, is what the task is about.
        named = name.lower().startswith("cổng thông tin") or area_of_offices((name,))
        counter = name not in acting and not _TOLD.search(body.plain, near, start) and named
        if not counter and not _RESHAPED.search(body.plain, near, start):
            plain[start:end] = " " * (end - start)
    return "".join(plain)


_SEPARATOR = re.compile(r"[;,]|\s[-–+]\s|\.\s")
_SEPARATED = re.compile(r"\s*(?:[;,.]|[-–+]\s|và\s|$)")
_PRODUCT = re.compile(
    r"(?:ban hành|xây dựng|trình|hoàn thiện|phê duyệt|lập|tham mưu|dự thảo|sửa đổi|"
    r"bổ sung|sửa đổi, bổ sung)\s+(?:và\s+[\w ]{3,20}\s+)?(?:các\s+|bộ\s+)?"
    r"(?=(?:kế hoạch|quyết định|đề án|báo cáo|chương trình|nghị quyết|tờ trình|hướng dẫn|"
    r"công văn|bộ tiêu chí|quy chế|quy định|danh mục|phương án|chỉ thị|đề cương|bộ chỉ số|"
    r"sổ tay|văn bản)(?!\w))"
)
_PRODUCT_END = re.compile(
    rf"[.;:(]|,\s+(?=(?-i:[{LOWER}]))|\s+(?:trước ngày|trong quý|trong tháng|chậm nhất|"
    r"đảm bảo|bảo đảm|để|nhằm|trình)(?!\w)"
)


def product_in(body: Passage) -> str | None:
    """The document that a task says is to be made ("ban hành Kế hoạch …"), or None. Only a named one counts."""
    for match in _PRODUCT.finditer(body.plain):
        if not body.words[match.end()].isupper():
            continue
        end = _PRODUCT_END.search(body.words, match.end())
        return body.words[match.end() : end.start() if end else None].strip(" ,/") or None
    return None


def attach(draft: ProposalDraft, name: str, value: Passage, calendar: Calendar) -> None:
    """Give a draft one named property: who leads, who helps, until when, what comes out."""
    if "phối hợp" in name:
        draft.roles = replace(draft.roles, with_units=listed(value))
    elif re.search(r"sản phẩm|kết quả", name):
        draft.product = value.words.strip(" .;") or None
    elif re.search(r"thời|tiến độ|hạn|hoàn thành", name):
        draft.deadline = deadline_in_cell(value.plain, value.words, calendar)
    else:
        draft.roles = replace(draft.roles, lead=listed(value))


def listed(value: Passage) -> tuple[str, ...]:
    """The offices that a cell or a property lists: known names whole, the others as they stand between separators."""
    words = even(value.words)
    names: list[str] = []
    at = 0
    while at < len(words):
        found, end = unit_list(words, at)
        beside = len(words) - len(words[end:].lstrip())
        if found and (_SEPARATED.match(words, end) or unit_list(words, beside)[0]):
            names += [name for name in found if name not in names]
        else:
            stop = _SEPARATOR.search(words, at)
            end = stop.start() if stop else len(words)
            if name := unit_name(words[at:end]):
                names.append(name)
        at = max(end, at + 1)
        while at < len(words) and words[at] in " ,;.+-–":
            at += 1
    return tuple(names)


def attributes(body: Passage) -> Iterator[tuple[str, Passage]]:
    marks = list(ATTRIBUTE.finditer(body.plain))
    for index, match in enumerate(marks):
        if match.start() and body.plain[match.start() - 1].isalpha():
            continue
        end = marks[index + 1].start() if index + 1 < len(marks) else len(body.words)
        yield match["name"], body.cut(match.end(), end)


def deadline_of(body: Passage, calendar: Calendar) -> Deadline:
    for match in ATTRIBUTE.finditer(body.plain):
        if re.search(r"thời|tiến độ|hạn", match["name"]):
            end = re.search(r"[;.](?:\s|$)|\)", body.plain[match.end() :])
            stop = match.end() + end.start() if end else len(body.words)
            value = body.cut(match.end(), stop)
            found = deadline_in_cell(value.plain, value.words, calendar) if value else Deadline()
            if found.due_on or found.recurrence:
                return found
    found = find_deadline(body.plain, body.words, calendar)
    last = _TIME_LAST.search(body.plain)
    if found.words or last is None:
        return found
    value = body.cut(last.end())
    told = deadline_in_cell(value.plain, value.words, calendar)
    return told if told.due_on or told.recurrence else found


# A time that ends the words, after a colon or in brackets: "Ban hành quyết định: tuần 1 tháng 3."
_TIME_LAST = re.compile(r"[:(]\s*(?=(?:ngày|tuần|tháng|quý|quí|năm|\d)[^:;()]{1,40}\)?[\s.;]*$)")


def numbered(root: OutlineItem, drafts: Sequence[ProposalDraft]) -> list[ProposedTask]:
    """The drafts with their numbers (see `ProposedTask.ref`), in the order of the document; no number twice."""
    given: dict[int, list[ProposalDraft]] = {}
    for draft in drafts:
        given.setdefault(id(draft.item), []).append(draft)
    refs: dict[int, str] = {}
    _number(root, "", given, refs)
    done: list[ProposedTask] = []
    used: dict[str, int] = {}
    for draft in drafts:
        ref = refs[id(draft)]
        used[ref] = used.get(ref, 0) + 1
        done.append(draft.finished(ref if used[ref] == 1 else f"{ref} ({used[ref]})"))
    return done


def _number(item: OutlineItem, base: str, given: dict[int, list[ProposalDraft]], refs: dict[int, str]) -> None:
    own = given.get(id(item), [])
    counted = [child for child in item.children if not child.attached and _is_counted(child, given)]
    labelled = [child for child in item.children if child.marker is not None and not _is_dash(child)]
    # Paragraphs around a numbered list have no number of their own; nought keeps them apart from item 1.
    prefix = base or ("0" if labelled else "")
    count = 0
    for draft in own:
        count += 1
        refs[id(draft)] = base if len(own) == 1 and not counted and base else _under(prefix, count)
    for child in item.children:
        if child.attached:
            continue
        if child.marker is None:
            for draft in given.get(id(child), []):
                count += 1
                alone = base and len(counted) == 1 and not own and len(given[id(child)]) == 1
                refs[id(draft)] = base if alone else _under(prefix, count)
        elif _is_dash(child):
            count += 1
            _number(child, _under(prefix, count), given, refs)
            count += child.swallowed
        else:
            _number(child, _under(base, _short_label(child, base)), given, refs)


def _is_counted(child: OutlineItem, given: dict[int, list[ProposalDraft]]) -> bool:
    return _is_dash(child) or (child.marker is None and id(child) in given)


def _is_dash(item: OutlineItem) -> bool:
    return item.marker is not None and item.marker.kind in {"bullet", "ordinal"}


def _under(base: str, label: object) -> str:
    return f"{base}.{label}" if base else str(label)


def _short_label(child: OutlineItem, base: str) -> str:
    """A printed `1.2` under item 1 adds only its 2."""
    label = child.marker.label if child.marker else ""
    last = child.parent.marker.label if child.parent is not None and child.parent.marker else ""
    return label[len(last) + 1 :] if base and last and label.startswith(last + ".") else label
