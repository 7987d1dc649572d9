"""The European Union's missions and operations, as the External Action Service lists them."""

from __future__ import annotations

from crawler.profile import SourceProfile, Start
from crawler.watching import WatchSpider
from missions.records import PageRole

PROFILE = SourceProfile(
    id="eeas",
    name="EU missions and operations (EEAS)",
    organisation="EU",
    start=(Start("https://www.eeas.europa.eu/eeas/missions-and-operations_en", PageRole.LIST),),
    hosts=frozenset({"eeas.europa.eu"}),
    languages=("en",),
    least=10,
    most=80,
    quirks="""\
2023 to 2024: one section became one section per type, and the type suffix left the titles.
2026-06: a plain client gets HTTP 202 and an empty script challenge.
2026-07: the same article answers under every delegation's address and language suffix.""",
)


class EeasSpider(WatchSpider):
    """Watches the one list page; it has no pager."""

    name = PROFILE.id
    profile = PROFILE
