"""The OSCE's field operations."""

from __future__ import annotations

from crawler.profile import SourceProfile, Start
from crawler.watching import WatchSpider
from missions.records import PageRole

PROFILE = SourceProfile(
    id="osce",
    name="OSCE field operations",
    organisation="OSCE",
    start=(
        Start("https://www.osce.org/where-we-are", PageRole.LIST),
        Start("https://www.osce.org/closed-field-operations", PageRole.LIST),
    ),
    hosts=frozenset({"osce.org"}),
    languages=("en",),
    least=5,
    most=80,
    quirks="""\
2025: a menu with 57 countries stands before the content of every page.
2025: a closed mission gets the suffix "(discontinued)"; the text below stays as it was.
2026-11: /node/<id>, /<mission>/<id> and /<language>/node/<id> answer alike.""",
)


class OsceSpider(WatchSpider):
    """Watches the current and the closed field operations."""

    name = PROFILE.id
    profile = PROFILE
