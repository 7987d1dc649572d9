"""Migrations, run by `storage.migration`."""
