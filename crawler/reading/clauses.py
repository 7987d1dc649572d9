"""What the clauses of a sentence say: which cue words stand where, and which govern a name.

A sentence is cut into segments at commas, dashes and conjunctions. A name is governed by the cues
of its own segment; a segment without any takes those before it (an enumeration), else those after.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from missions.cue_words import Words, sentence_words
from missions.records import Phase
from missions.tokens import Token

BREAK = re.compile(r"[;:]|,\s|\s[–—-]\s|\n")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PHRASES = {"passing": Phase.MENTIONED, "handed_over": Phase.MENTIONED, "after": Phase.PAST}
"""Cues that govern the name after them and no other."""
MOST_COORDINATED = 4
"""Words that may stand between "and" and the second of two names it joins."""
LONGEST_PLACE = 5
"""Words that may tell where a mission is, between its name and a relative clause about it."""
LONGEST_ENUMERATED = 14
"""Words a segment may have to be one more name of an enumeration."""
BESIDE = frozenset({"since", "closure"})
"""Cues that say something beside what the clause says."""
OPEN = frozenset({"founded", "perfect"})
"""Cues that leave it to a second predicate what is so now: "has taken part and still does"."""
ENDS = frozenset({"ended", "suspended"})
"""Kinds of cues among which are participles: "terminated in 1996"."""
STRONGEST = ("ended", "suspended", "extended", "ending", "planned")


@dataclass(frozen=True)
class Cue:
    """A cue word: its kind, where it stands in the text, and in which segment."""

    kind: str
    start: int
    end: int
    segment: int


@dataclass(frozen=True)
class Segment:
    """A stretch of words between two breaks; `first` and `after` are positions of words."""

    first: int
    after: int
    opens: str
    """Its first word."""
    after_comma: bool


@dataclass(frozen=True)
class Decision:
    """The phase a name is in, and the words that decided; no cue where nothing is said."""

    phase: Phase
    cue: Cue | None = None
    is_inherited: bool = False


SILENT = Decision(Phase.MENTIONED)


@dataclass(frozen=True)
class Clauses:
    """A sentence as words, segments and cues."""

    text: str
    words: Words
    segments: list[Segment]
    cues: list[Cue]

    @property
    def tokens(self) -> list[Token]:
        """The words as printed, with where they stand."""
        return self.words.tokens

    def segment_at(self, offset: int) -> int:
        """Return the index of the segment a character stands in."""
        return min(bisect_right(self._ends, offset), len(self.segments) - 1)

    @cached_property
    def _ends(self) -> list[int]:
        """Where the last word of each segment ends."""
        return [self.tokens[segment.after - 1].end for segment in self.segments]

    @cached_property
    def _cues_of(self) -> dict[int, list[Cue]]:
        """The cues by the segment they stand in."""
        cues: dict[int, list[Cue]] = {}
        for one in self.cues:
            cues.setdefault(one.segment, []).append(one)
        return cues

    @cached_property
    def speaking(self) -> list[int]:
        """The segments that have cues."""
        return sorted(self._cues_of)

    @cached_property
    def against(self) -> list[int]:
        """The segments that open with a word that sets them against what was said before."""
        words = sentence_words().clauses["against"]
        return [index for index, one in enumerate(self.segments) if one.opens in words]

    def cues_in(self, segment: int) -> list[Cue]:
        """Return the cues of a segment."""
        return self._cues_of.get(segment, [])

    def plain(self, segment: int) -> list[Cue]:
        """Return the cues of a segment that say something of the whole of it."""
        return [one for one in self.cues_in(segment) if one.kind not in PHRASES]

    def phrases(self, segment: int) -> list[Cue]:
        """Return the cues of a segment that govern only the name after them."""
        return [one for one in self.cues_in(segment) if one.kind in PHRASES]

    def words_of(self, segment: int) -> list[Token]:
        """Return the words of a segment."""
        return self.tokens[self.segments[segment].first : self.segments[segment].after]

    def printed(self, cue: Cue) -> str:
        """Return a cue as the page prints it."""
        return self.text[cue.start : cue.end]


def read_clauses(text: str) -> Clauses:
    """Return the clauses of a sentence."""
    words = Words.of(text)
    tokens = words.tokens
    segments = _segments(text, tokens)
    at = [index for index, one in enumerate(segments) for _ in range(one.first, one.after)]
    cues = [
        Cue(one.kind, tokens[one.first].start, tokens[one.after - 1].end, at[one.first])
        for one in sentence_words().cues.find(words)
        if one.kind != "ignored" and tokens[one.first].printed != "May"
    ]
    return Clauses(text, words, segments, cues)


def _segments(text: str, tokens: Sequence[Token]) -> list[Segment]:
    conjunctions = _conjunctions(tokens)
    segments: list[Segment] = []
    first, after_comma = 0, False
    breaks = [match.start() for match in BREAK.finditer(text)]
    for position in range(1, len(tokens)):
        index = bisect_left(breaks, tokens[position - 1].end)
        broken = index < len(breaks) and breaks[index] < tokens[position].start
        if broken or tokens[position].printed in conjunctions:
            segments.append(_segment(tokens, first, position, after_comma=after_comma))
            first, after_comma = position, broken
    if tokens:
        segments.append(_segment(tokens, first, len(tokens), after_comma=after_comma))
    return segments


def _conjunctions(tokens: Sequence[Token]) -> frozenset[str]:
    words = sentence_words().clauses
    is_french = any(token.printed.lower() in words["french"] for token in tokens)
    return words["conjunctions"] - words["dutch"] if is_french else words["conjunctions"]


def _segment(tokens: Sequence[Token], first: int, after: int, *, after_comma: bool) -> Segment:
    return Segment(first, after, tokens[first].printed.lower(), after_comma)


def governing(clauses: Clauses, start: int, end: int, names: Sequence[tuple[int, int]]) -> Decision:
    """Return what the sentence says of the name at `start`; `names` are all names in it."""
    segment = clauses.segment_at(start)
    phrase = _phrase_before(clauses, start, segment)
    relative = _relative_after(clauses, end, segment, names)
    if phrase is not None:
        return relative or Decision(PHRASES[phrase.kind], phrase)
    coordinated = _coordinated_phrase(clauses, start, segment, names)
    if coordinated is not None:
        return Decision(PHRASES[coordinated.kind], coordinated)
    handed = next((one for one in clauses.phrases(segment) if one.kind == "handed_over"), None)
    if handed is not None:
        return Decision(Phase.ENDED, handed)
    own = decide(clauses, segment, start)
    is_open = own is None or (own.cue is not None and own.cue.kind in OPEN)
    later = _predicate_after(clauses, segment, names) if is_open else None
    if later is not None and (own is not None or clauses.phrases(segment)):
        return later
    is_backed = own is not None and own.cue is not None and own.cue.kind == "support"
    if relative is not None and _still_there(clauses, segment + 1, own, relative):
        return relative
    if own is not None and not (is_backed and relative is not None):
        return own
    if relative is not None and (own is not None or _says(relative)):
        return relative
    if clauses.phrases(segment):
        return relative or SILENT
    return _inherited(clauses, segment, start, names)


def _still_there(clauses: Clauses, segment: int, own: Decision | None, relative: Decision) -> bool:
    """Say whether a relative clause tells that those who were sent are there now: "sent officers to
    EULEX, where they still serve"."""
    if own is None or own.phase is not Phase.PAST or relative.phase is not Phase.CURRENT:
        return False
    words = [token.printed.lower() for token in clauses.words_of(segment)[1:2]]
    return sentence_words().clauses["pronouns"].issuperset(words)


