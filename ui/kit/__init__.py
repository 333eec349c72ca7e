"""Widgets and dialogs that any program could use: tables, fields, banners, edit dialogs, pages of a PDF."""
