"""The commands of the terminal, grouped by subject. No Qt; every one calls the functions that the window calls."""
