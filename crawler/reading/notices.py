"""Notices of the Council of Ministers: a participation approved is current once it has begun.

A notice bears its date, and says from when until when it approves a participation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.reading.blocks import Block
from missions.cue_words import Words, sentence_words
from missions.dates import find_dates
from missions.records import Participation, Phase, Statement, Status

LONGEST_DATELINE = 90
NEAR_TOP = 6
"""Blocks before and behind the main heading that may be the date."""
TO_THE_DAY = 10


def notice_date(blocks: Sequence[Block]) -> str | None:
    """Return the one date of a line of its own about a page's main heading."""
    main = next((at for at, block in enumerate(blocks) if block.level == 1), 0)
    for block in blocks[max(0, main - NEAR_TOP) : main + NEAR_TOP]:
        if block.level or len(block.text) > LONGEST_DATELINE:
            continue
        dates = [date.value for date in find_dates(block.text) if date.value]
        if len(dates) == 1 and len(dates[0]) == TO_THE_DAY:
            return dates[0]
    return None


def begun_by(statement: Statement, date: str) -> Statement:
    """Return a statement of an approval as one of Belgium's part, if its period had begun."""
    since = statement.since.value if statement.since else None
    if statement.phase is not Phase.PLANNED or not isinstance(since, str):
        return statement
    if since > date[: len(since)] or not _is_approval(statement.sentence):
        return statement
    until = statement.until.value if statement.until else None
    if isinstance(until, str) and until < date[: len(until)]:
        return statement
    return replace(
        statement,
        phase=Phase.CURRENT,
        participation=Participation.CURRENT,
        status=Status.ONGOING,
    )


def _is_approval(sentence: str) -> bool:
    return bool(sentence_words().approval.find(Words.of(sentence)))
