"""What sentences say of a mission's fields: when it began, until when it runs, who leads it.

A date in a sentence belongs to the verb nearest to it, and counts only when the words just before
it fit the verb: "established on", "extended until". A sentence whose subject is another thing (an
election, a contingent, a commander's term) says nothing of the mission.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.reading.people import people_in_sentence
from missions.dates import PrintedDate, find_dates
from missions.field_words import field_words
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
NO_WORD = re.compile(r"[^\w.;,()]|_")
ACRONYM = re.compile(r"\b[A-Z][A-Z0-9-]*[A-Z0-9]{2,}\b|\bEU[A-Z]+\b")
LONGEST_PHRASE = 70
"""Characters before a date that are looked at for a preposition."""
MOST_NAME_WORDS = 9
PARTICLES = frozenset("de van von der den del di da al el bin ben la le du dos ter ten zu".split())


@dataclass(frozen=True)
class _Dated:
    """A date in a sentence with the text around it, folded sign by sign."""

    date: PrintedDate
    before: str
    """From the date before it, or the sentence's beginning."""
    after: str
    """To the next date, or the sentence's end."""
    wide: str
    """The whole sentence before it."""
    sentence: str
    """As printed."""


def sentence_fields(text: str, evidence: Evidence) -> Iterator[tuple[str, FieldValue]]:
    """Yield what the sentences of a text say of a mission's fields, in reading order.

    `evidence.start` is where the text begins in its block.
    """
    has_figures = any("0" <= sign <= "9" for sign in text)
    if not has_figures and not _may_lead(text):
        return
    for start, sentence in _sentences(text):
        found = list(_in_sentence(sentence, has_figures=has_figures))
        for name, value, printed, at, doubt in found:
            begin = evidence.start + start + at
            where = Evidence(evidence.path, begin, begin + len(printed))
            yield name, FieldValue(value, printed, where, doubt)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in SENTENCE_END.finditer(text):
        if ABBREVIATED.search(text, max(0, match.start() - 9), match.start()):
            continue
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


_Found = tuple[str, str | int | None, str, int, str | None]
"""Field, value, printed string, where it stands in the sentence, doubt."""


def _in_sentence(sentence: str, *, has_figures: bool) -> Iterator[_Found]:
    if has_figures:
        yield from _dates(sentence)
        yield from _strength(sentence)
        yield from _legal_basis(sentence)
    yield from _head(sentence)


def _dates(sentence: str) -> Iterator[_Found]:
    for dated in _with_context(sentence):
        name = _told(dated)
        if name:
            date = dated.date
            yield name, date.value, date.printed, date.start, date.doubt


def _with_context(sentence: str) -> Iterator[_Dated]:
    dates = find_dates(sentence)
    if not dates:
        return
    folded = NO_WORD.sub(" ", fold_in_place(sentence))
    previous = 0
    for position, date in enumerate(dates):
        following = dates[position + 1].start if position + 1 < len(dates) else len(folded)
        before, after = folded[previous : date.start], folded[date.end : following]
        yield _Dated(date, before, after, folded[: date.start], sentence)
        previous = date.end


def _told(dated: _Dated) -> str | None:
    """Return the field a date is of; the readers are tried from the surest."""
    readers = (_event,) if _is_about_another(dated) else (_until, _beyond, _stay, _since, _event)
    return next((name for read in readers if (name := read(dated))), None)


def _ends_with(kind: str, before: str) -> bool:
    return field_words().before_date[kind].search(before[-LONGEST_PHRASE:]) is not None


def _has(name: str, text: str) -> bool:
    return field_words().said[name].search(text) is not None


def _until(dated: _Dated) -> str | None:
    """Read "extended until", "its mandate runs to", "is tot … verlengd"."""
    if not _ends_with("until", dated.before):
        return None
    around = (dated.before, dated.after, dated.wide)
    scope = next((text for text in around if _is_of_mandate(text)), None)
    if scope is None or _has("negations", _clause(dated.before)):
        return None
    is_after = scope is dated.after and not _has("extend", _clause_after(scope))
    return None if is_after and not _has("expire", _clause_after(scope)) else "until"


def _is_of_mandate(text: str) -> bool:
    return any(_has(name, text) for name in ("extend", "expire", "mandate"))


def _beyond(dated: _Dated) -> str | None:
    """Read "will not be extended beyond": the last day is told by saying what is not."""
    if not _ends_with("beyond", dated.before):
        return None
    around = f"{dated.before} {_clause_after(dated.after)}"
    is_extension = _has("extend", around)
    return "until" if is_extension and _has("negations", around) else None


def _stay(dated: _Dated) -> str | None:
    """Read the two dates of "operated from 2013 to 2023"."""
    if not _has("stayed", dated.wide) or _is_of_mandate(dated.wide):
        return None
    if _ends_with("from", dated.before) and _joins(dated.after):
        return "since"
    is_second = dated.before.strip() != dated.wide.strip() and _joins(dated.before)
    return "ended" if is_second else None


def _joins(text: str) -> bool:
    words = text.split()
    is_and = len(words) == 1 and words[0] in ("and", "et", "en", "und")
    return is_and or (len(words) <= 4 and _ends_with("until", text))


def _since(dated: _Dated) -> str | None:
    is_of_other = _has("leaders", dated.wide) or _has("partners", dated.wide)
    is_of_other = is_of_other or _has("partners", _clause_after(dated.after))
    if _ends_with("since", dated.before) and not is_of_other:
        return None if _has("negations", _clause(dated.before)) else "since"
    return None


