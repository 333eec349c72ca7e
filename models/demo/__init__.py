"""The demonstration office: invented, marked as a sample everywhere, built by the same functions that people use."""
