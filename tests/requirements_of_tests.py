"""Which outside parts a test needs, and what happens where one is missing.

A missing part skips its tests with a reason. `MISSIONWATCH_REQUIRE=postgres,browser,mail` (any of
them) turns the skip into a failure, so that nothing is left out where everything is installed.
"""

from __future__ import annotations

import os

import pytest


def require(part: str, available: bool, reason: str) -> None:
    """Skip the running test when `part` is not `available`; fail it where the part is required."""
    if available:
        return
    if part in os.environ.get("MISSIONWATCH_REQUIRE", "").split(","):
        pytest.fail(f"{part} is required here: {reason}")
    pytest.skip(f"{part}: {reason}")
