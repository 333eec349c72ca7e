"""Thùng rác: what was removed, and the way back."""
