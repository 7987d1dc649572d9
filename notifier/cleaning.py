"""Page content is hostile: what may be printed of it, and which of its addresses may be linked.

Escaping for HTML is the templates' work; this is about what escaping does not stop: line breaks in
headers, characters that turn the reading direction round, names of ten kilobytes, `javascript:`.
"""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

JOINERS = {"\u200c", "\u200d"}  # Persian and Indic spelling needs them, and they show nothing
UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
LONGEST_LINK = 2000


def clean(text: str, longest: int = 300) -> str:
    """Return `text` on one line, without control characters, at most `longest` characters."""
    if len(text) <= longest and text.isprintable() and text == " ".join(text.split()):
        return text  # nearly always
    # Cut first: a name may be megabytes long, and four times is room enough for what is dropped.
    kept = "".join(_printable(character) for character in text[: longest * 4])
    line = " ".join(kept.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def shown(text: str) -> str:
    """Return `text` on its lines as they are, without control characters."""
    return "\n".join("".join(map(_printable, line)) for line in text.split("\n"))


def safe_link(address: str) -> str | None:
    """Return `address` when it is a plain http(s) address that may be linked, else None."""
    if len(address) > LONGEST_LINK or any(_printable(c) != c or c in ' "<>' for c in address):
        return None
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and host and not parts.username else None


def _printable(character: str) -> str:
    if character in JOINERS:
        return character
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in UNPRINTABLE else character
