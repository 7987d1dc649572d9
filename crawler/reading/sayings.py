"""What sentences say of a mission's fields: when it began, until when it runs, who leads it.

A date in a sentence belongs to the verb nearest to it, and counts only when the words just before
it fit the verb: "established on", "extended until". A sentence whose subject is another thing (an
election, a contingent, a commander's term) says nothing of the mission.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.reading.people import people_in_sentence
from crawler.reading.yearless import yearless_dates
from missions.dates import PrintedDate, find_dates
from missions.field_words import WORD, Hit, field_words
from missions.places import country_of
from missions.records import Evidence, FieldValue
from missions.tokens import fold_in_place, tokenize

SENTENCE_END = re.compile(
    r"(?:(?<=[^\W\d_]{2}[.!?…])|(?<=[0-9]{4}[.!?])|(?<=[)\]\"”»%][.!?]))[\"”»)]*\s+"
    r"(?=[\"“«(']*[^\W\d_a-zà-öø-ÿ])|\n"
)
ABBREVIATED = re.compile(
    r"\b(?:Lt|Gen|Maj|Col|Brig|Adm|Capt|Amb|Cdr|Dr|Mr|Mrs|Ms|St|No|Nr|Art|Res|Jan|Feb|Febr|Apr|"
    r"Jun|Jul|Aug|Sep|Sept|Oct|Okt|Nov|Dec|Dez|janv|févr|avr|juil|sept|oct|déc|mrt|bzw|ca|dhr|"
    r"mevr|vgl|inkl|resp|approx|incl)\.$"
)
FIGURE = re.compile("[0-9]")
FOUR = re.compile(r"[0-9]{4}|[0-9][./][0-9]{2}")
OTHER_CLAUSE = re.compile(r";|,\s(?:which|who|qui|die|dat|der|welche|welke)\s")
"""What begins a clause whose verb a date before it does not belong to."""
RUN_FROM = re.compile(r"runs?\b(?: \w+)? from (?![0-9])")
"""A mission that is run from a place does not run out."""
PURPOSE = re.compile(r"to (?:end|close)\b")
"""Behind a date what was done it for: "entered Kosovo in June 1999 to end the violence"."""
VERBS = frozenset({"start", "end", "expire", "extend"})
LONGEST_BETWEEN = 40
LONGEST_PARTICLE = 4
"""Letters of the part that a verb leaves at the end: "aus", "ein", "af", "stop"."""
LONGEST_SENTENCE = 1200
MOST_DATES = 24
"""Figures like years in what is a sentence and no list of dates."""
ACRONYM = re.compile(r"\b[A-Z][A-Z0-9-]*[A-Z0-9]{2,}\b|\bEU[A-Z]+\b")
MOST_NAME_WORDS = 9
PARTICLES = frozenset("de van von der den del di da al el bin ben la le du dos ter ten zu".split())


def sentence_fields(text: str, evidence: Evidence) -> Iterator[tuple[str, FieldValue]]:
    """Yield what the sentences of a text say of a mission's fields, in reading order.

    `evidence.start` is where the text begins in its block.
    """
    has_figures = FIGURE.search(text) is not None
    if not has_figures and not any(hint in text for hint in field_words().led_hints):
        return
    for start, sentence in sentences_in(text):
        found = list(_in_sentence(sentence, has_figures=has_figures))
        for name, value, printed, at, doubt in found:
            begin = evidence.start + start + at
            where = Evidence(evidence.path, begin, begin + len(printed))
            yield name, FieldValue(value, printed, where, doubt)


def sentences_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text, each with where it begins."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        if ABBREVIATED.search(text, max(0, match.start() - 9), match.start()):
            continue
        yield from _pieces(text, start, match.start())
        start = match.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Cut what no person would call a sentence, so that reading it takes time as its length."""
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = space if space > start else start + LONGEST_SENTENCE
        yield start, text[start:cut]
        start = cut
    yield start, text[start:end]


