"""A word to those who want to hear that there was nothing to hear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from crawler.profile import SourceProfile
from notifier.digest import Footer
from notifier.language import speech_in
from notifier.links import Purpose
from notifier.notice import Notice, all_quiet
from storage.repository import Repository
from storage.rows import MessageKind, SubscriberRow, Unheard
from storage.wishes import Frequency
from watch.bouncing import Bouncing
from watch.timing import WEEK, last_hour, own_zone, rests


class Quiet(Bouncing):
    """Weekly "all quiet"."""

    def _tell_of_quiet(self, now: datetime) -> int:
        """Queue "all quiet" to all who heard nothing for a week and wish to; return how many."""
        profiles, queued = self.profiles(), 0
        with self.store.begin() as repository:
            for one in repository.hearing_nothing(now):
                reader, hour = one.subscriber, self._hour_of_quiet(one, now)
                if hour is not None:
                    notice = self._all_quiet(repository, reader, hour, profiles)
                    about = f"quiet:{hour.isoformat()}"
                    letter = self.written(reader, notice, about, now, kind=MessageKind.ALL_QUIET)
                    repository.queue_message(letter, now)
                    queued += 1
        return queued

    def _hour_of_quiet(self, one: Unheard, now: datetime) -> datetime | None:
        """Return the hour at which a week without news ended; None when none did, or it is told."""
        zone, wishes = self.settings.schedule.zone(), one.subscriber.wishes
        hour = last_hour(replace(wishes, frequency=Frequency.WEEKLY), now, zone)
        quiet_since = one.last_digest or one.subscriber.subscribed_at
        is_told = one.last_quiet is not None and one.last_quiet >= hour
        if is_told or quiet_since > hour - WEEK or rests(wishes, now, zone):
            return None
        return hour

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
