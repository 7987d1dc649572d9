"""How one site writes its HTML: class names, wrappers, white space, and noise inside texts."""

from __future__ import annotations

import re
import string
from html import escape
from random import Random

from bench.reading.entries import Entry, Part
from bench.reading.printing import NBSP

SCHEMES = ("hashed", "hashed", "styled", "bem", "plain", "utility", "none")
PARTS_FORMS = ("dl", "ul", "paragraphs", "breaks", "spans", "bold", "minitable")
UTILITIES = ("flex", "mt-4", "px-2", "text-sm", "grid", "w-full", "items-center", "lg:col-6")
BLOCKS = ("div", "div", "section", "article")


class Style:
    """One site's way of writing HTML, drawn once a page."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.scheme = rng.choice(SCHEMES)
        self.pretty = rng.random() < 0.5
        self.depth = rng.choice((0, 0, 1, 2, 4))
        self.linked = rng.random() < 0.7
        self.soft_hyphens = rng.random() < 0.12
        self.hard_spaces = rng.random() < 0.2
        self.typographic = rng.random() < 0.5
        self.capitals = rng.random() < 0.08
        self.section_capitals = rng.choice(("", "", "", "", "text", "css"))
        self.name_wrapper = rng.choice(("", "", "", "strong", "span", "b"))
        self.quotes = rng.choice(("", "", "", "“”", "«»", "„“", "''"))
        self.broken_names = rng.random() < 0.1
        self.parts_form = rng.choice(PARTS_FORMS)
        self.time_element = rng.random() < 0.3
        self.colon = rng.choice((":", ":", ": ", "", " :"))
        self.block = rng.choice(BLOCKS)
        self.classes: dict[str, str] = {}

    def tag(self, name: str, inside: str, meaning: str = "", **attributes: str) -> str:
        """Return an element; `meaning` is what a careful site would call its class."""
        written = self.attributes(meaning, **attributes)
        return f"<{name}{written}>{inside}</{name}>"

    def attributes(self, meaning: str = "", **attributes: str) -> str:
        """Return the written attributes of an element, with a blank before each."""
        named = self._class(meaning) if meaning else ""
        pairs = {"class": named} if named else {}
        pairs |= {key.rstrip("_").replace("_", "-"): text for key, text in attributes.items()}
        return "".join(f' {key}="{escape(text)}"' for key, text in pairs.items())

    def _class(self, meaning: str) -> str:
        if meaning not in self.classes:
            self.classes[meaning] = self._new_class(meaning)
        return self.classes[meaning]

    def _new_class(self, meaning: str) -> str:
        letters = "".join(self.rng.choices(string.ascii_lowercase + string.digits, k=6))
        match self.scheme:
            case "hashed":
                return f"css-{letters}"
            case "styled":
                return (
                    f"sc-{letters[:3]}{self.rng.randint(10, 99)}-{self.rng.randint(0, 9)} {letters}"
                )
            case "bem":
                return f"c-{meaning} c-{meaning}--default"
            case "plain":
                return meaning
            case "utility":
                return " ".join(self.rng.sample(UTILITIES, 3))
            case _:
                return ""

    def wrapped(self, inside: str) -> str:
        """Put the page's number of meaningless containers around something."""
        for level in range(self.depth):
            inside = self.tag("div", inside, f"wrap{level}")
        return inside

    def text(self, words: str) -> str:
        """Return words as HTML text, with this site's noise."""
        if self.typographic:
            words = words.replace("'", "’")
        if self.soft_hyphens:
            words = re.sub(r"\b[^\W\d_]{11,}", self._hyphenated, words)
        if self.hard_spaces and " " in words:
            spaces = [match.start() for match in re.finditer(" ", words)]
            at = self.rng.choice(spaces)
            words = words[:at] + NBSP + words[at + 1 :]
        written = escape(words, quote=False)
        written = written.replace("\u00ad", self.rng.choice(("&shy;", "\u00ad")))
        return written.replace(NBSP, "&nbsp;") if self.rng.random() < 0.5 else written

    def _hyphenated(self, match: re.Match[str]) -> str:
        word = match.group()
        return f"{word[:5]}\u00ad{word[5:]}" if word[:5].isascii() else word

    def name(self, title: str) -> str:
        """Return a mission's name as HTML, its line now and then broken inside."""
        if self.capitals:
            title = title.upper()
        written = self.text(self._quoted(title))
        if self.broken_names and " " in written:
            spaces = [match.start() for match in re.finditer(" ", written)]
            at = self.rng.choice(spaces)
            gap = self.rng.choice(("<br>", "<br/>\n", "\n      ", "  "))
            written = written[:at] + gap + written[at + 1 :]
        return written

    def _quoted(self, title: str) -> str:
        """Put an operation's own name in quotation marks, where the site does so."""
        kind, _, own = title.partition(" ")
        if not self.quotes or not kind.casefold().startswith(("operati", "opérati")) or "(" in own:
            return title
        return f"{kind} {self.quotes[0]}{own}{self.quotes[1]}"

    def heading(self, element: str, title: str | None) -> str:
        """Return a section's heading, nothing where there is none; some sites want capitals."""
        if not title:
            return ""
        if self.section_capitals == "text":
            return self.tag(element, self.text(title.upper()), "section-title")
        css = {"style": "text-transform: uppercase"} if self.section_capitals == "css" else {}
        return self.tag(element, self.text(title), "section-title", **css)

    def linked_name(self, title: str, entry: Entry) -> str:
        """Return a name, in a link to the mission's page where the site links names."""
        name = self.name(title)
        if self.name_wrapper:
            name = self.tag(self.name_wrapper, name, "name")
        return self.link(name, entry) if self.linked else name

    def link(self, inside: str, entry: Entry) -> str:
        """Return a link to an entry's own page."""
        return self.tag("a", inside, "link", href=f"/missions/{slug(entry.title)}")

    def value(self, part: Part) -> str:
        """Return a part's value as HTML, a date in `<time>` where the site does so."""
        written = self.text(part.text)
        if part.iso and self.time_element:
            return f'<time datetime="{part.iso}">{written}</time>'
        return written

    def parts(self, entry: Entry, bare: bool) -> str:
        """Return what is said of a mission, in the form this page keeps to."""
        if not entry.parts:
            return ""
        return self._bare_parts(entry) if bare else self._labelled_parts(entry)

    def _bare_parts(self, entry: Entry) -> str:
        values = [self.value(part) for part in entry.parts]
        match self.parts_form:
            case "ul" | "dl":
                return self.tag("ul", "".join(f"<li>{text}</li>" for text in values), "facts")
            case "paragraphs":
                return "".join(self.tag("p", text, "fact") for text in values)
            case "breaks" | "bold":
                return self.tag("p", "<br>".join(values), "facts")
            case "minitable":
                return self.tag("p", " | ".join(values), "facts")
            case _:
                spans = "".join(self.tag("span", text, "fact") for text in values)
                return self.tag("div", spans, "facts")

    def _labelled_parts(self, entry: Entry) -> str:
        pairs = [(self.text(part.label), self.value(part)) for part in entry.parts]
        colon = self.colon
        joined = colon.strip() or ":"
        match self.parts_form:
            case "dl":
                inside = "".join(f"<dt>{name}{colon}</dt><dd>{text}</dd>" for name, text in pairs)
                return self.tag("dl", inside, "facts")
            case "ul":
                rows = [f"<li>{name}{joined} {text}</li>" for name, text in pairs]
                return self.tag("ul", "".join(rows), "facts")
            case "paragraphs":
                return "".join(f"<p>{name}{joined} {text}</p>" for name, text in pairs)
            case "breaks":
                rows = [f"{name}{joined} {text}" for name, text in pairs]
                return self.tag("p", "<br />".join(rows), "facts")
            case "bold":
                rows = [f"<strong>{name}{joined}</strong> {text}" for name, text in pairs]
                return self.tag("div", "<br>".join(rows), "facts")
            case "minitable":
                rows = [f"<tr><td>{name}{colon}</td><td>{text}</td></tr>" for name, text in pairs]
                return self.tag("table", "".join(rows), "facts")
            case _:
                return "".join(self._pair(name + colon, text) for name, text in pairs)

    def _pair(self, name: str, text: str) -> str:
        spans = self.tag("span", name, "label") + self.tag("span", text, "value")
        return self.tag("div", spans, "fact")

    def spaced(self, html: str) -> str:
        """Return the page's HTML on lines of its own or all in one, as this site sends it."""
        return html.replace("><", ">\n  <") if self.pretty else html


def slug(title: str) -> str:
    """Return a name as it stands in an address."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
