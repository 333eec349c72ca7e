"""The steps from one shape of the file to the next, in order (Alembic)."""