_Found = tuple[str, str | int | None, str, int, str | None]
"""Field, value, printed string, where it stands in the sentence, doubt."""


def _in_sentence(text: str, *, has_figures: bool) -> Iterator[_Found]:
    sentence = _Sentence(text)
    if has_figures:
        yield from _dates(sentence)
        yield from _strength(sentence)
        yield from _legal_basis(sentence)
    yield from _head(sentence)


class _Sentence:
    """A sentence with its dates and the phrases in it; places are those of its text."""

    def __init__(self, text: str) -> None:
        """Find what stands in the sentence."""
        self.text = text
        self.folded = fold_in_place(text)
        self.dates = find_dates(text) if 0 < len(FOUR.findall(text)) <= MOST_DATES else []
        self.hits = _told_of_others(field_words().said.find(self.folded))
        begun = list(yearless_dates(self.folded, self.dates, self.hits)) if self.dates else []
        self.begun = {date.start for date in begun}
        """Where dates stand that have no year of their own: those of a beginning."""
        if begun:
            self.dates = sorted([*self.dates, *begun], key=lambda date: date.start)

    def has(self, kind: str, start: int, end: int) -> bool:
        """Say whether a phrase of a list stands between two places."""
        return any(hit.kind == kind and start <= hit.start and hit.end <= end for hit in self.hits)

    def clause_start(self, end: int, least: int = 0) -> int:
        """Return where the clause that goes on at `end` begins."""
        return max(self.text.rfind(sign, least, end) for sign in ",;") + 1 or least

    def clause_end(self, start: int, most: int) -> int:
        """Return where the clause that goes on at `start` ends; a comma right there is none."""
        begin = start + len(self.text[start:most]) - len(self.text[start:most].lstrip(" ,"))
        ends = [place for sign in ",;." if (place := self.text.find(sign, begin, most)) >= 0]
        return min(ends, default=most)


def _told_of_others(hits: Sequence[Hit]) -> list[Hit]:
    """Leave out what tells of partners where the mission does it: "the mission contributes to"."""
    after_mission = {one.end + 1 for one in hits if one.kind == "missions"}
    return [one for one in hits if one.kind != "partners" or one.start not in after_mission]


@dataclass(frozen=True)
class _Dated:
    """A date in its sentence: between which places its verb may stand."""

    sentence: _Sentence
    date: PrintedDate
    begin: int
    """The end of the date before it, or the sentence's beginning."""
    end: int
    """The beginning of the next date, or the sentence's end."""

    @property
    def start(self) -> int:
        """Where the date begins."""
        return self.date.start

    @property
    def clause(self) -> tuple[int, int]:
        """The clause before the date."""
        return self.sentence.clause_start(self.start, self.begin), self.start

    @property
    def clause_after(self) -> tuple[int, int]:
        """The rest of the clause after the date."""
        return self.date.end, self.sentence.clause_end(self.date.end, self.end)

    def has(self, kind: str, *spans: tuple[int, int]) -> bool:
        """Say whether a phrase of a list stands in one of some stretches."""
        return any(self.sentence.has(kind, start, end) for start, end in spans)

    def follows(self, kind: str) -> bool:
        """Say whether a preposition of a list stands before the date, but for articles."""
        return _stands_before(self.sentence, f"{kind}_words", self.start)


def _stands_before(sentence: _Sentence, kind: str, place: int) -> bool:
    articles = field_words().articles
    for hit in reversed(sentence.hits):
        if hit.kind == kind and hit.start < place:  # "until the end of" goes into "end of 2014"
            between = sentence.folded[hit.end : place]
            if len(between) < LONGEST_BETWEEN and articles.issuperset(WORD.findall(between)):
                return True
    return False


def _dates(sentence: _Sentence) -> Iterator[_Found]:
    previous = 0
    for position, date in enumerate(sentence.dates):
        following = sentence.dates[position + 1 :][:1]
        end = following[0].start if following else len(sentence.text)
        name = _told(_Dated(sentence, date, previous, end))
        previous = date.end
        if date.start in sentence.begun and name != "since":
            continue
        if name:
            yield name, date.value, date.printed, date.start, date.doubt


