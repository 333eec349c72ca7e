"""Backups: made, proven, thinned, brought to a second place, looked at and restored."""
