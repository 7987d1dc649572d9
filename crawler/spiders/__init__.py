"""One file a source: everything that is true of its site stands there."""
