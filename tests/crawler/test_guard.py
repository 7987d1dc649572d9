"""No address, redirect or name leads the crawl into a private network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from twisted.internet.address import IPv4Address

from crawler.guard import GuardedResolver, is_public
from tests.crawler.sites import QUICK, Answer, Site, crawl, serving, source

GUARDED = replace(QUICK, allow_private_addresses=False)
PUBLIC = "93.184.215.14"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not an address",
    ],
)
def test_a_private_address_is_known_for_one(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "2606:4700::1111", "64:ff9b::5db8:d70e"])
def test_a_public_address_is_known_for_one(address: str) -> None:
    assert is_public(address)


def test_a_start_address_on_this_machine_is_refused_however_it_is_written() -> None:
    hosts = ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]")
    with serving({"/a": Answer(b"secret")}) as site:
        port = site.url.rpartition(":")[2]
        result = crawl(source(*(f"http://{host}:{port}/a" for host in hosts)), GUARDED)
    assert site.visits == []
    assert len(result.pages) == 5
    for page in result.pages:
        assert "private address" in (page.facts.error or ""), page.facts.url


def test_a_name_is_refused_without_robots_txt_as_well() -> None:
    with serving({"/a": Answer(b"secret")}) as site:
        address = site.url.replace("127.0.0.1", "localhost") + "/a"
        page = crawl(source(address), replace(GUARDED, obey_robots=False)).only
    assert site.visits == []
    assert "leads to" in (page.facts.error or "")


@pytest.fixture
def proxy() -> Iterator[Site]:
    """A proxy on this machine that plays the public site mission.example itself."""
    with serving({}) as site:
        yield site


def _through(proxy: Site) -> Any:
    return replace(GUARDED, proxy=proxy.url)


def test_pages_come_through_the_configured_proxy(proxy: Site) -> None:
    proxy.answers["http://mission.example/a"] = Answer(b"page")
    page = crawl(source("http://mission.example/a"), _through(proxy)).only
    assert page.body == b"page"
    assert proxy.visits[0].path == "http://mission.example/robots.txt"


def test_a_redirect_to_this_machine_is_refused(proxy: Site) -> None:
    with serving({"/secret": Answer(b"secret")}) as inside:
        named = inside.url.replace("127.0.0.1", "localhost")
        for path, target in (("a", inside.url), ("b", named)):
            moved = Answer(status=302).having(("Location", target + "/secret"))
            proxy.answers[f"http://mission.example/{path}"] = moved
        start = source("http://mission.example/a", "http://mission.example/b")
        result = crawl(start, _through(proxy))
    assert inside.visits == []
    assert all("secret" not in visit.path for visit in proxy.visits)
    assert len(result.pages) == 2
    for page in result.pages:
        assert "private address" in (page.facts.error or "")
        assert page.facts.final_url.endswith("/secret")


class _Names:
    """A resolver whose names mean something else each time, as in a DNS rebinding attack."""

    def __init__(self, *answers: str) -> None:
        self.answers = iter(answers)

    def resolveHostName(self, receiver: Any, name: str, port: int, *_: object) -> None:  # noqa: N802
        receiver.resolutionBegan(None)
        receiver.addressResolved(IPv4Address("TCP", next(self.answers), port))
        receiver.resolutionComplete()


class _Receiver:
    """What Twisted connects to."""

    def __init__(self) -> None:
        self.addresses: list[str] = []

    def resolutionBegan(self, _: object) -> None:  # noqa: N802
        pass

    def addressResolved(self, address: IPv4Address) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        pass


def test_a_name_that_turns_private_after_it_was_public_is_held_back() -> None:
    resolver = GuardedResolver(None, _Names(PUBLIC, "127.0.0.1"), allow_all=False, exempt="")
    first, second = _Receiver(), _Receiver()
    resolver.resolveHostName(first, "rebind.example", 80)
    resolver.resolveHostName(second, "rebind.example", 80)
    assert first.addresses == [PUBLIC]
    assert second.addresses == []
    assert resolver.held_back == {"rebind.example": "127.0.0.1"}
