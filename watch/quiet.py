"""A word to those who want to hear that there was nothing to hear."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from crawler.profile import SourceProfile
from notifier.digest import Footer
from notifier.language import speech_in
from notifier.links import Purpose
from notifier.notice import Notice, all_quiet
from storage.repository import Repository
from storage.rows import MessageKind, SubscriberRow
from watch.posting import Posting
from watch.timing import WEEK, last_hour, own_zone, rests


class Quiet(Posting):
    """Weekly "all quiet"."""

    def _tell_of_quiet(self, now: datetime) -> int:
        """Queue "all quiet" to all who heard nothing for a week and wish to; return how many."""
        profiles, queued = self.profiles(), 0
        with self.store.begin() as repository:
            for reader, last in repository.hearing_nothing(now):
                hour = self._hour_of_quiet(reader, last, now)
                if hour is not None:
                    notice = self._all_quiet(repository, reader, hour, profiles)
                    about = f"quiet:{hour.isoformat()}"
                    letter = self.written(reader, notice, about, now, kind=MessageKind.ALL_QUIET)
                    repository.queue_message(letter, now)
                    queued += 1
        return queued

    def _hour_of_quiet(
        self, reader: SubscriberRow, last: datetime | None, now: datetime
    ) -> datetime | None:
        """Return the hour at which a week without news ended; None while it is not due."""
        zone = self.settings.schedule.zone()
        hour = last_hour(reader.wishes, now, zone)
        quiet_since = max(reader.subscribed_at, last or reader.subscribed_at)
        waits = rests(reader.wishes, now, zone) or quiet_since > hour - WEEK
        return None if waits else hour

    def _all_quiet(
        self,
        repository: Repository,
        reader: SubscriberRow,
        hour: datetime,
        profiles: Mapping[str, SourceProfile],
    ) -> Notice:
        watched = [one for one in reader.wishes.sources if one in profiles] or list(profiles)
        zone = own_zone(reader.wishes, self.settings.schedule.zone())
        blind = [one for one in watched if self.blindness_of(repository, profiles[one], hour)]
        return all_quiet(
            speech_in(reader.wishes.language),
            repository.count_checks(watched, hour - WEEK),
            (hour - WEEK).astimezone(zone).date(),
            tuple(profiles[one].name for one in blind),
            Footer(
                (),
                self.link(Purpose.PREFERENCES, reader),
                self.link(Purpose.UNSUBSCRIBE, reader),
            ),
        )
