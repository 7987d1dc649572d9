"""How examples are drawn: the same ones in every run, and never judged by a stopwatch.

`MISSIONWATCH_SEARCH=1 make test` draws new examples instead; what it finds becomes a test.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("search" if os.environ.get("MISSIONWATCH_SEARCH") else "steady")
