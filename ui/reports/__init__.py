"""Báo cáo: writing, looking at, signing and checking reports, and those that the book keeps."""
