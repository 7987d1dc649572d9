"""Notices of the Council of Ministers: a participation approved is current once it has begun.

A notice bears its date, and says from when until when it approves a participation. On any page
that tells its day, a part that begins later is planned, whatever the tense of its verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from crawler.reading.blocks import Block
from missions.cue_words import Words, sentence_words
from missions.dates import find_dates, first_date
from missions.recognise import recogniser
from missions.records import Participation, Phase, Statement, Status

LONGEST_DATELINE = 90
LONGEST_HEAD_LINE = 140
NEAR_TOP = 6
"""Blocks before and behind the main heading that may be the date."""
TO_THE_DAY = 10
DAY_WITHIN = 8
"""Characters that may stand before the day with which a sentence begins."""
RECENT = timedelta(days=120)


def notice_date(blocks: Sequence[Block]) -> str | None:
    """Return the one date of a line of its own about a page's main heading."""
    main = next((at for at, block in enumerate(blocks) if block.level == 1), 0)
    for block in blocks[max(0, main - NEAR_TOP) : main + NEAR_TOP]:
        if block.level or len(block.text) > LONGEST_DATELINE or _tells_of_mission(block):
            continue
        dates = [one.value for one in find_dates(block.text) if one.value]
        if len(dates) == 1 and len(dates[0]) == TO_THE_DAY:
            return dates[0]
    return None


def head_date(blocks: Sequence[Block]) -> str | None:
    """Return the latest day in the short lines above a page's first paragraph or mission: those of
    a question in parliament, of its answer, of its publication."""
    days: list[str] = []
    for block in blocks:
        if len(block.text) > LONGEST_HEAD_LINE or (not block.level and _tells_of_mission(block)):
            break
        days += [one.value for one in find_dates(block.text) if one.value]
    return max((day for day in days if len(day) == TO_THE_DAY), default=None)


def _tells_of_mission(block: Block) -> bool:
    return not recogniser().names_nothing(block.text)


def begun_by(statement: Statement, day: str) -> Statement:
    """Return a statement of an approval as one of Belgium's part, if its period had begun."""
    since = statement.since.value if statement.since else None
    if statement.phase is not Phase.PLANNED or not isinstance(since, str):
        return statement
    if since > day[: len(since)] or not is_approval(statement.sentence):
        return statement
    until = statement.until.value if statement.until else None
    if isinstance(until, str) and until < day[: len(until)]:
        return statement
    return _current(statement)


def _current(statement: Statement) -> Statement:
    return replace(
        statement,
        phase=Phase.CURRENT,
        participation=Participation.CURRENT,
        status=Status.ONGOING,
    )


def unless_to_come(statement: Statement, day: str) -> Statement:
    """Return a statement of Belgium's part as planned, if it begins after the page was written."""
    since = statement.since.value if statement.since else None
    if statement.participation is not Participation.CURRENT or not isinstance(since, str):
        return statement
    if statement.phase in (Phase.EXTENDED, Phase.ENDING) or since <= day[: len(since)]:
        return statement
    return planned(statement)


def unless_still_there(statement: Statement, day: str) -> Statement:
    """Return a statement of a past part as one of a current, if it lasts until a day after the
    page was written: "until 31 December" in a plan for the year."""
    until = statement.until.value if statement.until else None
    if statement.phase is not Phase.PAST or not isinstance(until, str):
        return statement
    return _current(statement) if until > day[: len(until)] else statement


def is_of_day(sentence: str, written: str) -> bool:
    """Say whether a sentence begins with a day shortly before the page was written: "On 1 February
    we took part with two observers" is how things stand."""
    first = first_date(sentence)
    if first is None or first.value is None or first.start > DAY_WITHIN:
        return False
    if len(first.value) != TO_THE_DAY:
        return False
    since = date.fromisoformat(written) - date.fromisoformat(first.value)
    return timedelta() <= since <= RECENT


def as_it_stands(statement: Statement) -> Statement:
    """Return a statement of a part that is told as of a day as one of a current part."""
    return _current(statement) if statement.phase is Phase.PAST else statement


def planned(statement: Statement) -> Statement:
    """Return a statement as one of what is still to come."""
    return replace(statement, phase=Phase.PLANNED, participation=None, status=Status.UNKNOWN)


def is_approval(sentence: str) -> bool:
    """Say whether a sentence tells a decision by which Belgium takes part."""
    return bool(sentence_words().approval.find(Words.of(sentence)))
