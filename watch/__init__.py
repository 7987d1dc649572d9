"""The one use case: check a source, believe it or not, record what changed, tell who asked.

`cli`, `scheduler` and `web` call this and add no rule of their own. Rules are in `missions`; here
the rooms are only put in order: fetch, keep, read, judge, compare, record, announce.
"""

from __future__ import annotations

from watch.adding import Adding
from watch.answers import (
    HeldRun,
    MissionRow,
    NotHeld,
    NotifyReport,
    Preview,
    Published,
    RunReport,
    SourceHealth,
    StatementRow,
    UnknownMission,
    UnknownSource,
    WatchedSource,
    change_json,
    run_json,
)
from watch.auditing import Auditing
from watch.checking import Checking
from watch.contradicting import Contradicting, ContradictionRow
from watch.deciding import Deciding
from watch.evidence import EvidenceRow, PageVersion, Proving, Read, evidence_problem
from watch.feeding import Feeding
from watch.holding import Holding
from watch.lives import Life, Lives, SourceDifference, SourceLife, Standing
from watch.mandates import Mandates
from watch.naming import Naming, NewEntry, decision_json, decision_of
from watch.oddities import Doubting, OddityRow
from watch.previewing import Previewing
from watch.rereading import RereadPage
from watch.signing_in import SigningIn
from watch.subscribing import AddressUnusable, OwnLinks, Subscribing
from watch.telling import Telling

__all__ = [
    "AddressUnusable",
    "ContradictionRow",
    "EvidenceRow",
    "HeldRun",
    "Life",
    "MissionRow",
    "NewEntry",
    "NotHeld",
    "NotifyReport",
    "OddityRow",
    "OwnLinks",
    "PageVersion",
    "Preview",
    "Published",
    "Read",
    "RereadPage",
    "RunReport",
    "SourceDifference",
    "SourceHealth",
    "SourceLife",
    "Standing",
    "StatementRow",
    "UnknownMission",
    "UnknownSource",
    "Watch",
    "WatchedSource",
    "change_json",
    "decision_json",
    "decision_of",
    "evidence_problem",
    "run_json",
]


class Watch(
    Previewing,
    Checking,
    Deciding,
    Contradicting,
    Naming,
    Feeding,
    Mandates,
    Lives,
    Proving,
    Doubting,
    Subscribing,
    SigningIn,
    Telling,
    Holding,
    Adding,
    Auditing,
):
    """Everything the product does, on one configuration and one database."""
