"""What RFC 5545 demands of a calendar, checked without the library that writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)')
ESCAPED = re.compile(r"\\([\\;,nN])")
ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE")


@dataclass
class Component:
    """One part of a calendar: `properties` by name, with parameters and raw value."""

    name: str
    properties: list[tuple[str, str, str]] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        """Return the values of a property, unescaped."""
        return [
            ESCAPED.sub(lambda mark: "\n" if mark[1] in "nN" else mark[1], value)
            for found, _, value in self.properties
            if found == name
        ]

    def value(self, name: str) -> str:
        """Return the one value of a property."""
        [value] = self.values(name)
        return value


def read_calendar(content: bytes) -> Component:
    """Return a calendar. Fails on what the standard forbids."""
    assert content.endswith(b"\r\n")
    assert not re.search(rb"[^\r]\n|\r[^\n]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    whole = Component("")
    stack = [whole]
    for line in content.decode().replace("\r\n ", "").rstrip("\r\n").split("\r\n"):
        match = LINE.fullmatch(line)
        assert match, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            stack.append(Component(value))
            stack[-2].parts.append(stack[-1])
        elif name == "END":
            assert stack.pop().name == value
        else:
            stack[-1].properties.append((name, parameters, value))
    assert stack == [whole]
    [calendar] = whole.parts
    _check(calendar)
    return calendar


def _check(calendar: Component) -> None:
    assert calendar.name == "VCALENDAR"
    assert calendar.value("VERSION") == "2.0"
    assert calendar.value("PRODID")
    assert calendar.parts
    events = [part for part in calendar.parts if part.name == "VEVENT"]
    for event in events:
        assert all(len(event.values(name)) == 1 for name in ONCE)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event.value("DTSTAMP"))
        assert re.fullmatch(r"\d+", event.value("SEQUENCE"))
        assert event.value("STATUS") in ("TENTATIVE", "CONFIRMED", "CANCELLED")
        for name, parameters, value in event.properties:
            if name in ("DTSTART", "DTEND"):
                assert (parameters, len(value)) == (";VALUE=DATE", 8)
    identities = [event.value("UID") for event in events]
    assert len(set(identities)) == len(identities)
