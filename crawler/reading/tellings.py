"""What a passage tells of one mission at one place: whether it is about it, and whether it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from crawler.reading.clauses import Decision, governing, read_clauses
from crawler.reading.closed_periods import closed_period
from crawler.reading.presence import works_now
from crawler.reading.said import Said
from crawler.reading.sayings import sentence_fields
from crawler.reading.sentences import Sentence
from crawler.reading.shares import Share, shares_of
from crawler.reading.titles import BRACKETED, JOINED
from crawler.reading.unknown_words import unknown_words
from missions.cue_words import sentence_words
from missions.dates import find_dates
from missions.recognise import Mention
from missions.records import Evidence, Phase, Status
from missions.register import load_register

BRACKETS = re.compile(r"\)?\s*\([^()]*\)")
OPENERS = frozenset("then and puis et enfin dann und danach daarna vervolgens en ensuite".split())
"""Words with which a clause may begin before its subject."""
OPENING = 60
"""Characters within which the name stands that a paragraph opens with."""
RUNS = {
    Phase.CURRENT: Status.ONGOING,
    Phase.EXTENDED: Status.ONGOING,
    Phase.ENDING: Status.ONGOING,
    Phase.SUSPENDED: Status.ONGOING,
    Phase.ENDED: Status.ENDED,
    Phase.PAST: Status.ENDED,
}
HANDED_OVER = "handed_over"
PASSING = frozenset({"passing", "after", HANDED_OVER, "conditional"})
"""Cues after which a mission is only a comparison, an origin or a possibility."""
LONGEST_JOINED = 60
"""Characters that may stand between a name without a cue and the name it is joined to."""


@dataclass(frozen=True)
class Telling:
    """A mission named in a sentence, with the stretch that is about it."""

    sentence: Sentence
    share: Share
    said: Said
    decision: Decision
    follows: Telling | None
    """The telling before it in the sentence."""

    @property
    def mission(self) -> str:
        """Its register id."""
        return self.share.mission

    @property
    def organisation(self) -> str | None:
        """Whose mission it is."""
        mission = load_register().get(self.mission)
        return mission.organisation if mission else None

    @property
    def text(self) -> str:
        """The stretch that is about it."""
        return self.sentence.text[self.share.start : self.share.end]

    @property
    def evidence(self) -> Evidence:
        """Where the stretch stands."""
        return self.sentence.evidence(self.share.start, self.share.end)

    @property
    def is_passing(self) -> bool:
        """Whether the mission is only a comparison, an origin or a possibility."""
        cue = self.decision.cue
        return self.is_apposed or (cue is not None and cue.kind in PASSING)

    @cached_property
    def is_apposed(self) -> bool:
        """Whether the clause before is about it in passing: "builds on two missions, IFOR and"."""
        if self.follows is not None and self.is_joined and self.follows.is_apposed:
            return True
        if self.decision.cue is not None and not self.decision.is_inherited:
            return False
        segment = self.said.clauses.segment_at(self.share.name.start)
        before = self.said.clauses.phrases(segment - 1) if segment and self.is_subject else []
        here = [start for start, _ in self.said.missions if start < self.share.name.start]
        # What opens a sentence leads up to its subject: "Building on earlier missions, X is".
        first = max(here, default=self.said.clauses.tokens[0].start)
        return any(one.kind in PASSING and one.start > first for one in before)

    @property
    def opens(self) -> bool:
        """Whether a paragraph begins with the name, or it is an item of a list."""
        return self.share.name.start < OPENING and self.sentence.start == 0

    @property
    def is_joined(self) -> bool:
        """Whether nothing but a join, a place or a bracket parts it from the name before."""
        if self.follows is None:
            return False
        between = self.sentence.text[self.follows.share.last.end : self.share.name.start]
        between = BRACKETED.sub(" ", between.lstrip(")"))
        return JOINED.search(between) is not None and not unknown_words(between)

    @property
    def has_dates(self) -> bool:
        """Whether the stretch gives a date behind the name, or from when and until when."""
        behind = self.sentence.text[self.share.name.end : self.share.end]
        return bool(find_dates(behind)) or bool(closed_period(self.text, self.evidence))

    @property
    def is_dated(self) -> bool:
        """Whether brackets right behind the name give from when and until when it was there."""
        start = self.share.last.end
        brackets = BRACKETS.match(self.sentence.text, start, self.share.end)
        at = self.sentence.evidence(start)
        return brackets is not None and bool(closed_period(brackets.group(), at))

    @property
    def is_lived(self) -> bool:
        """Whether a relative clause behind the name tells from when until when it was there: "ISAF,
        which NATO led from 2003 to 2014"."""
        clauses = self.said.clauses
        following = clauses.segment_at(self.share.last.start) + 1
        if following >= len(clauses.segments):
            return False
        words, opening = clauses.words_of(following), clauses.segments[following].opens
        if opening not in sentence_words().clauses["relatives"]:
            return False
        start, end = words[0].start, words[-1].end
        is_behind = start < self.share.end and not self.sentence.text[
            self.share.last.end : start
        ].strip(" ,)")
        at = self.sentence.evidence(start, end)
        return is_behind and bool(closed_period(self.sentence.text[start:end], at))

    @property
    def is_subject(self) -> bool:
        """Whether a clause begins with the name."""
        clauses = self.said.clauses
        words = clauses.words_of(clauses.segment_at(self.share.name.start))
        before = [word for word in words if word.start < self.share.name.start]
        articles = sentence_words().clauses["articles"]
        return all(word.folded in articles for word in before[1:]) and (
            not before or before[0].folded in articles | OPENERS
        )

    @property
    def is_successor(self) -> bool:
        """Whether its clause says that it followed another."""
        clauses = self.said.clauses
        return bool(clauses.phrases(clauses.segment_at(self.share.name.start)))

    @cached_property
    def own_status(self) -> Status | None:
        """What its own clause tells, or years from and until when it was there."""
        is_open = self.decision.cue is None or self.decision.cue.kind != "conditional"
        if is_open and (self.is_dated or self.is_lived):
            return Status.ENDED
        if self.is_apposed:
            return None
        if self.decision.cue is None or self.decision.is_inherited:
            here = [one for one in self.said.periods if one.since and one.until]
            end = self.share.name.end
            if any(0 <= one.start - end <= LONGEST_JOINED for one in here):
                return Status.ENDED
        if self._hands_over():
            return Status.ENDED
        told = RUNS.get(self.decision.phase) if self._is_own() else None
        return told or (Status.ONGOING if self._is_at_work() else None)

    def _is_at_work(self) -> bool:
        """Say whether its clause tells what it does, and nothing else of it: as its subject, or
        since some day ("In Georgien patrouillieren seit 2008 Beobachter der EUMM")."""
        if self.decision.cue is not None or self.is_passing:
            return False
        clauses = self.said.clauses
        segment = clauses.segment_at(self.share.name.start)
        since = any(one.kind == "since" for one in clauses.cues_in(segment))
        return (since or self.is_subject) and works_now(self.said, segment)

    def _hands_over(self) -> bool:
        """Say whether it followed another and is over too: "SFOR, which handed over to"."""
        if self.decision.cue is None or self.decision.cue.kind != HANDED_OVER:
            return False
        if any(name == "ended" for name, _ in sentence_fields(self.text, self.evidence)):
            return True
        start, end = self.share.name.end, self.share.end
        return any(
            cue.kind == HANDED_OVER and start <= cue.start < end for cue in self.said.clauses.cues
        )

    def _is_own(self) -> bool:
        """An inherited cue counts only where the mission is joined to the clause with the cue."""
        cue = self.decision.cue
        if not self.decision.is_inherited or cue is None:
            return True
        name = self.share.name
        between = self.sentence.text[min(name.end, cue.end) : max(name.start, cue.start)]
        return len(between) <= LONGEST_JOINED and ";" not in between


def tellings_of(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Telling]:
    """Yield what a sentence tells of each of its missions."""
    said = Said(sentence, read_clauses(sentence.text), mentions)
    before: Telling | None = None
    for share in shares_of(sentence.text, mentions):
        before = Telling(sentence, share, said, _decision(said, share), before)
        yield before


def _decision(said: Said, share: Share) -> Decision:
    """Return what the sentence says of a mission; a relative clause stands behind its acronym."""
    first = governing(said.clauses, share.name.start, share.name.end, said.missions)
    if first.phase is not Phase.MENTIONED or share.last is share.name:
        return first
    last = governing(said.clauses, share.last.start, share.last.end, said.missions)
    return last if last.phase in RUNS else first