def _says(decision: Decision) -> bool:
    """Say whether a decision tells something: a phase, or that there is expressly none."""
    is_denied = decision.cue is not None and decision.cue.kind == "negation"
    return is_denied or decision.phase is not Phase.MENTIONED


def _predicate_after(
    clauses: Clauses, segment: int, names: Sequence[tuple[int, int]]
) -> Decision | None:
    """Return what a second predicate says: "was launched in 2015 and was terminated in 2021"."""
    following = segment + 1
    if following >= len(clauses.segments):
        return None
    opening = clauses.segments[following]
    if opening.opens not in sentence_words().clauses["conjunctions"]:
        return None
    if any(clauses.segment_at(start) == following for start, _ in names):
        return None
    return decide(clauses, following, clauses.tokens[opening.first].start)


def _phrase_before(clauses: Clauses, start: int, segment: int) -> Cue | None:
    """Return the cue that governs only the name after it, when no other stands between."""
    cues = clauses.cues_in(segment)
    # "holds" alone decides nothing, and the French "a" is an English article too.
    before = [one for one in cues if one.start < start and one.kind != "holds"]
    nearest = max(before, key=lambda one: one.start, default=None)
    return nearest if nearest and nearest.kind in PHRASES else None


def _relative_after(
    clauses: Clauses, end: int, segment: int, names: Sequence[tuple[int, int]]
) -> Decision | None:
    """Return what a relative clause says of the name right before it, or a participle: "SFOR, which
    ended", "Sharp Guard, terminated in 1996"."""
    following = segment + 1
    if following >= len(clauses.segments):
        return None
    opening = clauses.segments[following]
    first = clauses.tokens[opening.first].start
    is_relative = opens_relative(clauses, following) or any(
        one.start == first and one.kind in ENDS for one in clauses.plain(following)
    )
    is_behind = _is_behind(clauses, end, opening.first)
    if not (is_relative and is_behind and opening.after_comma):
        return None
    if first < end:
        return None
    return decide(clauses, following, first) or _second_relative(clauses, following + 1)


