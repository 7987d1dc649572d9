"""The register of missions and the vocabulary of the field, as data an expert can correct."""
