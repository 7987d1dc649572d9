"""Bytes to text, by what the server, the document and the bytes themselves say, in that order."""

from __future__ import annotations

import re

from bs4.dammit import EncodingDetector

CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a body; bytes that fit no encoding become replacement characters.

    A byte order mark wins, then UTF-8 where the bytes are valid UTF-8 (a wrong charset header is
    commoner than text that is valid UTF-8 by chance), then the header, the document's own
    declaration, and Windows-1252.
    """
    stripped, marked = EncodingDetector.strip_byte_order_mark(body)
    header = CHARSET.search(content_type)
    declared = EncodingDetector.find_declared_encoding(body, is_html=True)
    for name in (marked, "utf-8", header and header.group(1), declared, "cp1252"):
        text = _try(stripped, name)
        if text is not None:
            return text
    return stripped.decode("utf-8", errors="replace")


def _try(body: bytes, name: str | None) -> str | None:
    if not name:
        return None
    try:
        return body.decode(name)
    except (LookupError, ValueError):
        return None
