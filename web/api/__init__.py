"""The JSON API: the objects that the command prints, for programs, under `/api/v1`."""
