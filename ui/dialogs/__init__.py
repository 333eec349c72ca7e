"""Views that stand before or over the pages: first run, unlock, the crash window."""
