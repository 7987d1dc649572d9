"""What stands around the list on every real page: menus, teasers, boxes, banners, footers.

Missions named here are mentioned, never listed.
"""

from __future__ import annotations

from random import Random

from babel import Locale

from bench.reading import facts
from bench.reading.entries import short_name
from bench.reading.facts import Mission
from bench.reading.markup import Style, slug
from bench.reading.printing import Habit, earlier
from bench.reading.words import Words

OSCE_STATES = (
    "AL AD AM AT AZ BY BE BA BG CA HR CY CZ DK EE FI FR GE DE GR HU IS IE IT KZ KG LV LI LT LU MT "
    "MD MC MN ME NL MK NO PL PT RO RU SM RS SK SI ES SE CH TJ TR TM UA GB US UZ VA"
).split()
LANGUAGE_NAMES = ("English", "Français", "Nederlands", "Deutsch")
SOCIAL = ("Facebook", "X", "YouTube", "Instagram", "LinkedIn")


class Furniture:
    """The furniture of one page; keeps which missions it has named."""

    def __init__(self, words: Words, habit: Habit, as_of: str, style: Style, rng: Random) -> None:
        self.words, self.habit, self.as_of = words, habit, as_of
        self.style, self.rng = style, rng
        self.marked = rng.random() < 0.5
        """Whether the site uses nav, header, aside and footer elements."""
        self.known = facts.begun(as_of)
        self.named: set[str] = set()

    def _say(self, idea: str) -> str:
        return self.style.text(self.words.one("furniture", idea, self.rng))

    def _mission(self) -> str:
        mission: Mission = self.rng.choice(self.known)
        self.named.add(mission.id)
        return self.style.text(short_name(mission, self.words, self.rng))

    def _box(self, element: str, inside: str, meaning: str) -> str:
        return self.style.tag(element if self.marked else "div", inside, meaning)

    def _links(self, names: list[str], meaning: str) -> str:
        links = [
            self.style.tag("a", name, f"{meaning}-link", href=f"/{slug(name)}") for name in names
        ]
        if self.marked or self.rng.random() < 0.3:
            items = "".join(self.style.tag("li", link, f"{meaning}-item") for link in links)
            return self.style.tag("ul", items, f"{meaning}-list")
        items = "".join(self.style.tag("div", link, f"{meaning}-item") for link in links)
        return self.style.tag("div", items, f"{meaning}-list")

    def top(self) -> str:
        """Everything in front of the content."""
        blocks = [self._language_switch(), self._search(), self._menu()]
        if self.rng.random() < 0.6:
            blocks.insert(0, self._cookies())
        head = self._box("header", "".join(blocks), "header")
        return head + (self._breadcrumb() if self.rng.random() < 0.7 else "")

    def bottom(self) -> str:
        """Everything behind the content."""
        blocks = [
            draw()
            for draw in (self._related, self._news, self._newsletter, self._social)
            if self.rng.random() < 0.6
        ]
        self.rng.shuffle(blocks)
        if self.rng.random() < 0.3:
            blocks.append(self._cookies())
        return "".join(blocks) + self._updated() + self._footer()

    def teasers(self) -> str:
        """A row of news in front of the list, which some sites have."""
        return self._news() if self.rng.random() < 0.15 else ""

    def filling(self) -> str:
        """Return a block of the kind that makes pages long: texts, links, now and then news."""
        if self.rng.random() < 0.15:
            return self._news()
        if self.rng.random() < 0.5:
            sentences = [self.words.one("text", "intro", self.rng) for _ in range(4)]
            return self.style.tag("p", self.style.text(" ".join(sentences)), "body-text")
        names = [self.style.text(name) for name in self.words.all("furniture", "menu")]
        return self._links(names, "more-links")

    def _menu(self) -> str:
        words = self.words.all("furniture", "menu")
        entries = [self.style.text(name) for name in self.rng.sample(list(words), 7)]
        parts = [self._links(entries, "menu")]
        if self.rng.random() < 0.7:
            names = list(dict.fromkeys(self._mission() for _ in range(self.rng.randint(4, 14))))
            title = self.style.tag("span", self._say("menu_missions"), "menu-title")
            parts.append(title + self._links(names, "submenu"))
        if self.rng.random() < 0.35:
            parts.append(self._links(self._countries(), "countries"))
        return self._box("nav", "".join(parts), "megamenu")

    def _countries(self) -> list[str]:
        territories = Locale(self.words.language).territories
        return sorted(self.style.text(territories[code]) for code in OSCE_STATES)

    def _language_switch(self) -> str:
        return self._links(list(LANGUAGE_NAMES), "languages")

    def _search(self) -> str:
        label = self._say("search")
        field = f'<input type="search" name="q" placeholder="{label}">'
        return self.style.tag(
            "form", field + f"<button>{label}</button>", "search", action="/search"
        )

    def _breadcrumb(self) -> str:
        names = [self.style.text(name) for name in self.words.all("furniture", "breadcrumb")]
        separator = self.rng.choice((" › ", " / ", " » ", ""))
        links = separator.join(f'<a href="/">{name}</a>' for name in names)
        return self._box("nav", links, "breadcrumb")

    def _cookies(self) -> str:
        button = f"<button>{self._say('accept')}</button>"
        return self.style.tag("div", f"<p>{self._say('cookie')}</p>{button}", "cookies")

    def _related(self) -> str:
        names = list(dict.fromkeys(self._mission() for _ in range(self.rng.randint(2, 5))))
        title = self.style.tag("h3", self._say("related"), "related-title")
        return self._box("aside", title + self._links(names, "related"), "related")

    def _news(self) -> str:
        title = self.style.tag("h2", self._say("news"), "news-title")
        return self._box("section", title + "".join(self._teaser() for _ in range(3)), "news")

    def _teaser(self) -> str:
        headline = self.words.one("furniture", "teaser", self.rng).replace("{m}", "\x00")
        text = self.style.text(headline).replace("\x00", self._mission())
        day = self.style.tag("span", self.habit.date(earlier(self.as_of, self.rng)), "date")
        link = self.style.tag("a", text, "teaser-link", href=f"/news/{self.rng.randint(100, 9999)}")
        more = self.style.tag("a", self._say("more"), "more", href="#")
        return self.style.tag("div", day + self.style.tag("h3", link) + more, "teaser")

    def _newsletter(self) -> str:
        field = '<input type="email" name="mail">'
        return self.style.tag("div", f"<p>{self._say('newsletter')}</p>{field}", "newsletter")

    def _social(self) -> str:
        return self.style.tag(
            "div", self._say("social") + self._links(list(SOCIAL), "social"), "social"
        )

    def _updated(self) -> str:
        stamp = self.words.one("furniture", "updated", self.rng).format(self.habit.date(self.as_of))
        return self.style.tag("p", self.style.text(stamp), "updated")

    def _footer(self) -> str:
        legal = [self.style.text(name) for name in self.words.all("furniture", "legal")]
        parts = [self._links(legal, "legal")]
        if self.rng.random() < 0.6:
            names = list(dict.fromkeys(self._mission() for _ in range(self.rng.randint(3, 9))))
            title = self.style.tag("h4", self._say("sitemap"), "sitemap-title")
            parts.insert(0, title + self._links(names, "sitemap"))
        return self._box("footer", "".join(parts), "footer")
