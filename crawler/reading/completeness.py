"""Whether a page's bytes end where a document of their kind ends.

A server may announce a length that is too short, or close the connection early with a clean end:
the transport then sees nothing wrong.
"""

from __future__ import annotations

import json
import re

from crawler.reading.decode import decode

TAIL = 4_000
"""Signs at the end in which a document's closing tag stands; comments may follow it."""
CONTAINERS = "main|article|section|table|tbody|ul|ol|dl|div|script"
OPENED = re.compile(r"<html[\s>]", re.IGNORECASE)
CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
CONTAINER = re.compile(rf"<(/?)({CONTAINERS})(?=[\s>/])", re.IGNORECASE)


def breaks_off(body: bytes, content_type: str) -> bool:
    """Say whether an HTML page or a JSON file ends before its end.

    Pages without closing tags are common among old ones: a page breaks off when it has opened as a
    document, is not closed, and leaves a list, a table or another container open.
    """
    text = decode(body, content_type)
    start = text.lstrip()[:1]
    if start in ("{", "[") and "html" not in content_type:
        return not _is_json(text)
    if start != "<" or not OPENED.search(text[:TAIL]) or CLOSED.search(text[-TAIL:]):
        return False
    return _leaves_open(text)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _leaves_open(text: str) -> bool:
    depth = 0
    for tag in CONTAINER.finditer(text):
        depth += -1 if tag[1] else 1
    return depth > 0 or text.rfind("<") > text.rfind(">")
