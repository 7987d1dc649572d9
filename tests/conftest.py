"""How examples are drawn: the same ones in every run, and never judged by a stopwatch.

`MISSIONWATCH_SEARCH=1 make test` draws new examples instead; what it finds becomes a test.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.notifier.mail_servers import PostOffice, post_office, post_office_available
from tests.requirements_of_tests import require

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("search" if os.environ.get("MISSIONWATCH_SEARCH") else "steady")


@pytest.fixture(scope="session")
def office() -> Iterator[PostOffice]:
    """A real Postfix and a real Dovecot; tests that ask for it stand in the group post-office."""
    require("mail", post_office_available(), "Postfix and Dovecot are not here, or we are not root")
    # Not tmp_path: the servers' sockets need a short path that their own users may enter.
    with tempfile.TemporaryDirectory(prefix="mw") as folder:
        Path(folder).chmod(0o755)
        with post_office(Path(folder)) as running:
            yield running
