"""What sentences say of missions and of Belgium's part: phase, dates and numbers.

The cues of a name's own clause decide; where it says nothing, its lead-in, its row or the heading
above. A country named in a sentence about Belgium's part, with no mission, is a statement about
that country: no mission is invented for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from crawler.reading.actors import Actor
from crawler.reading.attribution import dates_of, people_of
from crawler.reading.blocks import Block, Kind
from crawler.reading.clauses import read_clauses
from crawler.reading.former_names import without_former_names
from crawler.reading.judging import Around, Judged, judge
from crawler.reading.lead_ins import Surroundings, surroundings_of
from crawler.reading.located import located
from crawler.reading.notices import (
    as_it_stands,
    begun_by,
    is_approval,
    is_of_day,
    notice_date,
    planned,
    unless_still_there,
    unless_to_come,
)
from crawler.reading.said import Name, Said, may_be_about_belgium, may_name_country
from crawler.reading.sentences import Sentence, find_mentions_in, framework_of, sentences_of
from crawler.reading.titles import find_mentions
from crawler.reading.topics import heading_topic, judge_topic, opens_with_pronoun, topic_of
from crawler.reading.voice import Voice, voice_of
from missions.cue_words import sentence_words
from missions.dates import find_dates
from missions.recognise import Mention
from missions.records import Headcount, Participation, Phase, Statement, Status
from missions.register import load_register

PART = {
    Phase.CURRENT: Participation.CURRENT,
    Phase.EXTENDED: Participation.CURRENT,
    Phase.SUSPENDED: Participation.CURRENT,
    Phase.ENDING: Participation.CURRENT,
    Phase.PAST: Participation.PAST,
    Phase.ENDED: Participation.PAST,
}
"""Belgium's part by phase; what is planned or merely mentioned is none."""
RUNS = {
    Phase.CURRENT: Status.ONGOING,
    Phase.EXTENDED: Status.ONGOING,
    Phase.ENDING: Status.ONGOING,
    Phase.ENDED: Status.ENDED,
}
"""Whether a mission runs, by what a clause says of the mission itself."""


def belgian_statements(
    blocks: Sequence[Block], title: str = "", url: str = "", updated: str | None = None
) -> list[Statement]:
    """Return what sentences say of missions and of Belgium's part in them.

    The page's title and address tell whose page it is, where its sentences name nobody; `updated`
    is the day of its "last updated" stamp, or another printed above its text.
    """
    content = [block for block in blocks if not block.is_boilerplate]
    around = surroundings_of(content, voice_of(content, title, url))
    page = _Page(around, notice_date(content), updated)
    told = (page.statements(block) for block in content if page.is_read(block))
    return [statement for one in told for statement in one]


@dataclass
class _Page:
    """A page being read: whether the block before was about Belgium."""

    around: Surroundings
    date: str | None
    """The day of the notice, where it prints one."""
    updated: str | None
    """The day of the last change, or the latest that is printed above its text."""
    was_belgian: bool = False
    to_come: set[str] = field(default_factory=set)
    """Missions in which a part was approved that has not begun: what is told of it is planned."""

    def is_read(self, block: Block) -> bool:
        """Say whether a block is text, or a heading that is an entry of a list of operations."""
        if not block.level:
            return True
        if block.level == 1 or self.around.voice is not Voice.BELGIAN:
            return False
        over = self.around.heading(block)
        return (over.is_listed or over.is_belgian) and _is_name(block)

    def statements(self, block: Block) -> Iterator[Statement]:
        """Yield what a block says."""
        around, framework = self.around, framework_of(block)
        heading, lead = around.heading(block), around.lead(block)
        is_ours = around.voice is Voice.BELGIAN
        is_belgian = heading.is_belgian or lead.is_belgian
        is_belgian = is_belgian or (is_ours and self.was_belgian and opens_with_pronoun(block.text))
        reading = Around(
            block, lead, heading, around.beside(block), framework, is_belgian, around.voice
        )
        if is_ours and not lead.is_belgian:
            reading.topic = heading_topic(block)
        if reading.topic is None and not self._may_say(block, framework, is_belgian=is_belgian):
            if block.kind is Kind.PARAGRAPH:
                self.was_belgian = may_be_about_belgium(block.text)
            return
        is_of_day = False
        for sentence in sentences_of(block, self.year):
            is_of_day = self._is_of_day(sentence.text, is_before=is_of_day)
            for statement in _sentence_statements(sentence, reading):
                yield self._dated(as_it_stands(statement) if is_of_day else statement)
        self.was_belgian = reading.about_belgium

    def _may_say(self, block: Block, framework: str | None, *, is_belgian: bool) -> bool:
        """Say whether a block is worth reading: it names a mission, or a country and Belgium."""
        if find_mentions(block, framework, self.year):
            return True
        return may_name_country(block.text) and (is_belgian or may_be_about_belgium(block.text))

    @property
    def year(self) -> int | None:
        """The year the page was written in."""
        written = self.updated or self.date
        return int(written[:4]) if written else None

    def _is_of_day(self, sentence: str, *, is_before: bool) -> bool:
        """Say whether a sentence tells how things stand on a day; the next go on, up to a date."""
        written = self.date or self.updated
        if is_before and not find_dates(sentence):
            return True
        return written is not None and is_of_day(sentence, written)

    def _dated(self, statement: Statement) -> Statement:
        """Return a statement as it is true on the day of the page."""
        told = begun_by(statement, self.date) if self.date else statement
        if told.mission in self.to_come and not told.cue:
            told = planned(told)
        elif told.mission and told.phase is Phase.PLANNED and is_approval(told.sentence):
            self.to_come.add(told.mission)
        written = self.date or self.updated
        return unless_to_come(unless_still_there(told, written), written) if written else told


