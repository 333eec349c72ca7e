"""The way into the book and out of it: first run, unlocking, locking, one window for one home, the end."""
