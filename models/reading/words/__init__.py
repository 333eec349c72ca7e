"""What the words of a directive mean: areas, deadlines, how often, who leads, what is a duty."""
