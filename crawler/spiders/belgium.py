"""The Belgian foreign ministry's pages on peace operations, in Dutch and French."""

from __future__ import annotations

from crawler.profile import SourceProfile, Start
from crawler.watching import WatchSpider
from missions.records import PageRole

SITE = "https://diplomatie.belgium.be"

PROFILE = SourceProfile(
    id="belgium",
    name="Belgium: Vredesoperaties",
    organisation="BE",
    start=(
        Start(
            f"{SITE}/nl/beleid/beleidsthemas/vrede-en-veiligheid/vredesoperaties", PageRole.PROSE
        ),
        Start(
            f"{SITE}/fr/politique/themes-politiques/paix-et-securite/operations-de-paix",
            PageRole.PROSE,
        ),
    ),
    hosts=frozenset({"diplomatie.belgium.be"}),
    languages=("nl", "fr"),
    max_pages=20,
    least=3,
    most=40,
    check_links=True,
    quirks="""\
2022-06: Drupal since the relaunch; every address before it was capitalised and underscored.
2026-11: missions are named in prose under one heading per framework; no German page was found.
2026-11: the "Laatst bijgewerkt op" date stands in a one-item list.""",
)


class BelgiumSpider(WatchSpider):
    """Watches the Dutch page and its French twin, and asks whether their links still answer."""

    name = PROFILE.id
    profile = PROFILE
