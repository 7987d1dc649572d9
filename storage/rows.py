"""What the repository takes and gives: frozen values, no database objects.

All times are aware and in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from missions.records import (
    Change,
    FetchFacts,
    Listing,
    PageRole,
    Reading,
    RunStatus,
    Statement,
)
from storage.people import ReviewState
from storage.wishes import Channel, Wishes


@dataclass(frozen=True)
class AddedSource:
    """What a user said of a source that is not built in."""

    url: str
    name: str
    organisation: str


@dataclass(frozen=True)
class SourceRow:
    """A source that has something kept of it; `added` is None for a built-in one."""

    id: str
    added: AddedSource | None
    next_due_at: datetime | None
    paused: bool
    blind_told_at: datetime | None = None
    """When it was last told that nothing is believed any more; None while all is well."""


@dataclass(frozen=True)
class RunCounts:
    """What one run came to: pages by outcome, missions listed, changes found, seconds taken."""

    pages: int = 0
    unchanged: int = 0
    changed: int = 0
    failed: int = 0
    missions: int = 0
    changes: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class RunDecision:
    """What a person decided about a held run."""

    verb: str
    """`accept` or `discard`."""
    by: str
    why: str
    at: datetime


@dataclass(frozen=True)
class RunRow:
    """One crawl of one source."""

    id: int
    source: str
    status: RunStatus
    reason: str | None
    started_at: datetime
    finished_at: datetime | None
    heartbeat_at: datetime
    counts: RunCounts
    doubts: tuple[str, ...] = ()
    """Names of the reasons why it was not believed."""
    state: str | None = None
    """Of a held run: a mark that two runs share when they saw the same missions and doubts."""
    decision: RunDecision | None = None

    @property
    def was_held(self) -> bool:
        """Whether it is held, or was until a person decided."""
        return self.status is RunStatus.HELD or self.decision is not None


class PageOutcome(StrEnum):
    """What a fetch of a page brought, against what is believed of it."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    GONE = "gone"
    """It says itself that it is no more, by its status or in words."""

    @property
    def is_failure(self) -> bool:
        """Whether nothing of the page was kept."""
        return self in (PageOutcome.FAILED, PageOutcome.GONE)


@dataclass(frozen=True)
class KeptPage:
    """One page as it was fetched and read; `reading` is None where nothing could be read."""

    facts: FetchFacts
    role: PageRole
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    not_modified: bool = False
    reading: Reading | None = None
    register: str | None = None
    """Stamp of the register that the reader knew."""
    is_gone: bool = False
    """Whether it says itself that it is no more."""


@dataclass(frozen=True)
class PageRow:
    """One address of a source and how its last fetch went."""

    id: int
    source: str
    url: str
    role: PageRole
    first_seen: datetime | None
    last_fetched: datetime
    last_status: int
    last_error: str | None
    failing_since: datetime | None
    """None while it answers and can be read."""


@dataclass(frozen=True)
class VisitRow:
    """What one run got from one page."""

    url: str
    role: PageRole
    outcome: PageOutcome
    snapshot_id: int | None
    fetched_at: datetime
    final_url: str
    status: int
    error: str | None
    last_modified: str | None = None


@dataclass(frozen=True)
class BelievedPage:
    """A version of a page as it was read.

    Of a version that is not believed yet (see `read_of_run`), the three times are those of its
    fetch.
    """

    snapshot_id: int
    source: str
    url: str
    role: PageRole
    reading: Reading
    believed_at: datetime
    first_seen: datetime
    """When the page was first believed."""
    last_checked: datetime
    """When a believed run last found just this version."""
    layout: str
    register: str | None = None
    """Stamp of the register that the reader knew."""


@dataclass(frozen=True)
class ListedOn:
    """A believed listing, and where it stands."""

    listing: Listing
    source: str
    page: str
    snapshot_id: int


@dataclass(frozen=True)
class SnapshotRow:
    """One version of a page, without its bytes."""

    id: int
    run_id: int
    source: str
    url: str
    final_url: str
    role: PageRole
    fetched_at: datetime
    believed_at: datetime | None
    superseded_at: datetime | None
    status: int
    content_type: str
    size: int
    truncated: bool
    headers: tuple[tuple[str, str], ...]
    sha256: str
    reader_version: int
    register: str | None
    language: str | None
    title: str
    text: str


