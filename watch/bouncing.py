"""Mail that came back: which reader it was for, and sending them no more."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime

from notifier.bounces import Bounce, read_bounce
from notifier.errors import NotifierError
from notifier.mailbox import unseen
from storage.errors import SubscriberUnknown
from watch.posting import Posting

logger = logging.getLogger(__name__)


class Bouncing(Posting):
    """Reading delivery reports."""

    def collect_bounces(self, now: datetime | None = None) -> int:
        """Read what came back into `mail.bounces`; return how many mails that were for good.

        Raises BadAddress, MailboxUnavailable.
        """
        return self.note_bounces(unseen(self.settings.mail.bounces), now)

    def note_bounces(self, mails: Iterable[bytes], now: datetime | None = None) -> int:
        """Suspend the readers of mails that came back for good; return how many reports said so."""
        moment = now or datetime.now(UTC)
        return sum(self._is_noted(read_bounce(mail), moment) for mail in mails)

    def _is_noted(self, bounce: Bounce | None, at: datetime) -> bool:
        if bounce is None or not bounce.for_good:
            return False
        with self.store.begin() as repository:
            message = repository.message_bounced(bounce.message_id, bounce.reason)
            if message is None:
                return False
            try:
                self.suspend(repository, message.subscriber_id, bounce.reason, at)
            except SubscriberUnknown:
                logger.info("A mail to somebody who left came back.")
        return True

    def _collect_quietly(self, now: datetime) -> list[str]:
        """Collect bounces if there is a mailbox for them; return what went wrong."""
        if not self.settings.mail.bounces:
            return []
        try:
            self.collect_bounces(now)
        except NotifierError as error:
            return [str(error)]
        return []
