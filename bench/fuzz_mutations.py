"""Damages pages the way pages are damaged, and far beyond: a recipe of numbers says how.

A recipe is a string of bytes, so that a fuzzer can learn which recipes reach new code. Each step
works on the parts of a page (tags and the text between them), so that most of what comes out is
still read as a page and not thrown away at the door. Knows nothing of the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
LARGEST = 300_000
"""Bytes of the largest page made; the time allowed for a reading is set for this size."""
MOST_STEPS = 8
PARTS = re.compile(r"<[^<>]*>|[^<]+|<")
TAG = re.compile(r"(</?)([A-Za-z][\w-]*)")
TAGS = (
    "div p ul ol li table thead tbody tr td th dl dt dd h1 h2 h3 h4 h6 b strong a br details "
    "summary section article main nav aside footer header span em abbr svg img button caption "
    "fieldset legend template form select option iframe pre sup body html font center"
).split()
COUNTS = (1, 1, 1, 2, 2, 2, 3, 3, 5, 8, 20, 60, 200, 600, 3000)
SPANS = (
    "0",
    "1",
    "2",
    "3",
    "-1",
    "200",
    "1000",
    "99999999",
    "9" * 30,
    "9" * 5000,
    "²",
    "٣",
    "1.5",
    "",
    " 2 ",
)
WORDS = (
    "MINUSCA", "UNMIS", "KFOR", "EUTM Mali", "UNMIL (Liberia)", "UN", "OSCE Mission to Skopje",
    "Past missions", "Ongoing operations", "Completed", "Africa", "Mali", "Host country:", "Since",
    "Strength", "1 234", "12,345 troops", "2013–2017", "from 1 May 2013 to 31.12.2014", "2024-05",
    "31/02/2014", "year 99999", "0000-00-00", "Belgium takes part in MINUSMA with 20 soldiers.",
    "La mission a pris fin en 2014.", "Last updated:", "Quick links", "NATO", "closed", "(", ")",
    "mandate until", "U.N.M.I.S.", "A" * 3000, "Mission " * 400, "١٢٣", "²³", "½", "\u202emali",
    "\u00ad\u200b", "e\u0301" * 40, "\ud7ff\uffff", "\x00\x0b\x1f", "&#0;", "&#x110000;",
    "&amp;lt;", "ǅ", "İ", "ﬀ", "🇧🇪", "\n\n", ";",
    " – ", "|", "]]>", "<!--", "-->", "<![CDATA[", "\\", "'", '"',
)  # fmt: skip
ATTRIBUTES = (
    "rowspan", "colspan", "id", "href", "aria-controls", "data-target", "data-bs-target", "class",
    "role", "aria-level", "aria-label", "alt", "title", "data-label", "data-name", "data-status",
    "lang", "rel", "type", "data-items",
)  # fmt: skip
VALUES = (
    "a", "b", "c", "#a", "#b", "#c", "a b c", "#", "", "http://[", "//", "?page=2", "?page=²",
    "http://[::1", "mailto:x", "javascript:", "/" * 400, "heading", "tabpanel", "main",
    "navigation", "dialog", "site-footer menu", "tabs", "content", "next", "Status", "MINUSCA",
    "closed", "1", "7", "99", "²", "-1", "fr", "f", "\u0663",
    '[{"name":"MINUSCA","status":"closed"},{"name":"UNMIL"}]',
    '{"a":{"name":"KFOR"}}', "[{" * 50, "application/json",
)  # fmt: skip
ISLAND = (
    '[{"name":"MINUSCA","status":"ongoing","start":"2014"},{"name":"UNMIL","status":"closed"},'
    '{"name":"UNMIS","country":{"name":"Sudan","code":["SD"]},"past":[{"name":"ONUB"}]}]'
)
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "iso-8859-1", "cp1251",
    "shift_jis", "utf-7", "cp037", "gb18030",
)  # fmt: skip
TYPES = (
    "text/html; charset=utf-8", "text/html", "", "application/json", "text/csv", "text/plain",
    "text/html; charset=utf-16", "text/html; charset=nonsense", "text/html; charset=idna",
    "text/html; charset=base64", "text/html; charset=undefined", "text/html; charset=punycode",
    "text/html; charset=unicode_escape", "image/png", "application/xhtml+xml; charset=\x00",
)  # fmt: skip
RAW = 16
"""One recipe in so many is no recipe: its bytes are the page."""


@dataclass(frozen=True)
class Made:
    """A page as a server might send it."""

    body: bytes
    content_type: str


class Recipe:
    """A string of bytes read as choices; when it is used up every choice is the first."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def is_used_up(self) -> bool:
        """Whether no choice is left."""
        return self._at >= len(self._data)

    def number(self, below: int) -> int:
        """Return a number from 0 to `below`, itself not included."""
        size = 1 if below <= 256 else 3
        taken = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "little") % below if below > 0 else 0

    def one_of(self, among: Sequence[T]) -> T:
        """Return one of several."""
        return among[self.number(len(among))]

    def rest(self) -> bytes:
        """Return what has not been read."""
        return self._data[self._at :]