def _second_relative(clauses: Clauses, segment: int) -> Decision | None:
    """Return what a relative clause joined to one that says nothing tells: "which fights piracy and
    to which Belgium sent"."""
    if segment >= len(clauses.segments):
        return None
    words = [token.printed.lower() for token in clauses.words_of(segment)[:2]]
    joins, relatives = (sentence_words().clauses[one] for one in ("conjunctions", "relatives"))
    is_joined = len(words) > 1 and words[0] in joins and words[1] in relatives
    start = clauses.tokens[clauses.segments[segment].first].start
    return decide(clauses, segment, start) if is_joined else None


def _is_behind(clauses: Clauses, end: int, first: int) -> bool:
    """Say whether a clause stands right behind a name, or behind the place it names: "EMASOH in the
    Strait of Hormuz, to which"."""
    between = [token for token in clauses.tokens[:first] if token.start > end]
    is_place = bool(between) and between[0].printed in sentence_words().places["locative"]
    return not between or (is_place and len(between) <= LONGEST_PLACE)


def opens_relative(clauses: Clauses, segment: int) -> bool:
    """Say whether a segment opens with a relative pronoun, or one behind a preposition: "à
    laquelle", "in which"."""
    words = [token.printed.lower() for token in clauses.words_of(segment)[:2]]
    relatives, articles = (sentence_words().clauses[name] for name in ("relatives", "articles"))
    return words[0] in relatives or (words[0] in articles and words[-1] in relatives)


def _coordinated_phrase(
    clauses: Clauses, start: int, segment: int, names: Sequence[tuple[int, int]]
) -> Cue | None:
    """Return the phrase that governs the name before "and": "na de deelname aan ISAF en RSM"."""
    before = [token.printed.lower() for token in clauses.words_of(segment) if token.start < start]
    articles = sentence_words().clauses["articles"]
    if not segment or len(before) > MOST_COORDINATED or not articles.issuperset(before):
        return None
    last = max((name for name in names if name[1] <= start), default=None)
    if last is None or clauses.words_of(segment - 1)[-1].end > last[1] + 1:
        return None
    return _phrase_before(clauses, last[0], segment - 1)


def _inherited(
    clauses: Clauses, segment: int, start: int, names: Sequence[tuple[int, int]]
) -> Decision:
    """Return what the segments before say, else those after, for one that says nothing."""
    long = len(clauses.words_of(segment)) > LONGEST_ENUMERATED
    speaking = clauses.speaking
    first = bisect_left(speaking, segment)
    begun = _begun(clauses, segment)
    for at in range(first - 1 if not _begins_anew(clauses, segment) else -1, -1, -1):
        other = speaking[at]
        if other < begun:
            break
        if _is_aside(clauses, other, names):
            continue
        affirmed = _is_set_against(clauses, other, segment, names)
        decision = decide(clauses, other, start, affirmed=affirmed)
        if decision is not None:
            if long and not _is_adverbial(clauses, other):
                return SILENT
            return Decision(decision.phase, decision.cue, is_inherited=True)
    said_aside = SILENT
    for at in range(bisect_right(speaking, segment), len(speaking)):
        decision = decide(clauses, speaking[at], start)
        if decision is None:
            continue
        told = Decision(decision.phase, decision.cue, is_inherited=said_aside is SILENT)
        if decision.phase is not Phase.MENTIONED or not _is_aside(clauses, speaking[at], names):
            return told
        said_aside = told  # "…, which Belgium supported, ended on 31 March"
    return said_aside


def _begun(clauses: Clauses, segment: int) -> int:
    """Return the first segment that may speak for a silent one: behind a semicolon those before it
    do not, where the rest of the sentence says something itself."""
    first = clauses.segments[segment].first
    here = clauses.tokens[first].start
    at = clauses.text.rfind(";", 0, here)
    if at < 0:
        return 0
    end = clauses.text.find(";", here)
    following = clauses.speaking[bisect_right(clauses.speaking, segment) :][:1]
    stop = len(clauses.text) if end < 0 else end
    speaks = any(clauses.words_of(one)[0].start < stop for one in following)
    return clauses.segment_at(at + 1) if speaks else 0


