"""Missions that the passages of running text tell of, as listings with status and fields.

A passage is about the mission in its heading, else about the one its text opens with, else about
one known by what its heading says was done; it takes the status of its section. Others count where
their own clause says whether they run, and in a section of missions that are over where the
passage tells them one after the other. What is only mentioned in passing is not listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from crawler.reading.attribution import dates_of
from crawler.reading.blocks import Block
from crawler.reading.closed_periods import completed
from crawler.reading.fields import read_fields
from crawler.reading.hosts import host_in_heading, host_in_sentence, host_known
from crawler.reading.passages import Passage, passages_of
from crawler.reading.sections import heading_status, section_status
from crawler.reading.sentences import Sentence, find_mentions_in
from crawler.reading.tellings import Telling, tellings_of
from missions.deeds import mission_by_deed
from missions.recognise import recogniser
from missions.records import Evidence, FieldValue, Listing, Status
from missions.register import load_register

Text = tuple[str, Evidence]
MOST_TEXTS = 40
"""Sentences about one mission that are read for its fields."""


def running_text_listings(
    blocks: Sequence[Block], organisation: str | None, page_status: Status | None
) -> list[Listing]:
    """Return the missions that the passages of a running text are about, with their status.

    Of several passages that tell of one, the first counts that is about it, else the first.
    """
    found: dict[str, Listing] = {}
    led: set[str] = set()
    for passage in passages_of(blocks):
        reader = _Reader(passage, organisation, page_status)
        new_leads = reader.leads - led
        for listing in reader.listings(found.keys() - new_leads):
            found[listing.mission] = listing
            led |= {listing.mission} & new_leads
    return list(found.values())


def told_beside(passage: Passage, listing: Listing) -> Iterator[Listing]:
    """Yield the missions of its organisation of which the entry of a listing tells the end."""
    reader = _Reader(passage, listing.organisation, None)
    reader.deed, reader.leads, reader.status = None, {listing.mission}, listing.status
    if len(reader.tellings) < 2:
        return
    for one in reader.listings({listing.mission}):
        if one.organisation == listing.organisation and "ended" in one.fields:
            yield one


class _Reader:
    """One passage being read."""

    def __init__(
        self, passage: Passage, organisation: str | None, page_status: Status | None
    ) -> None:
        self.passage = passage
        self.organisation = organisation
        self.status = _status_over(passage) or page_status
        self.tellings: list[Telling] = []
        self.texts: dict[str, list[Text]] = defaultdict(list)
        """What is said of each mission, below the heading."""
        if not all(recogniser().names_nothing(block.text) for block in passage.blocks):
            self._find()
        self.deed = self._deed()
        self.leads = {self.deed} if self.deed else set(self._leads())

    def listings(self, known: Collection[str]) -> Iterator[Listing]:
        """Yield a listing for each mission told, those already `known` left out."""
        done = set(known)
        if self.deed and self.deed not in done and self.status:
            yield self._listing_by_deed(self.deed, self.status)
            done.add(self.deed)
        for telling in self.tellings:
            status = self._status(telling)
            if status and telling.mission not in done:
                done.add(telling.mission)
                yield self._listing(telling, status)

    def _note(self, mission: str, text: Text) -> None:
        texts = self.texts[mission]
        if len(texts) < MOST_TEXTS:
            texts.append(text)

    def _find(self) -> None:
        """Find what each sentence tells; one that names no mission goes on about the last."""
        current: str | None = None
        waiting: list[Text] = []
        block: Block | None = None
        for sentence in self.passage.all_sentences():
            if sentence.block is not block and not self._is_of_one():
                current, waiting = None, []
            block = sentence.block
            mentions = find_mentions_in(sentence, self.organisation)
            if mentions and all(len(self.texts[one.mission]) >= MOST_TEXTS for one in mentions):
                current = None
                continue
            told = list(tellings_of(sentence, mentions))
            self.tellings += told
            if sentence is self.passage.heading:
                current = _subject(told)
            elif told:
                for one in told:
                    self._note(one.mission, _own_words(one))
                current = _subject(told)
                for text in waiting if current else ():
                    self._note(str(current), text)
                waiting = []
            elif current:
                self._note(current, _whole(sentence))
            elif len(waiting) < MOST_TEXTS:
                waiting.append(_whole(sentence))

    def _is_of_one(self) -> bool:
        """Say whether the passage stands under a heading of its own, not of a whole section."""
        heading = self.passage.heading
        return heading is not None and heading_status(heading.text) is None

    def _deed(self) -> str | None:
        """Return the mission that the heading describes, where the passage names none of its."""
        heading = self.passage.heading
        own = (one for one in self.tellings if one.organisation == self.organisation)
        if heading is None or any(not one.is_passing for one in own):
            return None
        return mission_by_deed(heading.text, self.organisation)

    def _leads(self) -> Iterator[str]:
        """Yield the missions that the passage is about: the first, and those that blocks open
        with. Where it names missions of the page's organisation, others only help or follow."""
        has_own = any(
            one.organisation == self.organisation and not one.is_passing for one in self.tellings
        )
        is_led = False
        begun: Block | None = None
        for one in self.tellings:
            is_first, begun = one.sentence.block is not begun, one.sentence.block
            if one.is_passing or (is_led and not (is_first and one.opens)):
                continue
            is_own = not has_own or one.organisation == self.organisation
            if is_own or (one.opens and not self._is_of_one()):
                is_led = True
                yield one.mission

    def _status(self, telling: Telling) -> Status | None:
        own = telling.own_status
        if telling.mission in self.leads:
            return self.status or own
        if self.leads and telling.organisation not in self._organisations():
            return None if self._is_of_one() else own
        if own or not self.leads:
            return own
        if telling.is_joined and telling.follows and not telling.is_passing:
            return self._status(telling.follows)
        if self.status is not Status.ENDED or not self._is_of_one():
            return None
        return Status.ENDED if self._is_told(telling) else None

    def _is_told(self, telling: Telling) -> bool:
        """Say whether a passage of what is over tells a mission of its own: with its dates, or
        as what a clause is about, while the heading names none and it is not the last to follow."""
        if telling.has_dates and not telling.is_passing:
            return True
        if telling.is_passing or not telling.is_subject or self._is_named_above():
            return False
        return not telling.is_successor or self.tellings[-1].mission != telling.mission

    def _is_named_above(self) -> bool:
        return any(one.sentence is self.passage.heading for one in self.tellings)

    def _organisations(self) -> set[str | None]:
        register = load_register()
        return {register.missions[one].organisation for one in self.leads}

    def _listing(self, telling: Telling, status: Status) -> Listing:
        is_lead = telling.mission in self.leads
        texts = self.texts[telling.mission]
        values = read_fields((), texts).values
        since, until = _dates(telling)
        if since is not None:
            values.setdefault("since", since)
        if until is not None:
            values.setdefault("ended" if status is Status.ENDED else "until", until)
        passage = self.passage.text if is_lead else telling.sentence.text
        name = telling.share.name
        where = telling.sentence.evidence(name.start, name.end)
        return self._completed(telling.mission, name.printed, status, values, passage, where)

    def _listing_by_deed(self, mission: str, status: Status) -> Listing:
        heading = self.passage.heading
        assert heading is not None
        self.texts[mission] = [
            _whole(one)
            for one in islice(self.passage.all_sentences(), MOST_TEXTS)
            if one is not heading
        ]
        values = read_fields((), self.texts[mission]).values
        name, where = heading.text.strip(), heading.evidence()
        return self._completed(mission, name, status, values, self.passage.text, where)

    def _completed(
        self,
        mission_id: str,
        name: str,
        status: Status,
        values: dict[str, FieldValue],
        passage: str,
        where: Evidence,
    ) -> Listing:
        mission = load_register().missions[mission_id]
        host = self._host(mission_id)
        if host is not None:
            values.setdefault("host", host)
        listing = Listing(
            mission=mission.id,
            name=name,
            organisation=mission.organisation,
            acronym=mission.acronym or None,
            status=status,
            fields=values,
            passage=passage,
            evidence=where,
        )
        return completed(listing, self.texts[mission_id])

    def _host(self, mission_id: str) -> FieldValue | None:
        mission = load_register().missions[mission_id]
        heading = self.passage.heading
        if heading is not None and self._is_of_one():
            text, at = heading.text, heading.evidence()
            host = host_in_heading(text, at) or host_known(text, at, mission.host)
            if host is not None:
                return host
        texts = self.texts[mission_id] if mission_id != self.deed else ()
        found = (host_in_sentence(text, at, mission.organisation) for text, at in texts)
        return next((host for host in found if host), None)


