"""Whether two entries of a page that bear different names are one mission.

Asked only where at least one of them is in no register: known missions have ids of their own.
"""

from __future__ import annotations

from itertools import takewhile

from missions.comparing.significance import same_value
from missions.lexicon import lexicon
from missions.places import country_of
from missions.records import FieldContent, Listing
from missions.tokens import fold, same_words, tokenize

SHARED_WORDS = 0.6
"""How much of two names is the same where one mission was merely given another name."""
TELLING_FIELDS = ("since", "mandate", "head", "until", "budget")
"""Facts that two missions of one country seldom share."""
SHORT = 5
"""A passage of fewer words ("Military operation") may be that of any mission."""
LETTERS = 4
"""Fewer letters stand for too many names."""


def is_one_mission(one: Listing, other: Listing) -> bool:
    """Say whether two listings of one page and organisation may be the same mission."""
    if _are_elsewhere(one, other) or _begin_apart(one, other):
        return False
    return _share_a_name(one, other) or _share_facts(one, other)


def _are_elsewhere(one: Listing, other: Listing) -> bool:
    places, others = _countries(one), _countries(other)
    return bool(places and others) and not places & others


def _countries(listing: Listing) -> set[str]:
    host = _fact(listing, "host")
    return set(host) if isinstance(host, tuple) else set(country_of(listing.name))


def _begin_apart(one: Listing, other: Listing) -> bool:
    since, then = _fact(one, "since"), _fact(other, "since")
    return bool(since and then) and not same_value("since", since, then)


def _fact(listing: Listing, name: str) -> FieldContent | None:
    value = listing.fields.get(name)
    return value.value if value else None


def _share_a_name(one: Listing, other: Listing) -> bool:
    words, others = words_of(one.name), words_of(other.name)
    if words == others:
        return True
    if one.acronym and other.acronym:
        return same_words(one.acronym, other.acronym)
    if same_words(one.name, other.acronym or "") or same_words(other.name, one.acronym or ""):
        return True
    fewer, more = sorted((words, others), key=len)
    if len(fewer) > 1 and fewer <= more:
        return True
    if len(words & others) >= SHARED_WORDS * len(words | others):
        return True
    return stands_for(one.name, other) or stands_for(other.name, one)


def _share_facts(one: Listing, other: Listing) -> bool:
    if len(tokenize(one.passage)) >= SHORT and same_words(one.passage, other.passage):
        return True
    facts = ((name, _fact(one, name), _fact(other, name)) for name in TELLING_FIELDS)
    return sum(was is not None and same_value(name, was, now) for name, was, now in facts) >= 2


def words_of(name: str) -> set[str]:
    """Return the words of a name that say something, folded: "for the" and "in" do not."""
    empty = lexicon().fillers | lexicon().joints
    words = {token.folded for token in tokenize(name)}
    return (words - empty) or words


def stands_for(acronym: str, listing: Listing) -> bool:
    """Say whether an acronym is made of beginnings of a mission's words, in their order.

    "UNSMIL" of "United Nations Support Mission in Libya"; letters of its country's code may end it.
    """
    letters = fold(acronym)
    words = [token.folded for token in tokenize(listing.name)]
    if not letters.isalpha() or acronym != acronym.upper() or len(letters) < LETTERS:
        return False
    if letters in words:
        return False
    codes = [code.lower() for code in sorted(_countries(listing))]
    return any(_spelt(letters, [*words, *end]) for end in ([], *([code] for code in codes)))


def _spelt(letters: str, words: list[str]) -> bool:
    """Say whether beginnings of `words` spell `letters`; words may be passed over."""
    reached = {0}
    for word in words:
        for start in tuple(reached):
            same = takewhile(lambda two: two[0] == two[1], zip(letters[start:], word, strict=False))
            reached.update(start + length for length, _ in enumerate(same, start=1))
    return len(letters) in reached
