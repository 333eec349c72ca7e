"""Whose the attribute lines of an outline are: the item's above them, the list's that they open or close."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from models.reading.attributes import OFFICES, is_value, said_in
from models.reading.outline import Attribute, OutlineItem, Told
from models.reading.passage import Passage
from models.reading.words import labels
from models.reading.words.cues import heading_nature
from models.reading.words.labels import label_first
from models.reading.words.roles import only_assigns, only_units

_TOP = frozenset({"part", "upper", "roman"})


def settle(root: OutlineItem) -> None:
    """Find the attributes in a whole outline and give each to whom it belongs.

    To the item above when nothing else stands under it; to the list that they open; else to all the items before
    them that no attributes closed off before.
    """
    _settle(root, _told_one_by_one(root))


def _settle(item: OutlineItem, one_by_one: frozenset[str]) -> None:
    _lift(item, one_by_one)
    _read_children(item)
    runs = _runs(item.children)
    if any(attributes for _items, attributes in runs):
        _give(item, runs)
    for below in item.children:
        if not below.attached:
            _settle(below, one_by_one)


def _trailing(item: OutlineItem) -> list[OutlineItem]:
    """The paragraphs of attributes that alone stand under an item."""
    below = item.children
    if not all(
        one.is_paragraph and (said_in(one.body) or label_first(one.body.plain) or _assigned(one)) for one in below
    ):
        return []
    return below


def _told_one_by_one(root: OutlineItem) -> frozenset[str]:
    """The kinds of markers after which this document writes the attributes of each item on its own."""
    found: set[str] = set()
    waiting = [root]
    while waiting:
        above = waiting.pop()
        waiting += above.children
        for one, after in pairwise(above.children):
            if one.marker and after.marker and one.marker.kind == after.marker.kind and one.marker.kind not in found:
                found |= {one.marker.kind} if _trailing(one) and _trailing(after) else set()
    return frozenset(found)


def _lift(item: OutlineItem, one_by_one: frozenset[str]) -> None:
    """Paragraphs of attributes after the last of a list speak of the list, not only of that last one.

    Of dashes always: where each has its own, each keeps it all the same. Of numbered items only where no other in the
    list, and none in the document, has attributes of its own.
    """
    kept: list[OutlineItem] = []
    for index, child in enumerate(item.children):
        kept.append(child)
        if child.marker is None or not (below := _trailing(child)):
            continue
        if child.marker.kind != "bullet":
            alone = index and index == len(item.children) - 1 and not any(one.children for one in item.children[:index])
            if not alone or child.marker.kind in one_by_one | _TOP:
                continue
        kept += below
        child.children = []
        for one in below:
            one.parent = item
    item.children = kept


def _read_children(item: OutlineItem) -> None:
    """Note on each child the attributes that it consists of, with those below it and the lines that are its value."""
    index = 0
    while index < len(item.children):
        child = item.children[index]
        index += 1
        found = [] if child.attached else said_in(child.body) or _assigned(child)
        if not found:
            continue
        if child.children:
            _take_children(child, found)
            continue
        if found[-1].value:
            child.attributes, child.attached = found, True
            continue
        if (whole := _with_next(item.children, index)) is not None:
            child.attributes, child.attached = whole, True
            item.children[index].attached = True
            index += 1
            continue
        value, index = _value_after(item.children, index, found[-1])
        if value:
            found[-1] = Attribute(found[-1].role, value, found[-1].whole.joined(value))
            child.attributes, child.attached = found, True


def _assigned(child: OutlineItem) -> list[Attribute]:
    """`Giao Sở A chủ trì.` after what has to be done names an owner and is no task."""
    above = child.parent
    if above is None or above.marker is None or heading_nature(above.body.plain) or child.children:
        return []
    after_task = child.is_paragraph or (_is_dash(child) and above.children[0] is not child)
    return [Attribute(labels.LEAD, child.body, child.body)] if after_task and only_assigns(child.body) else []


def _with_next(children: Sequence[OutlineItem], index: int) -> list[Attribute] | None:
    """The attributes of a line that ends in a label, with the next line, when that begins with its value."""
    if index >= len(children) or children[index].children or not children[index].is_paragraph:
        return None
    said = said_in(children[index - 1].body.joined(children[index].body))
    more = len(said) > len(said_in(children[index - 1].body))
    return said if more and all(one.value and is_value(one) for one in said) else None


def _value_after(children: Sequence[OutlineItem], index: int, bare: Attribute) -> tuple[Passage | None, int]:
    """The value of a label that stands alone on its line: the lines after it that can be one."""
    value: Passage | None = None
    while index < len(children):
        one = children[index]
        told = Attribute(bare.role, one.body, one.body)
        if one.children or label_first(one.body.plain) or not is_value(told):
            break
        if bare.role in OFFICES and not only_units(one.body):
            break
        if value is not None and (bare.role not in OFFICES or one.is_paragraph):
            break
        value = one.body if value is None else value.joined(one.body, " " if value.words[-1] in ";,." else "; ")
        one.attached = True
        index += 1
    return value, index


def _take_children(child: OutlineItem, found: list[Attribute]) -> None:
    """An attribute with lines below: `b) Cơ quan thực hiện:` / `- Đơn vị chủ trì: Sở A`, or a dash for each office."""
    below = [said_in(one.body) for one in child.children]
    flat = not any(one.children for one in child.children)
    if flat and all(below):
        told = [*(one for one in found if one.value), *(one for attributes in below for one in attributes)]
    elif found[-1].value and any(one.role in OFFICES for one in found):
        child.told += [Told(one, 1, sure=True) for one in found]  # `1. Cơ quan chủ trì: Sở A` over what it has to do
        child.label_only = True
        return
    elif flat and (value := _value_below(child, found[-1])):
        told = [*found[:-1], Attribute(found[-1].role, value, found[-1].whole)]
    else:
        return  # duties stand below: a heading
    child.attributes, child.attached = told, True
    for line in child.children:
        line.attached = True


def _value_below(child: OutlineItem, attribute: Attribute) -> Passage | None:
    """The lines below a label as one value; None when they are more than that."""
    if attribute.role in {labels.OTHER, labels.START}:
        return None
    value = attribute.value
    for line in child.children:
        if not is_value(Attribute(attribute.role, line.body, line.body)):
            return None
        if attribute.role in OFFICES and not only_units(line.body):
            return None
        value = value.joined(line.body, " " if value and value.words[-1] in ";,.:" else "; ")
    return value


def _runs(children: Sequence[OutlineItem]) -> list[tuple[list[OutlineItem], list[Attribute]]]:
    """The children in stretches: items, then the attributes that follow them. The first may have no items."""
    runs: list[tuple[list[OutlineItem], list[Attribute]]] = [([], [])]
    for child in children:
        if child.attached:
            runs[-1][1].extend(child.attributes)
        else:
            if runs[-1][1]:
                runs.append(([], []))
            runs[-1][0].append(child)
    return runs


def _give(item: OutlineItem, runs: list[tuple[list[OutlineItem], list[Attribute]]]) -> None:
    opening = [] if runs[0][0] else runs[0][1]
    rest = runs if runs[0][0] else runs[1:]
    content = [one for items, _told in rest for one in items]
    if not content or _describes(item, content):
        _tell([item], [one for _items, told in runs for one in told])
        for detail in content:
            item.detail, detail.attached = detail.body.cut(label_end(detail.body.plain)), True
        return
    closing = [told for _items, told in rest]
    before = bool(opening) and len(rest) > 1 and not closing[-1]
    if before:
        # Each run of attributes stands above what it speaks of.
        for (items, _told), told in zip(rest, [opening, *closing], strict=False):
            _tell(items, told)
        return
    _tell([item], opening)
    whole = len([told for told in closing if told]) == 1 and bool(closing[-1]) and len(rest) == 1
    for items, told in rest:
        if items[-1].is_paragraph and items[-1].body.words.endswith(":"):
            _tell([item], told)  # between the sentence that leads in and its list
        else:
            _tell(_same_list(items), told, sure=whole and _is_dash(items[-1]))


def _describes(item: OutlineItem, content: Sequence[OutlineItem]) -> bool:
    """Whether an item and its one `Nội dung: …` are one task."""
    if len(content) != 1 or content[0].children or item.marker is None or item.marker.kind in _TOP:
        return False
    return label_end(content[0].body.plain) > 0 and not item.body.words.endswith(":")


def label_end(plain: str) -> int:
    """Where the words after `Nội dung:` begin; nought when no such label opens them."""
    label = label_first(plain)
    return label.end if label is not None and label.role == labels.CONTENT else 0


def _same_list(items: Sequence[OutlineItem]) -> Sequence[OutlineItem]:
    """Those before the attributes that belong to one list with the last: an item with a list of its own ends it."""
    last = items[-1]
    first = len(items) - 1
    while first and not last.children:
        before = items[first - 1]
        if before.children or (before.marker is None) != (last.marker is None):
            break
        if before.marker and last.marker and before.marker.kind != last.marker.kind:
            break
        first -= 1
    return items[first:]


def _is_dash(item: OutlineItem) -> bool:
    return item.marker is not None and item.marker.kind == "bullet"


def _tell(items: Sequence[OutlineItem], attributes: Sequence[Attribute], *, sure: bool = False) -> None:
    if any(one.role in {labels.LEAD, labels.BOTH} for one in attributes):
        attributes = [one for one in attributes if one.role != labels.PERSON]  # the office answers for the task
    for item in items:
        item.told += [Told(one, len(items), sure=sure or len(items) == 1) for one in attributes]
