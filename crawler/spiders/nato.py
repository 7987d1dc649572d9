"""NATO's operations and missions."""

from __future__ import annotations

from crawler.profile import SourceProfile, Start
from crawler.watching import WatchSpider
from missions.records import PageRole

PROFILE = SourceProfile(
    id="nato",
    name="NATO operations and missions",
    organisation="NATO",
    start=(
        Start("https://www.nato.int/en/what-we-do/operations-and-missions", PageRole.LIST),
        Start("https://www.nato.int/cps/en/natohq/topics_52060.htm", PageRole.LIST),
    ),
    hosts=frozenset({"nato.int"}),
    languages=("en",),
    max_pages=40,
    least=2,
    most=60,
    quirks="""\
2023-07: the bullets of topics_52060 are reworded without any operation beginning or ending.
2025-06: answered 403 to a plain client.
2026: rebuilt; mission pages stand under /en/what-we-do/operations-and-missions/<slug>.""",
)


class NatoSpider(WatchSpider):
    """Watches the overview of the rebuilt site and the older topic page."""

    name = PROFILE.id
    profile = PROFILE
