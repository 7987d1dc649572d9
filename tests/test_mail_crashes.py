"""Killed at any moment, sending loses no mail and repeats at most the one it was handing over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mail_crashes import REFUSED_FOR_GOOD, send_and_kill


@pytest.mark.timeout(300)
def test_every_reader_gets_the_mail_and_a_crash_repeats_at_most_one(tmp_path: Path) -> None:
    readers = 60
    outcome = send_and_kill(tmp_path, readers, kills=6, seed=1)
    assert set(outcome.received) == {f"{number}@example.be" for number in range(readers)}
    assert sum(outcome.received.values()) - readers <= outcome.kills
    assert {len(ids) for ids in outcome.message_ids.values()} == {1}
    assert outcome.suspended == {REFUSED_FOR_GOOD}
