"""Nhiệm vụ: the list of all tasks, one task in full, and what is done to them."""
