"""Everything that can be asked of, and written to, the storage within one transaction."""

from __future__ import annotations

from storage.announcements import Announcements
from storage.beliefs import Beliefs
from storage.changes import Changes
from storage.decisions import Decisions
from storage.known_values import KnownValues
from storage.lives import Lives
from storage.messages import Messages
from storage.pages import Pages
from storage.snapshots import Snapshots
from storage.sources import Sources
from storage.subscribers import Subscribers


class Repository(
    Sources,
    Pages,
    Beliefs,
    Lives,
    Snapshots,
    KnownValues,
    Changes,
    Decisions,
    Subscribers,
    Announcements,
    Messages,
):
    """All tables; the methods stand in one module a table."""
