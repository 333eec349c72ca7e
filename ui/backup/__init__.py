"""Keeping the book safe: backups, the second place, restoring, the weekly proof, a damaged book."""
