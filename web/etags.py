"""What is answered to a program that has something already (RFC 9110, 8.8.3 and 13.1.2)."""

from __future__ import annotations

import hashlib

from fastapi import Request


def tag_of(content: bytes) -> str:
    """Return the strong ETag of what is answered."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def known_tags(request: Request) -> set[str] | None:
    """Return the tags of what the program has; None where it says nothing of that."""
    said = request.headers.get("if-none-match")
    return None if said is None else {one.strip().removeprefix("W/") for one in said.split(",")}


def has(request: Request, tag: str) -> bool:
    """Say whether the program has just this."""
    return not (known_tags(request) or set()).isdisjoint({tag, "*"})
