"""The file on disk: database, migrations, audit, backup, search, keys. Only here is SQLite spoken."""
