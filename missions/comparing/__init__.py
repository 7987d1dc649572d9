"""The rules by which two views of a source are compared; `missions.compare` puts them in order."""