def _is_name(block: Block) -> bool:
    """Say whether a heading begins with a mission's name."""
    found = find_mentions(block, framework_of(block))
    return bool(found) and len(block.text[: found[0].start].split()) <= 1


def _sentence_statements(sentence: Sentence, reading: Around) -> Iterator[Statement]:
    mentions = find_mentions_in(sentence, reading.framework)
    is_belgian = may_be_about_belgium(sentence.text)
    is_about_topic = bool(reading.topic or reading.named) and reading.voice is Voice.BELGIAN
    if not mentions and not may_name_country(sentence.text) and not is_about_topic:
        reading.about_belgium = reading.about_belgium or is_belgian
        return
    if not mentions and not (is_belgian or reading.about_belgium or is_about_topic):
        return
    is_foreign = reading.voice is Voice.FOREIGN
    text, named = without_former_names(sentence.text, mentions)
    said = Said(sentence, read_clauses(text), named, is_foreign)
    yield from _missions_and_countries(said, reading)
    if Actor.BELGIUM in said.actors:
        reading.about_belgium = True
    elif Actor.OTHER in said.actors and not reading.is_item:
        reading.about_belgium = False


def _missions_and_countries(said: Said, reading: Around) -> Iterator[Statement]:
    for mention in said.mentions:
        about = _about_mission(said, mention, reading)
        yield about
        was_there = reading.is_there and reading.named == mention.mission
        reading.named = mention.mission
        reading.is_there = about.participation is Participation.CURRENT or (
            was_there and about.participation is None
        )
    topic = None
    if not said.mentions and reading.voice is Voice.BELGIAN and said.clauses.tokens:
        topic = topic_of(said, reading)
    judged = judge_topic(said, reading) if topic else None
    if judged is not None:
        statement = _stated(said, *judged, reading)
        status = _status(judged[1], statement.participation)
        if reading.is_there and topic == reading.named and statement.phase is Phase.PAST:
            # What was once, of a mission that Belgium is in: "a Belgian general commanded it".
            statement = replace(statement, participation=None)
        yield replace(statement, mission=topic, status=status)
    elif Actor.BELGIUM in said.actors or reading.about_belgium:
        yield from _about_countries(said, reading)


def _about_mission(said: Said, mention: Mention, reading: Around) -> Statement:
    name = (mention.start, mention.end)
    judged = judge(said, name, reading)
    statement = _stated(said, name, judged, reading)
    return replace(
        statement, mission=mention.mission, status=_status(judged, statement.participation)
    )


def _stated(said: Said, name: Name, judged: Judged, reading: Around) -> Statement:
    """Return what is said of a name, without saying yet what the name is."""
    since, until = dates_of(said, name, judged.phase, judged.cue)
    is_belgian = judged.actor is Actor.BELGIUM
    return Statement(
        sentence=said.sentence.text,
        participation=PART.get(judged.phase) if is_belgian else None,
        framework=said.framework or reading.framework,
        evidence=said.sentence.evidence(*name),
        phase=judged.phase,
        cue=judged.cue,
        since=since or reading.beside.since,
        until=until or reading.beside.until,
        people=_people(said, name, reading) if is_belgian else (),
    )


def _people(said: Said, name: Name, reading: Around) -> tuple[Headcount, ...]:
    if reading.beside.people and not said.counted:
        return reading.beside.people
    return people_of(said, name)


def _status(judged: Judged, part: Participation | None) -> Status:
    """Belgium's presence shows that a mission runs; else only what is said of the mission."""
    if judged.itself is not None:
        return RUNS.get(judged.itself, Status.UNKNOWN)
    return Status.ONGOING if part is Participation.CURRENT else Status.UNKNOWN


def _about_countries(said: Said, reading: Around) -> Iterator[Statement]:
    hosts = {code for one in said.mentions for code in _hosts(one.mission)}
    for place in located(said, is_item=reading.is_item):
        is_in_name = any(start <= place.start < end for start, end in said.missions)
        if is_in_name or hosts & set(place.countries):
            continue
        name = (place.start, place.end)
        judged = judge(said, name, reading)
        if judged.actor is not Actor.BELGIUM or judged.phase is Phase.MENTIONED:
            continue
        if not _is_about_missions(said, judged):
            continue
        yield replace(_stated(said, name, judged, reading), country=place.countries[0])


def _is_about_missions(said: Said, judged: Judged) -> bool:
    """Refuse what else Belgium has in a country: "currently our embassy in Rwanda"."""
    if said.mentions or said.counted or judged.is_inherited or " " in judged.cue:
        return True
    return bool(sentence_words().matter.find(said.clauses.words))


def _hosts(mission_id: str) -> tuple[str, ...]:
    mission = load_register().get(mission_id)
    return mission.host if mission else ()
