"""The register of missions and the vocabulary of the field, as data an expert can correct."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


def read_toml(name: str) -> dict[str, Any]:
    """Return the content of one of the word files that ship with the product."""
    return tomllib.loads(resources.files(__name__).joinpath(name).read_text(encoding="utf-8"))