def _begins_anew(clauses: Clauses, segment: int) -> bool:
    """Say whether a segment begins another clause that tells what was said: "and that"."""
    words = [token.printed for token in clauses.words_of(segment)[:2]]
    joins, openers = (sentence_words().clauses[one] for one in ("conjunctions", "complementizers"))
    return len(words) > 1 and words[0] in joins and words[1] in openers


def _is_set_against(
    clauses: Clauses, earlier: int, segment: int, names: Sequence[tuple[int, int]]
) -> bool:
    """Say whether a "but" stands between two segments, and not behind an aside."""
    first, end = bisect_right(clauses.against, earlier), bisect_right(clauses.against, segment)
    return any(not _is_aside(clauses, one - 1, names) for one in clauses.against[first:end])


def _is_adverbial(clauses: Clauses, segment: int) -> bool:
    """Say whether a segment is its cue and no more, so that it tells of the clause behind it: "At
    present, an officer of the Belgian army serves with"."""
    words, cues = clauses.words_of(segment), clauses.plain(segment)
    return all(any(cue.start <= word.start < cue.end for cue in cues) for word in words)


def _is_aside(clauses: Clauses, segment: int, names: Sequence[tuple[int, int]]) -> bool:
    """Say whether a segment is a relative clause about a name before it."""
    one = clauses.segments[segment]
    if not (one.after_comma and one.opens in sentence_words().clauses["relatives"]):
        return False
    first, end = clauses.tokens[one.first].start, clauses.tokens[one.after - 1].end
    return not any(first <= start < end for start, _ in names)


def decide(clauses: Clauses, segment: int, near: int, *, affirmed: bool = False) -> Decision | None:
    """Return what the cues of a segment say together; None when they say nothing.

    `affirmed` leaves negations out: "not troops, but two observers".
    """
    cues = [one for one in clauses.plain(segment) if one.kind not in BESIDE]
    if affirmed:
        cues = [one for one in cues if one.kind not in ("negation", "no_longer")]
    by_kind: dict[str, Cue] = {}
    for one in sorted(cues, key=lambda one: abs(one.start - near), reverse=True):
        by_kind[one.kind] = one
    if by_kind.keys() == {"holds"}:
        return None
    return _together(clauses, by_kind, near) if by_kind else None


def _together(clauses: Clauses, cues: dict[str, Cue], near: int) -> Decision:
    if "conditional" in cues or clauses.text.rstrip().endswith("?"):
        return Decision(Phase.MENTIONED, cues.get("conditional"))
    if "no_longer" in cues:
        phase = Phase.ENDING if "planned" in cues else Phase.ENDED
        return Decision(phase, cues["no_longer"])
    if "negation" in cues:
        return _negated(cues)
    for kind in STRONGEST:
        if kind in cues:
            return _strongest(kind, cues)
    cues.pop("holds", None)
    if cues.keys() <= {"support", "founded"}:
        return Decision(Phase.MENTIONED, next(iter(cues.values())))
    return _present_or_past(clauses, cues, near)


def _negated(cues: dict[str, Cue]) -> Decision:
    """Not ended is still current, not extended is ending, not taking part is nothing said."""
    if cues.keys() & {"ended", "ending", "suspended"}:
        return Decision(Phase.CURRENT, cues["negation"])
    if "extended" in cues:
        return Decision(Phase.ENDING, cues["negation"])
    return Decision(Phase.MENTIONED, cues["negation"])


def _strongest(kind: str, cues: dict[str, Cue]) -> Decision:
    if kind == "ended" and "planned" in cues:
        return Decision(Phase.ENDING, cues[kind])
    if kind == "ending" and "past" in cues and "planned" not in cues:
        return Decision(Phase.PAST, cues["past"])
    return Decision(Phase(kind), cues[kind])


def _present_or_past(clauses: Clauses, cues: dict[str, Cue], near: int) -> Decision:
    found = {kind: cue for kind, cue in cues.items() if kind not in ("support", "founded")}
    sent = found.pop("sent", None)
    if sent is not None:
        is_dated = YEAR.search(clauses.text) is not None and "since" not in cues
        found.setdefault("past" if is_dated else "current", sent)
    perfect = found.pop("perfect", None)
    if perfect is not None:
        is_open = any(one.kind == "since" for one in clauses.cues)
        found.setdefault("current" if is_open else "past", perfect)
    before = [(one.start, kind) for kind, one in found.items() if one.start <= near]
    kind = max(before)[1] if before else min((one.start, kind) for kind, one in found.items())[1]
    return Decision(Phase(kind), found[kind])
