"""Names of missions that no register knows: what looks like one, and the id it is given."""

from __future__ import annotations

import re

from crawler.reading.document import is_boilerplate_heading
from crawler.reading.labels import NAMING, label_before_value, label_field
from crawler.reading.marks import MARKED
from crawler.reading.unknown_words import unknown_words
from missions.lexicon import lexicon
from missions.places import find_places
from missions.recognise import recogniser
from missions.tokens import fold, tokenize
from missions.vocabulary import folded_words, vocabulary
from missions.wording import words_of

ACRONYM = re.compile(r"\b(?:[A-Z][A-Z0-9]*[A-Za-z]*[A-Z][A-Z0-9-]*)\b")
SUFFIX = re.compile(r"\s+[–—|-]\s+|\s*[(\[|,;:]")
ADDRESS = re.compile(r"https?:|www\.|@")
DOING = re.compile(r"[A-Z][a-z]+ing (?:the|an?)\b")
"""How a heading begins that says what is done and is no name: "Monitoring the Mediterranean"."""
FIGURES = re.compile(r"\d{2}")
QUOTES_OPEN = re.compile(r"(?<!\S)[\"'“”„«‘’‚](?=\S|\s\w)")
QUOTES_CLOSED = re.compile(r"(?<=\S)[\"'“”‘’](?!\w)|»")
BULLETS = " \t·•*–—-"
LONGEST = 18
LONGEST_SLUG = 60
FEW_WORDS = 4


def mission_like(line: str) -> str | None:
    """Return the name in a line that looks like a mission's: short, with a noun or an acronym."""
    pair = label_before_value(line)
    if pair is not None:
        return mission_like(pair[1]) if label_field(pair[0]) in NAMING else None
    name = _without_suffix(MARKED.sub("", line.strip(BULLETS))).strip()
    words = tokenize(name)
    if _is_organisation(name) or ADDRESS.search(line) or DOING.match(name):
        return None
    if doubt(name) and len(words) <= FEW_WORDS * 2:
        return name
    if not 1 <= len(words) <= LONGEST or line.rstrip().endswith((".", "?", "!", ":", "…")):
        return None
    if label_field(name) is not None or _is_section_word(name) or not name[:1].isupper():
        return None
    nouns, endings = vocabulary().mission_nouns, vocabulary().type_endings
    has_noun = len(words) >= 2 and any(
        word.folded in nouns or word.folded.endswith(endings) for word in words
    )
    acronyms = (match.group() for match in ACRONYM.finditer(name))
    # "NATO in Kosovo" is what a passage is about, and no mission's name.
    has_acronym = any(
        len(one) >= 4 and not _is_organisation(one) and fold(one) not in vocabulary().title_words
        for one in acronyms
    )
    if has_acronym and len(words) >= 2 and name.isupper():
        has_acronym = _is_family(words[0].folded)  # in capitals every word looks like an acronym
    return name if has_noun or has_acronym else None


def code_name(line: str) -> str | None:
    """Return the name in a line that may be an operation's code name: "Southern Sentry".

    Nothing in it says that it is a mission's: only where and beside what it stands may.
    """
    name = _without_suffix(MARKED.sub("", line.strip(BULLETS))).strip()
    words = [word for word in tokenize(name) if word.folded not in lexicon().fillers]
    if not 1 <= len(words) <= FEW_WORDS or not all(word.printed[0].isupper() for word in words):
        return None
    if label_field(name) is not None or _is_section_word(name) or is_boilerplate_heading(name):
        return None
    if any(word.folded in vocabulary().months for word in words) or find_places(name):
        return None
    return name if unknown_words(name) and not _is_organisation(name) else None


def _without_suffix(line: str) -> str:
    """Cut off what follows the name: "EUCAP Benin – Civilian Mission", "…, since 2026"."""
    for match in SUFFIX.finditer(line):
        before, after = line[: match.start()], line[match.end() :]
        if before and (_is_value(after) or not (unknown_words(after) or find_places(after))):
            return before
    return line


def _is_value(text: str) -> bool:
    """Say whether a text gives a date or a number with few words: "since 2026, 560 deployed"."""
    if not FIGURES.search(text):
        return False
    nouns = vocabulary().mission_nouns
    return not any(word.folded in nouns for word in tokenize(text))


def is_cut(line: str, following: str) -> bool:
    """Say whether a line breaks off within a name that the following goes on with: after a word
    that needs another ("Office of", "Operation"), within an organisation's name or a quotation
    ("Operation “Resolute"), before the words of an office, or after the first word of many
    missions' names ("EUTM")."""
    words = tokenize(line)
    if not words or line.rstrip()[-1:] in ".,;:!?)":
        return False
    if len(QUOTES_OPEN.findall(line)) > len(QUOTES_CLOSED.findall(line)):
        return True
    if doubt(f"{line} {following}") and not doubt(line):
        return True
    last = words[-1].folded
    if last in lexicon().fillers or _is_organisation(line):
        return True
    joined = words_of(tokenize(f"{line} {following}"))
    if any(one.start < len(line) < one.end for one in joined):
        return True
    if len(words) > 1:
        return False
    return last in vocabulary().mission_nouns or _is_family(last)


def _is_family(word: str) -> bool:
    """Say whether a word is the first of many missions' names: "EUTM"."""
    return any(one.is_family for one in recogniser().names.get((word,)))


def new_id(name: str) -> str:
    """Return the id of a mission that is not in the register: `new:` and its acronym or name.

    An acronym stands for the name where it is all of it or is given in brackets; one that only
    begins a short name does not: "EUCAP Benin" and "EUCAP Togo" are two missions.
    """
    match = next((one for one in ACRONYM.finditer(name) if not _is_organisation(one.group())), None)
    words = name
    if match and len(match.group()) >= 4:
        bracketed = name[: match.start()].rstrip().endswith("(")
        if bracketed or len(tokenize(name)) > FEW_WORDS or match.group() == name.strip():
            words = match.group()
    return "new:" + re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")[:LONGEST_SLUG]


def _is_organisation(text: str) -> bool:
    """Say whether a text names an organisation and nothing else."""
    return all(word.sign[0] == "@" for word in words_of(tokenize(text)))


def doubt(name: str) -> str | None:
    """Return why an entry of this name may be no mission; None where it surely is one."""
    if vocabulary().unsure.search(folded_words(name)):
        return "its name is that of an office and not of a mission"
    return None


def _is_section_word(text: str) -> bool:
    folded = folded_words(text)
    if any(pattern.search(folded) for pattern in vocabulary().heading_status.patterns.values()):
        return True
    return bool(vocabulary().plurals & set(folded.split()))
