"""Files that stand beside the checkout: the Belgian page's text and the UN data hub's file."""

from __future__ import annotations

from pathlib import Path

from tests.requirements_of_tests import require

SHARED = Path(__file__).parents[3].parent / "shared"
SEED = SHARED / "seed" / "vredesoperaties-nl.txt"
HUB = SHARED / "reference" / "un-data-hub-dppadposs-pko-2024-02-19.csv"


def seed_text() -> str:
    """Return the text of the Belgian page."""
    require("shared", SEED.exists(), f"{SEED.name} is not beside this checkout")
    return SEED.read_text(encoding="utf-8")


def hub_file() -> bytes:
    """Return the UN data hub's file of peacekeeping operations as published."""
    require("shared", HUB.exists(), f"{HUB.name} is not beside this checkout")
    return HUB.read_bytes()
