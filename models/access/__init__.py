"""The way into the book and out of it: founding, opening, accounts and their keys, rescue of a damaged one."""
