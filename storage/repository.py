"""Everything that can be asked of, and written to, the storage within one transaction."""

from __future__ import annotations

from storage.accounts import Accounts
from storage.announcements import Announcements
from storage.audit import Audit
from storage.beliefs import Beliefs
from storage.decisions import Decisions
from storage.known_values import KnownValues
from storage.lives import Lives
from storage.messages import Messages
from storage.pages import Pages
from storage.reviews import Reviews
from storage.search import Search
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
    Search,
    Decisions,
    Subscribers,
    Announcements,
    Messages,
    Accounts,
    Audit,
    Reviews,
):
    """All tables; the methods stand in one module a table."""
