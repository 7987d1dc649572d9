"""Migrations, run by `storage.migration`."""

NEWEST = "0006"
"""The last revision in `versions`, so that one need not load Alembic to see that it is reached."""
