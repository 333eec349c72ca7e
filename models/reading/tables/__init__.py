"""Tables in the text of a directive: their cells, what their columns hold, and their rows whole again."""
