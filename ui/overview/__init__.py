"""Tổng quan: how the tasks stand, in numbers that open their list."""
