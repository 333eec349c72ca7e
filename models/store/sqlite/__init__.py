"""What only SQLite needs: connections, its -wal file, and reading and saving a damaged file."""
