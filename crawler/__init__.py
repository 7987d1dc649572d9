"""Fetching and reading the watched pages; knows nothing of storage, comparison or mail."""
