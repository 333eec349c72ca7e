"""Nhật ký: all that was ever changed, and whether its chain is whole."""