def _told(dated: _Dated) -> str | None:
    """Return the field a date is of; the readers are tried from the surest."""
    readers = (_event,) if _is_about_another(dated) else (_until, _beyond, _stay, _since, _event)
    return next((name for read in readers if (name := read(dated))), None)


def _is_about_another(dated: _Dated) -> bool:
    """Say whether the noun nearest to a date is none that a mission's sentence is about."""
    nearest = _last_noun(dated.sentence, 0, dated.start)
    return (nearest or _first_noun(dated.sentence, *dated.clause_after)) == "others"


def _until(dated: _Dated) -> str | None:
    """Read "extended until", "its mandate runs to", "is tot … verlengd"."""
    if not dated.follows("until") or dated.has("negations", dated.clause):
        return None
    before, wide = (dated.begin, dated.start), (0, dated.start)
    if any(dated.has(kind, before, wide) for kind in ("extend", "expire", "mandate")):
        return "until"
    is_said_after = any(dated.has(kind, dated.clause_after) for kind in ("extend", "expire"))
    return "until" if is_said_after else None


def _beyond(dated: _Dated) -> str | None:
    """Read "will not be extended beyond": the last day is told by saying what is not."""
    around = (dated.begin, dated.start), dated.clause_after
    is_last = dated.follows("beyond") and dated.has("extend", *around)
    return "until" if is_last and dated.has("negations", *around) else None


def _stay(dated: _Dated) -> str | None:
    """Read the two dates of "operated from 2013 to 2023"."""
    wide = (0, dated.start)
    is_stay = dated.has("stayed", wide, dated.clause_after)
    if not is_stay or any(dated.has(kind, wide) for kind in ("extend", "expire", "mandate")):
        return None
    if dated.follows("from") and _joins(dated.sentence, dated.date.end, dated.end):
        return "since"
    is_second = dated.begin > 0 and _joins(dated.sentence, dated.begin, dated.start)
    return "ended" if is_second else None


def _joins(sentence: _Sentence, start: int, end: int) -> bool:
    words = WORD.findall(sentence.folded[start:end])
    is_and = len(words) == 1 and words[0] in ("and", "et", "en", "und")
    return is_and or (0 < len(words) <= 4 and _stands_before(sentence, "until_words", end))


def _since(dated: _Dated) -> str | None:
    if not dated.follows("since") or dated.has("leaders", (0, dated.start)):
        return None
    if dated.has("partners", (0, dated.start), dated.clause_after):
        return None
    if dated.has("negations", dated.clause):
        return None
    return "ended" if _is_over_since(dated) else "since"


def _is_over_since(dated: _Dated) -> bool:
    """Say whether what lasts since a day is an end: "closed since 2016", "sinds 2016 gesloten"."""
    folded = dated.sentence.folded
    ends = [hit for hit in dated.sentence.hits if hit.kind == "end"]
    leads = [hit.start for hit in dated.sentence.hits if hit.kind == "since_words"]
    return any(
        (not folded[dated.date.end : hit.start].strip() and hit.start >= dated.date.end)
        or any(hit.end <= at <= dated.start and not folded[hit.end : at].strip() for at in leads)
        for hit in ends
    )


def _event(dated: _Dated) -> str | None:
    """Read "was established on", "closed in", "expires on", "wurde am … eingerichtet"."""
    verb = _last_verb(dated)
    text = dated.sentence.text
    is_beside = verb is not None and not text[verb.end : dated.start].strip(" ,(")
    if not is_beside and text[: dated.start].strip() and not _is_on(dated):
        return None
    verb = verb or _verb_after(dated)
    if verb is None or not _is_of_mission(verb, dated):
        return None
    if dated.has("leaders", (dated.begin, dated.start)):
        return None
    around = (dated.clause, dated.clause_after) if verb.start >= dated.start else (dated.clause,)
    if dated.has("negations", *around):
        return None
    name = {"start": "since", "end": "ended", "expire": "until"}.get(verb.kind)
    is_from = dated.follows("from") and not dated.follows("on")
    return name if name == "since" or not is_from else None


