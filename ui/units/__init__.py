"""Đơn vị: the units of the office and the people whose names are printed."""
