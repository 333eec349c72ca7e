"""Proving that the book is whole and is the newest one."""
