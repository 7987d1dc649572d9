"""Notices of the Council of Ministers: a participation approved is current once it has begun.

A notice bears its date, and says from when until when it approves a participation. On any page
that tells its day, a part that begins later is planned, whatever the tense of its verb.
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
    if since > date[: len(since)] or not is_approval(statement.sentence):
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


def unless_to_come(statement: Statement, date: str) -> Statement:
    """Return a statement of Belgium's part as planned, if it begins after the page was written."""
    since = statement.since.value if statement.since else None
    if statement.participation is not Participation.CURRENT or not isinstance(since, str):
        return statement
    if statement.phase is Phase.EXTENDED or since <= date[: len(since)]:
        return statement
    return planned(statement)


def planned(statement: Statement) -> Statement:
    """Return a statement as one of what is still to come."""
    return replace(statement, phase=Phase.PLANNED, participation=None, status=Status.UNKNOWN)


def is_approval(sentence: str) -> bool:
    """Say whether a sentence tells a decision by which Belgium takes part."""
    return bool(sentence_words().approval.find(Words.of(sentence)))
