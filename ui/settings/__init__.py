"""Cài đặt: the office, its accounts, this computer."""
