"""Feeds: which changes each holds, and in whose language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo
from itertools import islice
from urllib.parse import quote

from missions.records import Change, ChangeKind, ChangeState
from missions.register import using_register
from notifier.feeds import Feed, newest, write_feed
from notifier.language import DEFAULT, Speech, speech_in
from notifier.links import Purpose
from notifier.titles import title_of, title_of_all, title_of_organisation, title_of_own
from storage.finding import ChangeFilter
from storage.people import SavedFilterRow
from watch.addresses import shown_address
from watch.answers import Published, UnknownMission
from watch.audience import Concern, concern_of, wants
from watch.subscribing import Subscribing
from watch.telling import digest_item
from watch.timing import own_zone

NEWEST = 50
"""How many changes a feed holds."""
Wanted = Callable[[Change, Concern], bool]


class Feeding(Subscribing):
    """Writing feeds."""

    def feed_of_all(self, language: str) -> Published:
        """Return the feed of all missions."""
        title = title_of_all(speech_in(language))
        return self._public_feed("all", title, language, _is_of_missions)

    def feed_of_organisation(self, organisation: str, language: str) -> Published:
        """Return the feed of one organisation: of its missions, and of its own pages."""

        def wanted(change: Change, concern: Concern) -> bool:
            return _is_of_missions(change, concern) and organisation in concern.organisations

        title = title_of_organisation(speech_in(language), organisation)
        return self._public_feed(f"organisation/{organisation}", title, language, wanted)

    def feed_of_mission(self, mission: str, language: str) -> Published:
        """Return the feed of one mission. Raises UnknownMission."""
        register = self.register()
        identity = register.decided.get(mission, mission)
        if register.get(identity) is None and not self._is_told_of(identity):
            raise UnknownMission(mission)
        title = title_of(speech_in(language), register.label(identity))
        return self._public_feed(f"mission/{identity}", title, language, _is_of_missions, identity)

    def feed_of_subscriber(self, link: str) -> Published:
        """Return what the owner of a link asked for. Raises SubscriberUnknown."""
        reader = self.opened(Purpose.FEED, link)
        speech = speech_in(reader.wishes.language)
        title = title_of_own(speech, shown_address(reader.email))
        return self._feed(
            Feed(f"mine/{reader.id}", title, self.own_links(reader).feed),
            speech,
            own_zone(reader.wishes, self.settings.schedule.zone()),
            lambda change, concern: wants(reader, change, concern),
        )

    def feed_of_choice(
        self, row: SavedFilterRow, wanted: ChangeFilter, speech: Speech
    ) -> Published:
        """Return the newest changes of a choice that somebody keeps, once they are confirmed."""
        public = self.settings.mail.public_url.rstrip("/")
        title = title_of(speech, row.name)
        feed = Feed(f"kept/{row.id}", title, f"{public}/feeds/kept/{row.token}.atom")
        confirmed = replace(wanted, states=frozenset({ChangeState.CONFIRMED}))
        profiles = self.profiles()
        with using_register(self.register()):
            with self.store.read() as repository:
                rows = repository.find_changes(confirmed, NEWEST).rows
            items = [digest_item(one, profiles) for one in rows]
            zone = self.settings.schedule.zone()
            content = write_feed(feed, items, speech, zone, public)
        return Published(content.encode(), newest(items))

    def _public_feed(
        self, name: str, title: str, language: str, wanted: Wanted, mission: str | None = None
    ) -> Published:
        public = self.settings.mail.public_url.rstrip("/")
        query = "" if language == DEFAULT else f"?lang={language}"
        feed = Feed(name, title, f"{public}/feeds/{quote(name, safe='/:')}.atom{query}")
        zone = self.settings.schedule.zone()
        return self._feed(feed, speech_in(language), zone, wanted, mission)

    def _feed(
        self, feed: Feed, speech: Speech, zone: tzinfo, wanted: Wanted, mission: str | None = None
    ) -> Published:
        profiles = self.profiles()
        with using_register(self.register()):
            with self.store.read() as repository:
                rows = (
                    row
                    for row in repository.newest_confirmed(mission)
                    if wanted(row.change, concern_of(row.change, profiles))
                )
                items = [digest_item(row, profiles) for row in islice(rows, NEWEST)]
            content = write_feed(feed, items, speech, zone, self.settings.mail.public_url)
        return Published(content.encode(), newest(items))

    def _is_told_of(self, mission: str) -> bool:
        with self.store.read() as repository:
            return any(True for _ in repository.newest_confirmed(mission))


def _is_of_missions(change: Change, concern: Concern) -> bool:
    return change.kind is not ChangeKind.SOURCE
