"""United Nations peacekeeping and political missions."""

from __future__ import annotations

from crawler.profile import SourceProfile, Start
from crawler.watching import WatchSpider
from missions.records import PageRole

PROFILE = SourceProfile(
    id="un",
    name="United Nations peace operations",
    organisation="UN",
    start=(
        Start("https://peacekeeping.un.org/en/where-we-operate", PageRole.LIST),
        Start("https://peacekeeping.un.org/en/past-peacekeeping-operations", PageRole.LIST),
        Start("https://api.psdata.un.org/public/data/DPPADPOSS-PKO/json", PageRole.RECORDS),
        Start("https://dppa.un.org/en/dppa-around-world", PageRole.LIST),
    ),
    hosts=frozenset({"un.org", "unmissions.org"}),
    languages=("en",),
    least=8,
    most=200,
    quirks="""\
2024-02: the data hub lags; MINUSMA was active there two months after it had closed.
2024-11: the data hub is updated on Mondays, with gaps of months.
2025: any mission's page answers under any host of unmissions.org.
2025-06: English slugs stand under /fr/.""",
)


class UnSpider(WatchSpider):
    """Watches the lists of current and past operations, the data hub and the DPPA list."""

    name = PROFILE.id
    profile = PROFILE