def _is_on(dated: _Dated) -> bool:
    """Say whether a date follows "on", or the act of that day: "by resolution 2100 of"."""
    if dated.follows("on") or dated.follows("from"):
        return True
    before = dated.sentence.folded[dated.begin : dated.start]
    return re.search(r"[0-9)]\W+(?:of|du|vom|van|de)\W*$", before) is not None


def _verbs(dated: _Dated, start: int, end: int) -> list[Hit]:
    sentence = dated.sentence
    return [
        hit
        for hit in sentence.hits
        if hit.kind in VERBS
        and start <= hit.start
        and hit.end <= end
        and not RUN_FROM.match(sentence.folded, hit.start)
    ]


def _is_of_next(dated: _Dated, verb: Hit) -> bool:
    """Say whether a verb between two dates stands right before the second: "ran from 2004 and was
    withdrawn on 31 December 2011"."""
    between = dated.sentence.folded[verb.end : dated.end]
    is_last = dated.end < len(dated.sentence.text) and len(between) < LONGEST_BETWEEN
    return (
        is_last
        and len(WORD.findall(between)) <= 1
        and _stands_before(dated.sentence, "on_words", dated.end)
    )


def _last_verb(dated: _Dated) -> Hit | None:
    """Return the last verb; of two that end together the longer: "will end" is no "end"."""
    found = _verbs(dated, dated.begin, dated.start)
    return max(found, key=lambda verb: (verb.end, verb.end - verb.start), default=None)


def _verb_after(dated: _Dated) -> Hit | None:
    """Return the verb after a date, or the one a date stands in the middle of: "lief am … aus"."""
    start, end = dated.clause_after
    before = dated.sentence.folded[dated.begin : dated.start]
    around = before + dated.sentence.folded[start:end]
    for hit in field_words().said.find(around):
        if hit.kind in VERBS and hit.start < len(before.rstrip()) < hit.end:
            return Hit(hit.kind, dated.begin + hit.start, dated.start)
    parted = _parted_verb(dated, start, end)
    if parted is not None:
        return parted
    other = OTHER_CLAUSE.search(dated.sentence.folded, dated.date.end, dated.end)
    found = [
        hit
        for hit in _verbs(dated, dated.date.end, other.start() if other else dated.end)
        if not _is_of_next(dated, hit) and not PURPOSE.match(dated.sentence.folded, hit.start)
    ]
    return min(found, key=lambda verb: (verb.start, -verb.end), default=None)


def _parted_verb(dated: _Dated, start: int, end: int) -> Hit | None:
    """Return the verb whose second part ends the clause right behind a date and whose first stands
    before: "lief mangels Konsenses am 31. März 2022 aus"."""
    folded = dated.sentence.folded
    last = WORD.search(folded, start, end)
    if last is None or folded[last.end() : end].strip(" .") or len(last.group()) > LONGEST_PARTICLE:
        return None
    clause, _ = dated.clause
    for first in WORD.finditer(folded, clause, dated.start):
        verb = f"{first.group()} {last.group()}"
        hit = next((one for one in field_words().said.find(verb) if one.kind in VERBS), None)
        if hit is not None and (hit.start, hit.end) == (0, len(verb)):
            return Hit(hit.kind, first.start(), dated.start)
    return None


def _is_of_mission(verb: Hit, dated: _Dated) -> bool:
    """Say whether what began or ended is the mission: by a verb's object, else its subject."""
    if dated.has("partners", (0, dated.start), dated.clause_after):
        return False
    if any(hit.kind == "taken_over" and hit.start == verb.start for hit in dated.sentence.hits):
        return False
    noun = _object(verb, dated)
    if noun is not None:
        return noun == "missions"
    subject = _subject(verb, dated)
    return subject != "others" and not (verb.kind == "start" and subject == "mandate")