def _event(dated: _Dated) -> str | None:
    """Read "was established on", "closed in", "expires on", "wurde am … eingerichtet"."""
    verb = _last_verb(dated.before)
    is_beside = verb is not None and not dated.before[verb.end :].strip(" ,(")
    if not is_beside and dated.wide.strip() and not _is_on(dated.before):
        return None
    if verb is None:
        verb = _verb_after(dated)
    if verb is None or not _is_of_mission(verb, dated) or _has("leaders", dated.before):
        return None
    if _has("negations", _clause(dated.before)) or _has("negations", _clause_after(dated.after)):
        return None
    is_from = _ends_with("from", dated.before) and not _ends_with("on", dated.before)
    name = {"start": "since", "end": "ended", "expire": "until"}.get(verb.kind)
    return name if name == "since" or not is_from else None


def _is_on(before: str) -> bool:
    """Say whether a date follows "on", or the act of that day: "by resolution 2100 of"."""
    is_of_act = re.search(r"[0-9)]\W+(?:of|du|vom|van|de)\W*$", before) is not None
    return is_of_act or _ends_with("on", before) or _ends_with("from", before)


@dataclass(frozen=True)
class _Verb:
    """A verb near a date: its list, where it stands in `text`, and what it says there."""

    kind: str
    start: int
    end: int
    text: str


def _verbs(text: str) -> list[_Verb]:
    return [
        _Verb(kind, *match.span(), text)
        for kind in ("start", "end", "expire", "extend")
        for match in field_words().said[kind].finditer(text)
    ]


def _last_verb(text: str) -> _Verb | None:
    """Return the last verb; of two that end together the longer: "will end" is no "end"."""
    return max(_verbs(text), key=lambda verb: (verb.end, verb.end - verb.start), default=None)


def _verb_after(dated: _Dated) -> _Verb | None:
    """Return the verb after a date, or the one a date stands in the middle of: "lief am … aus"."""
    around = dated.before + _clause_after(dated.after)
    split = [verb for verb in _verbs(around) if verb.start < len(dated.before) < verb.end]
    if split:
        return split[0]
    found = _verbs(dated.after)
    return min(found, key=lambda verb: (verb.start, -verb.end), default=None)


def _is_of_mission(verb: _Verb, dated: _Dated) -> bool:
    """Say whether what began or ended is the mission: by a verb's object, else its subject."""
    if _has("partners", dated.wide) or _has("partners", _clause_after(dated.after)):
        return False
    object_ = verb.text[verb.end :] if verb.text is dated.before else ""
    if object_.split()[:1] and _has("determiners", object_.split()[0]):
        noun = _first_noun(object_)
        if noun is not None:
            return noun == "missions"
    last = _subject(verb, dated)
    return last != "others" and not (verb.kind == "start" and last == "mandate")


def _subject(verb: _Verb, dated: _Dated) -> str | None:
    """Return the list of the noun nearest before a verb, on its side of the date if there."""
    until = len(dated.wide)
    if verb.text is dated.after:
        begin = until + len(dated.date.printed)
        inside = _nearest(dated.after[: verb.start], dated.sentence[begin : begin + verb.start])
        if inside is not None:
            return inside
    else:
        until += min(0, verb.start - len(dated.before))
    return _nearest(dated.wide[:until], dated.sentence[:until])


def _clause(text: str) -> str:
    return re.split(r"[;,]", text)[-1]


def _clause_after(text: str) -> str:
    return re.split(r"[;,.]", text.lstrip(" ,"))[0]


def _is_about_another(dated: _Dated) -> bool:
    """Say whether the noun nearest to a date is none that a mission's sentence is about."""
    nearest = _nearest(dated.wide, dated.sentence[: len(dated.wide)])
    return (nearest or _first_noun(dated.after)) == "others"


def _nearest(folded: str, printed: str) -> str | None:
    """Return the list of the last noun in a text, given folded and as printed."""
    said = field_words().said
    found = [
        (match.start(), name == "mandate", name)
        for name in ("mandate", "missions", "others")
        for match in said[name].finditer(folded)
    ]
    found += [(match.start(), False, "missions") for match in ACRONYM.finditer(printed)]
    return max(found)[2] if found else None


def _first_noun(after: str) -> str | None:
    said = field_words().said
    found = [
        (match.start(), name)
        for name in ("missions", "others")
        if (match := said[name].search(_clause_after(after)))
    ]
    return min(found)[1] if found else None


def _strength(sentence: str) -> Iterator[_Found]:
    people = people_in_sentence(sentence)
    if people:
        printed = sentence[people.start : people.end]
        yield "strength", people.number, printed, people.start, people.doubt


def _legal_basis(sentence: str) -> Iterator[_Found]:
    for symbol, start in legal_symbols(sentence):
        yield "mandate", symbol, symbol, start, None


def legal_symbols(text: str) -> list[tuple[str, int]]:
    """Return the symbols of legal acts in a text, as printed, and where they stand."""
    folded = fold_in_place(text)
    return [
        (text[match.start() : match.end()], match.start())
        for match in field_words().legal.finditer(folded)
    ]


def _may_lead(text: str) -> bool:
    return field_words().led.search(fold_in_place(text)) is not None


def _head(sentence: str) -> Iterator[_Found]:
    match = field_words().led.search(fold_in_place(sentence))
    if not match:
        return
    end = _name_end(sentence, match.end())
    if end is not None:
        start = (
            match.end()
            + len(sentence[match.end() : end])
            - len(sentence[match.end() : end].lstrip(" '’:"))
        )
        printed = sentence[start:end]
        yield "head", printed, printed, start, None


def _name_end(sentence: str, start: int) -> int | None:
    """Return where the name of a person that begins at `start` ends; None when none does."""
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
