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