@dataclass(frozen=True)
class VersionRow:
    """One version among those of its page, without what it says."""

    id: int
    fetched_at: datetime
    believed_at: datetime | None
    superseded_at: datetime | None
    size: int


@dataclass(frozen=True)
class PastListing:
    """A mission as one version of a page printed it, and when that was believed."""

    snapshot_id: int
    source: str
    url: str
    role: PageRole
    since: datetime
    until: datetime | None
    """None while it is believed."""
    listing: Listing


@dataclass(frozen=True)
class PastStatement:
    """A sentence of one version of a page, and when that was believed."""

    snapshot_id: int
    source: str
    url: str
    since: datetime
    until: datetime | None
    statement: Statement


@dataclass(frozen=True)
class ChangeRow:
    """A change with its number and history."""

    id: int
    detected: datetime
    run_id: int | None
    confirmations: int
    confirmed_at: datetime | None
    change: Change
    review: ReviewState = ReviewState.UNSEEN
    assignee: str | None = None
    """Who is to look at it."""


@dataclass(frozen=True)
class Revision:
    """How often something was changed, and when last."""

    number: int
    last: datetime


@dataclass(frozen=True)
class SubscriberRow:
    """A person who wants to be told, or a service that passes news on."""

    id: int
    email: str
    """The address; of another channel than mail, where to send to."""
    channel: Channel
    wishes: Wishes
    token: str
    """The key that links of this person are signed with."""
    subscribed_at: datetime
    confirmed_at: datetime | None
    """None while nobody confirmed that the address is theirs."""
    paused_at: datetime | None = None
    resumes_at: datetime | None = None
    suspended_at: datetime | None = None
    suspended_why: str | None = None


@dataclass(frozen=True)
class Audience:
    """A subscriber of whom something waits to be told. Times are by the clock on the wall."""

    subscriber: SubscriberRow
    oldest: datetime
    """When the first of it was announced."""
    newest: datetime
    last_digest: datetime | None
    """When the last digest to them was queued."""


@dataclass(frozen=True)
class Unheard:
    """A subscriber who wants to hear of quiet weeks, and when they last heard anything."""

    subscriber: SubscriberRow
    last_digest: datetime | None
    last_quiet: datetime | None
    """When the last word that all is quiet was queued."""


class MessageKind(StrEnum):
    """What a message is for."""

    DIGEST = "digest"
    ALL_QUIET = "all_quiet"
    NOTICE = "notice"
    """A word about the subscription or the service itself."""


@dataclass(frozen=True)
class NewMessage:
    """A message to one subscriber, ready to be put in the outbox."""

    subscriber_id: int
    changes: tuple[int, ...]
    """What it tells: all of it was announced to them and stands in no other message."""
    message_id: str
    subject: str
    content: bytes
    kind: MessageKind = MessageKind.DIGEST


class MessageState(StrEnum):
    """How far a message is."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    """Refused for good."""
    BOUNCED = "bounced"
    """Taken by the server, and returned later."""
    WITHDRAWN = "withdrawn"
    """The person left before it went."""


@dataclass(frozen=True)
class MessageRow:
    """A mail in the outbox; `content` is empty once a sent one was pruned."""

    id: int
    subscriber_id: int
    recipient: str
    channel: Channel
    token: str
    """The subscriber's key."""
    kind: MessageKind
    message_id: str
    subject: str
    content: bytes
    state: MessageState
    attempts: int
    queued_at: datetime
    next_try_at: datetime
    sent_at: datetime | None
    error: str | None
    changes: tuple[int, ...]


@dataclass(frozen=True)
class Recipient:
    """One person who is told a change, and what became of the message that carries it."""

    email: str
    state: MessageState | None
    """None as long as no message carries it."""
    announced_at: datetime | None
    queued_at: datetime | None
    sent_at: datetime | None
    error: str | None


@dataclass(frozen=True)
class PruneReport:
    """How much was removed."""

    runs: int
    snapshots: int
    blobs: int
    message_contents: int
