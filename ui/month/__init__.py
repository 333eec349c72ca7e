"""Cập nhật kỳ: one reporting month as a spreadsheet."""
