"""What the crawling process and the one that started it say to each other, as JSON.

The order goes in as one object; pages, progress and the end come out as one object a line.
Bodies go through files in the spool folder, named in the page's object.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.pages import CrawlEnd, FetchedPage, FetchRules, Progress, Validators
from crawler.profile import SourceProfile, Start
from missions.records import Cause, FetchFacts, PageLink, PageRole
from missions.register import Alias, Mission


@dataclass(frozen=True)
class Order:
    """What is to be crawled, how, and where the answers go."""

    profile: SourceProfile
    rules: FetchRules
    folder: Path
    channel: int
    """File descriptor of the pipe to write to."""
    known: Mapping[str, Validators] = field(default_factory=dict)
    missions: tuple[Mission, ...] = ()
    """Missions that staff added to the register: links that name them lead to their pages."""


Message = FetchedPage | Progress | CrawlEnd


def encode_order(order: Order) -> str:
    """Return the order as JSON."""
    return json.dumps(asdict(order), default=_plain)


def decode_order(text: str) -> Order:
    """Return the order that `encode_order` wrote."""
    told = json.loads(text)
    return Order(
        profile=_profile(told["profile"]),
        rules=FetchRules(**told["rules"]),
        folder=Path(told["folder"]),
        channel=told["channel"],
        known={url: _validators(known) for url, known in told["known"].items()},
        missions=tuple(_mission(mission) for mission in told["missions"]),
    )


def encode_message(message: Message, folder: Path, number: int) -> str:
    """Return a message as one line of JSON; a page's body is written to `folder` first."""
    told: dict[str, Any] = {"what": type(message).__name__}
    if isinstance(message, FetchedPage):
        (folder / str(number)).write_bytes(message.body)
        told |= asdict(message) | {"body": str(number)}
    else:
        told |= asdict(message)
    return json.dumps(told, default=_plain) + "\n"


def decode_message(line: str, folder: Path) -> Message:
    """Return the message of one line; the file of a page's body is read and removed."""
    told = json.loads(line)
    what = told.pop("what")
    if what == Progress.__name__:
        return Progress(**told)
    if what == CrawlEnd.__name__:
        return CrawlEnd(**told)
    return _page(told, folder)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else str(value)


def _profile(told: dict[str, Any]) -> SourceProfile:
    start = tuple(Start(each["url"], PageRole(each["role"])) for each in told["start"])
    lists = {"hosts": frozenset(told["hosts"]), "languages": tuple(told["languages"])}
    return SourceProfile(**told | lists | {"start": start})


def _mission(told: dict[str, Any]) -> Mission:
    lists = {name: tuple(told[name]) for name in ("host", "predecessors", "successors")}
    aliases = tuple(Alias(**alias) for alias in told["aliases"])
    return Mission(**told | lists | {"aliases": aliases})


def _validators(told: dict[str, Any]) -> Validators:
    links = told["links"]
    return Validators(
        told["etag"],
        told["last_modified"],
        None if links is None else tuple(_link(link) for link in links),
    )


def _link(told: dict[str, Any]) -> PageLink:
    role = told["role"]
    return PageLink(
        **told
        | {"missions": tuple(told["missions"]), "role": None if role is None else PageRole(role)}
    )


def _page(told: dict[str, Any], folder: Path) -> FetchedPage:
    file = folder / told["body"]
    body = file.read_bytes()
    file.unlink()
    return FetchedPage(
        facts=_facts(told["facts"]),
        role=PageRole(told["role"]),
        headers=tuple((name, value) for name, value in told["headers"]),
        body=body,
        not_modified=told["not_modified"],
    )


def _facts(told: dict[str, Any]) -> FetchFacts:
    cause = told["cause"]
    return FetchFacts(
        **told
        | {
            "fetched_at": datetime.fromisoformat(told["fetched_at"]),
            "cause": None if cause is None else Cause(cause),
        }
    )