def _object(verb: Hit, dated: _Dated) -> str | None:
    """Return the list of the noun that a verb before a date acts on: "launched a review"."""
    following = WORD.search(dated.sentence.folded, verb.end, max(verb.end, dated.start))
    if following is None or not dated.has("determiners", following.span()):
        return None
    return _first_noun(dated.sentence, verb.end, dated.start)


def _subject(verb: Hit, dated: _Dated) -> str | None:
    """Return the list of the noun nearest before a verb, on its side of the date if there."""
    if verb.start >= dated.date.end:
        inside = _last_noun(dated.sentence, dated.date.end, verb.start)
        if inside is not None:
            return inside
    return _last_noun(dated.sentence, 0, min(verb.start, dated.start))


def _last_noun(sentence: _Sentence, start: int, end: int) -> str | None:
    return max(_nouns(sentence, start, end), default=(0, False, None))[2]


def _first_noun(sentence: _Sentence, start: int, end: int) -> str | None:
    nouns = [one for one in _nouns(sentence, start, end) if one[2] != "mandate"]
    return min(nouns, default=(0, False, None))[2]


def _nouns(sentence: _Sentence, start: int, end: int) -> list[tuple[int, bool, str]]:
    """Return the nouns in a stretch that tell what it is about; an acronym is a mission's."""
    found = [
        (hit.start, hit.kind == "mandate", hit.kind)
        for hit in sentence.hits
        if hit.kind in ("mandate", "missions", "others")
        and start <= hit.start
        and hit.end <= end
        and not (hit.kind == "others" and _is_of_kind(sentence, hit))
    ]
    acronyms = ACRONYM.finditer(sentence.text, start, end)
    return found + [(match.start(), False, "missions") for match in acronyms]


def _is_of_kind(sentence: _Sentence, hit: Hit) -> bool:
    """Say whether a word only tells what kind of mission the next one means: "training mission"."""
    return any(one.kind == "missions" and one.start == hit.end + 1 for one in sentence.hits)


def _strength(sentence: _Sentence) -> Iterator[_Found]:
    people = people_in_sentence(sentence.text, sentence.hits)
    if people:
        printed = sentence.text[people.start : people.end]
        name = "authorised" if people.is_authorised else "strength"
        yield name, people.number, printed, people.start, people.doubt


def _legal_basis(sentence: _Sentence) -> Iterator[_Found]:
    for symbol, start in legal_symbols(sentence.text):
        yield "mandate", symbol, symbol, start, None


def legal_symbols(text: str) -> list[tuple[str, int]]:
    """Return the symbols of legal acts in a text, as printed, and where they stand."""
    folded = fold_in_place(text)
    return [
        (text[match.start() : match.end()], match.start())
        for match in field_words().legal.finditer(folded)
    ]


def _head(sentence: _Sentence) -> Iterator[_Found]:
    phrase = next((hit for hit in sentence.hits if hit.kind == "led"), None)
    if phrase is None:
        return
    end = person_at(sentence.text, phrase.end)
    if end is not None:
        name = sentence.text[phrase.end : end]
        printed = name.lstrip(" '’:")
        yield "head", printed, printed, end - len(printed), None


def person_at(sentence: str, start: int) -> int | None:
    """Return where the titles and name of a person that begin at `start` end; None if none do."""
    titles = names = 0
    end = position = start
    for token in tokenize(sentence[start : start + 120])[:MOST_NAME_WORDS]:
        gap = sentence[position : start + token.start]
        if position > start and gap.strip(" .-’'"):
            break
        position = start + token.end
        is_title = token.folded in field_words().titles
        is_name = token.printed[:1].isupper()
        if token.folded in field_words().bodies and not is_title:
            return None
        if not (is_title or is_name or (names and token.folded in PARTICLES)):
            break
        titles += is_title and token.folded not in PARTICLES
        names += is_name and not is_title
        if is_name or not names:
            end = start + token.end
    is_person = names >= 2 or (titles and names)
    return end if is_person and not country_of(sentence[start:end]) else None
