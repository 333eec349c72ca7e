"""Everything about the office that would still be true without a screen. Nothing here imports Qt or `ui`."""
