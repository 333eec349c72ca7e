"""Which step is taken back next, and which one is done again."""

from __future__ import annotations

from models.base.undo_stack import UndoStack, Way


def gone(stack: UndoStack[str], *ways: Way) -> list[str | None]:
    """Go these ways; a step leads back as itself."""
    steps = []
    for way in ways:
        step = stack.take(way)
        if step is not None:
            stack.took(way, step)
        steps.append(step)
    return steps


def test_newest_step_is_taken_back_first_and_done_again_last() -> None:
    stack: UndoStack[str] = UndoStack()
    stack.did("a")
    stack.did("b")
    assert gone(stack, "undo", "undo", "undo") == ["b", "a", None]
    assert gone(stack, "redo", "redo", "redo") == ["a", "b", None]
    assert stack.can("undo") and not stack.can("redo")


def test_after_something_new_nothing_is_done_again() -> None:
    stack: UndoStack[str] = UndoStack()
    stack.did("a")
    gone(stack, "undo")
    assert stack.can("redo")
    stack.did("b")
    assert gone(stack, "redo", "undo", "undo") == [None, "b", None]


def test_step_whose_taking_back_failed_is_gone() -> None:
    stack: UndoStack[str] = UndoStack()
    stack.did("a")
    assert stack.take("undo") == "a"
    assert not stack.can("undo") and not stack.can("redo")


def test_only_so_many_steps_are_kept() -> None:
    stack: UndoStack[str] = UndoStack(most=2)
    for step in "abc":
        stack.did(step)
    assert gone(stack, "undo", "undo", "undo") == ["c", "b", None]


def test_nothing_goes_either_way_past_barrier() -> None:
    stack: UndoStack[str] = UndoStack()
    stack.did("a")
    stack.did("b")
    gone(stack, "undo")
    stack.clear()
    assert not stack.can("undo") and not stack.can("redo")