def _own_words(telling: Telling) -> Text:
    """Return the stretch about a mission; a date behind names that are joined is not the last
    one's alone, but where it stands in brackets behind it."""
    before = telling.follows
    if before is None or not telling.is_joined or before.has_dates or telling.is_dated:
        return telling.text, telling.evidence
    start, end = telling.share.start, telling.share.last.end
    return telling.sentence.text[start:end], telling.sentence.evidence(start, end)


def _subject(told: Sequence[Telling]) -> str | None:
    """Return the one mission that a sentence is about: "it" stands for it in the next."""
    about = {one.mission for one in told if not one.is_passing}
    return about.pop() if len(about) == 1 else None


def _dates(telling: Telling) -> tuple[FieldValue | None, FieldValue | None]:
    """Return the dates beside the name in a sentence that names no other mission."""
    if len({one.mission for one in telling.said.mentions}) > 1:
        return None, None
    said, decision, name = telling.said, telling.decision, telling.share.name
    cue = said.clauses.printed(decision.cue) if decision.cue else ""
    return dates_of(said, (name.start, name.end), decision.phase, cue)


def _whole(sentence: Sentence) -> Text:
    return sentence.text, sentence.evidence()


def _status_over(passage: Passage) -> Status | None:
    first = passage.blocks[0]
    own = heading_status(first.text) if first.level else None
    return own or section_status(first)
