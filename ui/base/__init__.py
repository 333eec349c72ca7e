"""What the whole window rests on: jobs, messages, the context, permissions, the look. No widget of a subject."""
