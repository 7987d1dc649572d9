"""A stranger's page with what its author says that it tells."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.reading.read import read_page
from missions.records import PageRole, Reading

PAGES = Path(__file__).parent / "pages"
TRUTH = ".truth.json"
DATA = (".json", ".csv")
ROLES = {"list": PageRole.LIST, "prose": PageRole.PROSE, "mission": PageRole.MISSION}


@dataclass(frozen=True)
class Page:
    """One page; ids are those of the register."""

    name: str
    body: bytes
    url: str
    content_type: str
    role: PageRole
    listed: Mapping[str, Mapping[str, object]]
    """Status and printed fields by mission."""
    disputed: frozenset[str]
    """Missions of which two experts would not say the same."""
    takes_part: Mapping[str, str]
    """Belgium's part by mission, on a Belgian page of prose."""

    def read(self) -> Reading:
        """Return what the reader makes of it."""
        return read_page(self.body, self.url, self.content_type, self.role)

    @property
    def statuses(self) -> dict[str, str]:
        """Status by mission; what is planned neither runs nor is over."""
        told = {one: str(entry.get("status", "unknown")) for one, entry in self.listed.items()}
        return {
            one: "unknown" if status == "planned" else status
            for one, status in told.items()
            if one not in self.disputed
        }


def pages() -> Iterator[Page]:
    """Yield all pages, by name."""
    for path in sorted(PAGES.glob(f"*{TRUTH}")):
        name = path.name.removesuffix(TRUTH)
        truth = json.loads(path.read_text(encoding="utf-8"))
        body = next(one for one in PAGES.glob(f"{name}.*") if not one.name.endswith(TRUTH))
        yield Page(
            name,
            body.read_bytes(),
            truth["url"],
            truth.get("content_type", "text/html; charset=utf-8"),
            PageRole.RECORDS if body.suffix in DATA else ROLES[truth.get("role", "list")],
            truth.get("listed", {}),
            frozenset(truth.get("either", {})),
            truth.get("takes_part", {}),
        )
