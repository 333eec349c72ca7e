"""The numbers of proposals, as a person counts on the paper (see `ProposedTask.ref`)."""

from __future__ import annotations

from collections.abc import Sequence

from models.reading.outline import OutlineItem
from models.reading.proposal import ProposedTask
from models.reading.proposing import ProposalDraft


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


class Places:
    """The numbers of items that no proposal was made of: goals, and what was left out."""

    def __init__(self) -> None:
        self._dashes: dict[int, dict[int, int]] = {}

    def of(self, item: OutlineItem) -> str:
        """`II.1.3` for the third dash of item 1 of part II; "" for a paragraph outside of any item."""
        labels: list[str] = []
        while item.parent is not None:
            if item.marker is not None:
                labels.append(str(self._dash(item)) if _is_dash(item) else _short_label(item, _base(item)))
            item = item.parent
        return ".".join(reversed(labels))

    def _dash(self, item: OutlineItem) -> int:
        above = item.parent
        if above is None:
            return 1
        if id(above) not in self._dashes:
            dashes = [child for child in above.children if _is_dash(child) and not child.attached]
            self._dashes[id(above)] = {id(child): place for place, child in enumerate(dashes, 1)}
        return self._dashes[id(above)].get(id(item), 1)


def _base(item: OutlineItem) -> str:
    return item.parent.marker.label if item.parent is not None and item.parent.marker else ""
