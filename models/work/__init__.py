"""What the office does: its units, people, directives, tasks, progress, periods."""