def make(data: bytes, seeds: Sequence[bytes]) -> Made:
    """Return the page that a recipe makes of the `seeds`."""
    recipe = Recipe(data)
    content_type = recipe.one_of(TYPES)
    if recipe.number(RAW) == RAW - 1:
        return Made(recipe.rest(), content_type)
    parts = _window(_parts(recipe.one_of(seeds)), recipe)
    for _ in range(MOST_STEPS):
        if recipe.is_used_up:
            break
        parts = _limited(recipe.one_of(STEPS)(parts, recipe, seeds))
    body = "".join(parts).encode(recipe.one_of(ENCODINGS), errors="replace")
    return Made(_scratched(body, recipe)[:LARGEST], content_type)


def _parts(body: bytes) -> list[str]:
    return PARTS.findall(body.decode("utf-8", errors="replace"))


def _window(parts: list[str], recipe: Recipe) -> list[str]:
    """Keep a part of the page in three cases of four: small pages are read many times faster."""
    if recipe.number(4) == 0:
        return parts
    start, end = _slice(parts, recipe, 200)
    return parts[start:end]


def _slice(parts: Sequence[str], recipe: Recipe, longest: int = 60) -> tuple[int, int]:
    start = recipe.number(max(len(parts), 1))
    return start, min(start + 1 + recipe.number(longest), len(parts))


def _limited(parts: list[str]) -> list[str]:
    left = LARGEST
    for position, part in enumerate(parts):
        left -= len(part)
        if left < 0:
            return parts[:position]
    return parts


Step = Callable[[list[str], Recipe, Sequence[bytes]], list[str]]


def _cut(parts: list[str], recipe: Recipe, seeds: Sequence[bytes]) -> list[str]:
    start, end = _slice(parts, recipe)
    return parts[:start] + parts[end:]


def _truncate(parts: list[str], recipe: Recipe, seeds: Sequence[bytes]) -> list[str]:
    text = "".join(parts)
    return PARTS.findall(text[: recipe.number(len(text) + 1)])


