"""Keeping: what was seen, what is believed, what changed, who is told. SQLite or PostgreSQL."""
