"""Leaves: errors, time, ids, text, words, folders, settings, secrets. They import nothing of ours but each other."""
