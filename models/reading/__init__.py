"""Reads a directive: a file's path in, the words, the head and the proposed tasks out. Pure; it knows no database.

`read` has the door, `proposal` the shapes of what comes out, which is all that opening an office needs to load.
"""
