"""The words that names of missions are made of: `data/lexicon.toml`, ready for look-up.

A *concept* is what several words of four languages mean alike: "training", "formation",
"opleiding" and "Ausbildung" are one. Dutch and German compounds are split into words known here
("opleidingsmissie": training, mission). It knows no mission.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import cast

from missions.data import read_toml
from missions.places import place_names

INFLECTIONS = ("", "e", "en", "er", "es", "em", "n", "s")
LINKS = ("", "s", "n", "en", "e")
"""What Dutch and German put between the parts of a compound."""
SHORTEST_COMPOUND = 8
LONGEST_COMPOUND = 60

Words = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """What one or more words mean in a name: concepts, an organisation or places."""

    concepts: tuple[str, ...] = ()
    organisation: str | None = None
    places: tuple[str, ...] = ()
    is_people: bool = False
    """The place is an adjective ("Russian"), which may be written small."""


@dataclass(frozen=True)
class Lexicon:
    """Words of names by their meaning."""

    fillers: frozenset[str]
    joints: frozenset[str]
    words_too: frozenset[str]
    common_acronyms: frozenset[str]
    known_acronyms: frozenset[str]
    organisations: Mapping[Words, str]
    spellings: Mapping[str, tuple[str, ...]]
    heads: frozenset[str]
    """Concepts that are kinds of body: mission, force, office."""
    optional: frozenset[str]
    empty: frozenset[str]
    """Concepts that tell nothing of what a mission does."""
    loose_heads: frozenset[str]
    loose_additions: frozenset[str]
    implied: Mapping[str, frozenset[str]]
    """What may be left out or added beside a concept."""
    head_words: frozenset[str]
    head_endings: tuple[str, ...]
    parts: Mapping[Words, Part]
    lengths: Mapping[str, tuple[int, ...]]
    """How many words the entries have that begin with a word, longest first."""
    _split: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def loose(self) -> frozenset[str]:
        """Concepts that tell nothing of a mission's purpose."""
        return self.loose_heads | self.loose_additions | self.optional

    def compound(self, word: str) -> tuple[str, ...]:
        """Return the concepts of a compound word, nothing when it is none."""
        if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND:
            return ()
        known = self._split.get(word)
        if known is None:
            if len(self._split) > 20000:
                self._split.clear()
            known = self._split[word] = self._parted(word)
        return known

    def _parted(self, word: str) -> tuple[str, ...]:
        whole = self.parts.get((word,))
        if whole and whole.concepts:
            return whole.concepts
        for length in range(len(word) - 3, 2, -1):
            first = self.parts.get((word[:length],))
            if first is None or not first.concepts:
                continue
            for link in LINKS:
                if word.startswith(link, length):
                    rest = self._parted(word[length + len(link) :])
                    if rest:
                        return first.concepts + rest
        return ()


@lru_cache(maxsize=16384)
def has_head(word: str) -> bool:
    """Say whether a folded word is, or may end in, a kind of body."""
    return word in lexicon().head_words or word.endswith(lexicon().head_endings)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that ships with the product."""
    raw = _load()
    parts = dict(_parts(raw))
    lengths: dict[str, set[int]] = {}
    for words in parts:
        lengths.setdefault(words[0], set()).add(len(words))
    heads = _tables(raw, "heads")
    single = [word for words in heads.values() for word in _inflected(words) if " " not in word]
    rules = _tables(raw, "rules")
    return Lexicon(
        fillers=frozenset(_text(raw, "fillers").split()),
        joints=frozenset(_text(raw, "joints").split()),
        words_too=frozenset(_text(raw, "words_too").split()),
        common_acronyms=frozenset(_texts(raw, "common_acronyms")),
        known_acronyms=frozenset(_texts(raw, "known_acronyms")),
        organisations=_organisations(raw),
        spellings={one: tuple(to.split()) for one, to in _strings(raw, "spellings").items()},
        heads=frozenset(heads),
        optional=frozenset(rules["optional"]),
        empty=frozenset(rules["empty"]),
        loose_heads=frozenset(rules["loose_heads"]),
        loose_additions=frozenset(rules["loose_additions"]),
        implied={one: frozenset(some) for one, some in _tables(raw, "implied").items()},
        head_words=frozenset(word for words in heads.values() for word in _heads_in(words)),
        head_endings=tuple(word for word in single if len(word) >= 4),
        parts=parts,
        lengths={word: tuple(sorted(some, reverse=True)) for word, some in lengths.items()},
    )


def _load() -> Mapping[str, object]:
    return read_toml("lexicon.toml")


def _text(raw: Mapping[str, object], key: str) -> str:
    return cast(str, raw[key])


def _texts(raw: Mapping[str, object], key: str) -> list[str]:
    return cast(list[str], raw[key])


def _strings(raw: Mapping[str, object], key: str) -> dict[str, str]:
    return cast(dict[str, str], raw[key])


def _tables(raw: Mapping[str, object], key: str) -> dict[str, list[str]]:
    return cast(dict[str, list[str]], raw[key])


def _inflected(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word.endswith("+"):
            yield from (word[:-1].removesuffix("e") + ending for ending in INFLECTIONS)
        else:
            yield word


def _heads_in(words: Iterable[str]) -> Iterator[str]:
    """Return the last word of each entry, for a body is looked for word by word."""
    return (word.split()[-1] for word in _inflected(words))


def _organisations(raw: Mapping[str, object]) -> dict[Words, str]:
    return {
        tuple(phrase.split()): sign
        for sign, phrases in _tables(raw, "organisations").items()
        for phrase in phrases
    }


def _parts(raw: Mapping[str, object]) -> Iterator[tuple[Words, Part]]:
    """Yield what words mean; a later one counts where two have the same words."""
    for name, codes in place_names().items():
        yield name, Part(places=codes)
    for place, phrases in _tables(raw, "places").items():
        for phrase in phrases:
            yield tuple(phrase.split()), Part(places=(f"@{place}",))
    for code, phrases in _tables(raw, "peoples").items():
        for phrase in _inflected(phrases):
            yield tuple(phrase.split()), Part(places=(code,), is_people=True)
    for table in ("concepts", "heads"):
        for concept, phrases in _tables(raw, table).items():
            for phrase in _inflected(phrases):
                yield tuple(phrase.split()), Part(concepts=(concept,))
    for sign, phrases in _tables(raw, "adjectives").items():
        for phrase in _inflected(phrases):
            yield tuple(phrase.split()), Part(organisation=sign)
