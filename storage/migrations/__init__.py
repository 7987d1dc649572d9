"""Migrations, run by `storage.migration`."""

NEWEST = "0005"
"""The last revision in `versions`, so that one need not load Alembic to see that it is reached."""
