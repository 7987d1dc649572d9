"""Migrations, run by `storage.migration`."""

NEWEST = "0007"
"""The last revision in `versions`, so that one need not load Alembic to see that it is reached."""
