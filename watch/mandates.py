"""Calendars of mandates: whose ends they hold, and in whose language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from missions.records import Status
from missions.register import load_register, using_register
from notifier.calendar import MandateEnd, write_calendar
from notifier.feeds import tag_authority
from notifier.language import Speech, speech_in
from notifier.links import Purpose
from notifier.titles import title_of_mandates, title_of_organisation
from storage.rows import Revision
from watch.answers import MissionRow, Published
from watch.audience import Concern, concern_of_listing, follows
from watch.looking_up import LookingUp
from watch.subscribing import Subscribing

Wanted = Callable[[MissionRow, Concern], bool]


class Mandates(LookingUp, Subscribing):
    """Writing calendars."""

    def calendar_of_all(self, language: str) -> Published:
        """Return the calendar of all missions' mandates."""
        speech = speech_in(language)
        return self._calendar(title_of_mandates(speech), speech, lambda row, _: True)

    def calendar_of_organisation(self, organisation: str, language: str) -> Published:
        """Return the calendar of one organisation's missions, and of what its own pages say."""
        speech = speech_in(language)
        return self._calendar(
            title_of_organisation(speech, organisation),
            speech,
            lambda row, concern: organisation in concern.organisations,
        )

    def calendar_of_subscriber(self, link: str) -> Published:
        """Return the calendar of the missions that the owner of a link follows.

        What kind of news they want does not count here. Raises SubscriberUnknown.
        """
        reader = self.opened(Purpose.FEED, link)
        speech = speech_in(reader.wishes.language)
        return self._calendar(
            title_of_mandates(speech),
            speech,
            lambda row, concern: follows(reader, row.told.listing.mission, concern),
        )

    def _calendar(self, title: str, speech: Speech, wanted: Wanted) -> Published:
        profiles = self.profiles()
        with self.store.read() as repository:
            revisions = repository.mandate_revisions()
        with using_register(self.register()):
            rows = [
                row for row in self.missions() if wanted(row, concern_of_listing(row, profiles))
            ]
            names = {profile.id: profile.name for profile in profiles.values()}
            content = write_calendar(
                title,
                _ends(rows, names, revisions, speech),
                speech,
                tag_authority(self.settings.mail.public_url),
                datetime.now(self.settings.schedule.zone()).date(),
            )
        return Published(content)


def _ends(
    rows: list[MissionRow],
    names: Mapping[str, str],
    revisions: Mapping[tuple[str, str], Revision],
    speech: Speech,
) -> Iterator[MandateEnd]:
    for row in rows:
        listing = row.told.listing
        value, page = row.told.fields.get("until", (None, ""))
        if value is None or not isinstance(value.value, str):
            continue
        known = load_register().get(listing.mission)
        revision = revisions.get((row.source, listing.mission), Revision(0, row.first_seen))
        name = (known.names.get(speech.language) if known else None) or listing.name
        yield MandateEnd(
            mission=listing.mission,
            label=listing.acronym or (known.label if known else name),
            name=name,
            source=row.source,
            source_name=names[row.source],
            organisation=listing.organisation,
            host_countries=known.host if known else (),
            until=value.value,
            over=listing.status is Status.ENDED,
            revision=revision.number,
            since=revision.last,
            page=page,
        )
