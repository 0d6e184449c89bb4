"""The project file: rows on one side, domain values on the other; the only user of SQLite."""
