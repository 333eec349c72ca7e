"""Pieces that any page may use; they know nothing of tasks, reports or units."""
