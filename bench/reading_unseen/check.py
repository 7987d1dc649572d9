"""Is the truth of every generated page fair? `python -m bench.reading_unseen.check [SEED]`.

It does not read pages as a reader would: it looks whether what is expected occurs in the page at
all, whether mentioned missions stay out of the list, and whether a seed always gives one result.
"""

from __future__ import annotations

import html
import re
import sys
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from lxml import etree

from bench.reading_unseen.facts import FACTS, register
from bench.reading_unseen.generate import LANGUAGES, ORGANISATIONS, pages
from bench.reading_unseen.shape import Expected, GeneratedPage

STATUSES = {"ongoing", "ended", "unknown"}
FIELDS = {"since", "until", "ended", "host", "strength", "head", "budget", "mandate", "kind"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def main() -> None:
    """Print what was generated and every fault; the exit status says whether there was one."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    made = list(pages(seed))
    found = [fault for page in made for fault in faults(page)]
    found += whole_faults(made, seed)
    sys.stdout.write("\n".join([*summary(made), *found]) + "\n")
    sys.exit(1 if found else 0)


def summary(made: list[GeneratedPage]) -> Iterator[str]:
    """How many pages of each design, and what they hold in all."""
    entries = [entry for page in made for entry in page.expected]
    yield f"{len(made)} pages, {len(entries)} entries: {dict(Counter(e.status for e in entries))}"
    unregistered = sum(entry.mission is None for entry in entries)
    yield f"in no register {unregistered}, unsure {sum(entry.unsure for entry in entries)}"
    for layout, count in Counter(page.layout for page in made).items():
        yield f"  {layout}: {count}"


def faults(page: GeneratedPage) -> Iterator[str]:
    """What is unfair or inconsistent about one page's truth."""
    where = f"{page.layout} {page.language} {page.organisation} {page.as_of}"
    text = visible(page)
    ids = [entry.mission for entry in page.expected if entry.mission]
    if len(ids) != len(set(ids)):
        yield f"{where}: a mission is expected twice"
    for mission in page.mentioned:
        if not any(name in text for name in names_of(mission)):
            yield f"{where}: {mission} is said to be mentioned and is not"
    if set(ids) & set(page.mentioned):
        yield f"{where}: listed and only mentioned at once"
    if "xhtml" in page.content_type and not well_formed(page.body):
        yield f"{where}: not well-formed, so that no browser shows it"
    if page.role == "prose":
        yield from prose_faults(page, where)
    elif len(page.expected) < 4:
        yield f"{where}: only {len(page.expected)} entries"
    for entry in page.expected:
        yield from (f"{where}: {entry.name}: {fault}" for fault in entry_faults(entry, text))


def names_of(mission: str) -> set[str]:
    """The names under which a page may mention a mission."""
    row = next(row for row in register() if row["id"] == mission)
    names = {row[key] for key in ("acronym", "name_en", "name_fr", "name_nl", "name_de")}
    return {name for name in names | {FACTS["french_acronyms"].get(mission, "")} if name}


def well_formed(body: bytes) -> bool:
    """Whether a page served as XML is XML."""
    try:
        etree.fromstring(body)
    except etree.XMLSyntaxError:
        return False
    return True


def prose_faults(page: GeneratedPage, where: str) -> Iterator[str]:
    """Prose lists nothing and says something of Belgium's part."""
    if page.expected or not page.participation:
        yield f"{where}: prose must expect participation and no listing"
    if set(page.participation) & set(page.mentioned):
        yield f"{where}: told and only mentioned at once"


def entry_faults(entry: Expected, text: str) -> Iterator[str]:
    """Whether the page prints the entry and the year, figure or words of each field."""
    if entry.name not in text:
        yield "name is not on the page"
    if entry.status not in STATUSES:
        yield f"status {entry.status}"
    if entry.mission and entry.mission not in {row["id"] for row in register()}:
        yield f"{entry.mission} is not in the register"
    for key, value in entry.fields.items():
        if key not in FIELDS:
            yield f"field {key}"
        yield from (f"{key} {value!r}: {fault}" for fault in value_faults(key, value, text))


def value_faults(key: str, value: object, text: str) -> Iterator[str]:
    """Whether one field's value is well formed and can be seen on the page."""
    if key in {"since", "until", "ended"}:
        if not DATE.fullmatch(str(value)):
            yield "not a date"
        elif str(value)[:4] not in text:
            yield "year is not on the page"
    elif key == "host":
        if not value or not isinstance(value, tuple):
            yield "not a tuple of codes"
    elif key == "strength":
        if str(value) not in re.sub(r"(?<=\d)[.,\s](?=\d{3})", "", text):
            yield "figure is not on the page"
    elif str(value) not in text:
        yield "words are not on the page"


def whole_faults(made: list[GeneratedPage], seed: int) -> Iterator[str]:
    """Faults of the body as a whole: size, coverage, and that a seed decides everything."""
    if not 300 <= len(made) <= 420:
        yield f"{len(made)} pages"
    if {(p.language, p.organisation) for p in made} != {
        (x, y) for x in LANGUAGES for y in ORGANISATIONS
    }:
        yield "a language and organisation without a page"
    if digest(made) != digest(list(pages(seed))):
        yield "the same seed gave other pages"


def digest(made: list[GeneratedPage]) -> str:
    """One figure for all bytes and truths."""
    return sha256(repr(made).encode()).hexdigest()


def visible(page: GeneratedPage) -> str:
    """The page's text with attributes kept, entities resolved and spaces made one."""
    encoding = "cp1252" if page.layout.startswith("frontpage") else "utf-8"
    text = html.unescape(page.body.decode(encoding))
    return re.sub(r"\s+", " ", text)


if __name__ == "__main__":
    main()