def _repeat(parts: list[str], recipe: Recipe, seeds: Sequence[bytes]) -> list[str]:
    start, end = _slice(parts, recipe)
    size = max(sum(map(len, parts[start:end])), 1)
    times = min(recipe.one_of(COUNTS), LARGEST // size)
    return parts[:start] + parts[start:end] * times + parts[end:]


def _nest(parts: list[str], recipe: Recipe, seeds: Sequence[bytes]) -> list[str]:
    """Wrap a slice many times over, leaving the tags open at times."""
    start, end = _slice(parts, recipe)
    depth, tags = recipe.one_of(COUNTS), [recipe.one_of(TAGS) for _ in range(1 + recipe.number(3))]
    opened = [f"<{tag}>" for tag in tags] * (depth // len(tags) or 1)
    closed = [f"</{tag}>" for tag in reversed(tags)] * (depth // len(tags) * recipe.number(2))
    return [*parts[:start], *opened, *parts[start:end], *closed, *parts[end:]]


def _nest_each(parts: list[str], recipe: Recipe, seeds: Sequence[bytes]) -> list[str]:
    """Repeat a slice in itself: cards in cards, tables in tables."""
    start, end = _slice(parts, recipe)
    size = max(sum(map(len, parts[start:end])), 1) + 12
    times, tag = min(recipe.one_of(COUNTS), LARGEST // size), recipe.one_of(TAGS)
    return [*parts[:start], *([f"<{tag}>", *parts[start:end]] * times), *parts[end:]]


def _swap(parts: list[str], recipe: Recipe, seeds: Sequence[bytes]) -> list[str]:
    if not parts:
        return parts
    one, other = recipe.number(len(parts)), recipe.number(len(parts))
    swapped = list(parts)
    swapped[one], swapped[other] = parts[other], parts[one]
    return swapped


def _retag(parts: list[str], recipe: Recipe, seeds: Sequence[bytes]) -> list[str]:
    """Give all tags of one name, or those of a slice, another name."""
    start, end = (0, len(parts)) if recipe.number(2) else _slice(parts, recipe)
    old, new = recipe.one_of(TAGS), recipe.one_of(TAGS)
    any_tag = recipe.number(3) == 0

    def renamed(match: re.Match[str]) -> str:
        is_meant = any_tag or match.group(2) == old
        return match.group(1) + new if is_meant else match.group()

    changed = [TAG.sub(renamed, part) if part[:1] == "<" else part for part in parts[start:end]]
    return parts[:start] + changed + parts[end:]


def _attribute(parts: list[str], recipe: Recipe, seeds: Sequence[bytes]) -> list[str]:
    """Give the tags of a slice an attribute; ids and what points at them go round in circles."""
    start, end = _slice(parts, recipe)
    name = recipe.one_of(ATTRIBUTES)
    changed = list(parts)
    for at in range(start, end):
        if parts[at][:1] == "<" and parts[at][1:2].isalpha() and parts[at][-1:] == ">":
            value = recipe.one_of(SPANS if "span" in name else VALUES)
            changed[at] = f"{parts[at][:-1].rstrip('/')} {name}='{value}'>"
    return changed


def _write(parts: list[str], recipe: Recipe, seeds: Sequence[bytes]) -> list[str]:
    """Put words where text stands."""
    start, end = _slice(parts, recipe)
    word, times = recipe.one_of(WORDS), recipe.one_of(COUNTS[:11])
    beside = recipe.number(2)
    changed = [
        (f"{part} {word * times}" if beside else word * times) if part[:1] != "<" else part
        for part in parts[start:end]
    ]
    return parts[:start] + changed + parts[end:]


def _insert(parts: list[str], recipe: Recipe, seeds: Sequence[bytes]) -> list[str]:
    at = recipe.number(len(parts) + 1)
    return [*parts[:at], *PARTS.findall(recipe.one_of(FRAGMENTS)(recipe)), *parts[at:]]


def _splice(parts: list[str], recipe: Recipe, seeds: Sequence[bytes]) -> list[str]:
    """Put a slice of another page in."""
    other = _parts(recipe.one_of(seeds))
    start, end = _slice(other, recipe, 200)
    at = recipe.number(len(parts) + 1)
    return [*parts[:at], *other[start:end], *parts[at:]]


STEPS: Sequence[Step] = (
    _cut, _truncate, _repeat, _repeat, _nest, _nest_each, _swap, _retag, _attribute, _attribute,
    _write, _write, _insert, _insert, _splice,
)  # fmt: skip


def _scratched(body: bytes, recipe: Recipe) -> bytes:
    """Overwrite a few bytes, in one page of four."""
    damaged = bytearray(body)
    if recipe.number(4) == 3:
        for _ in range(recipe.number(20)):
            if damaged:
                damaged[recipe.number(len(damaged))] = recipe.number(256)
    return bytes(damaged)


def _words(recipe: Recipe) -> str:
    return " ".join(recipe.one_of(WORDS)[:200] for _ in range(1 + recipe.number(3)))


def _headings(recipe: Recipe) -> str:
    level, other, text = 1 + recipe.number(6), 1 + recipe.number(6), _words(recipe)
    return (f"<h{level}>{text}</h{level}><h{other}>{_words(recipe)}</h{other}>") * _times(recipe)


def _tabs(recipe: Recipe) -> str:
    count, text = _times(recipe), _words(recipe)
    panels = "".join(f"<div id=p{one}><p>{text}</p></div>" for one in range(count))
    role = recipe.one_of(("role=tab aria-controls", "data-target", "href"))
    return "".join(f"<a {role}='#p{one}'>{_words(recipe)}</a>" for one in range(count)) + panels


def _table(recipe: Recipe) -> str:
    across, down = recipe.one_of(SPANS), recipe.one_of(SPANS)
    row = f"<tr><td rowspan={down!r}>{_words(recipe)}<td colspan={across!r}>{_words(recipe)}"
    return f"<table>{row * _times(recipe)}" + "</table>" * recipe.number(2)


def _tables(recipe: Recipe) -> str:
    return f"<table><tr><td>{_words(recipe)}</td><td>" * _times(recipe)


def _breaks(recipe: Recipe) -> str:
    lines = [f"{_words(recipe)}<br>" for _ in range(1 + recipe.number(6))]
    return f"<p>{''.join(lines) * _times(recipe)}</p>"


def _island(recipe: Recipe) -> str:
    deep = '{"a":[' * (_times(recipe) * recipe.number(2))
    start, text = recipe.one_of(("", "var x = ", "f(", "window.__DATA__=")), ISLAND
    cut = text[: recipe.number(len(text) + 1)] if recipe.number(2) else text
    quoted = cut.replace('"', "'") if recipe.number(2) else cut
    return f"<script>{start}{deep}{quoted}</script>" * (1 + recipe.number(5))


def _bold(recipe: Recipe) -> str:
    return f"<p><b>{_words(recipe)}</b></p><p>{_words(recipe)}</p>" * _times(recipe)


def _circle(recipe: Recipe) -> str:
    count, text = _times(recipe), _words(recipe)
    return "".join(
        f"<div id=a{one} aria-controls='a{(one + 1) % count} a{one}'>{text}</div>"
        for one in range(count)
    )


def _times(recipe: Recipe) -> int:
    return recipe.one_of(COUNTS)


FRAGMENTS: Sequence[Callable[[Recipe], str]] = (
    _words, _headings, _tabs, _table, _tables, _breaks, _island, _bold, _circle,
)  # fmt: skip
