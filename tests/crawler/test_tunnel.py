"""The browser's way out leads to the source's own hosts, and to public addresses only."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from crawler.failures import Refusal
from crawler.tunnel import Tunnel
from tests.crawler.sites import Answer, Site, raw_serving, serving

REQUEST = b"GET /a HTTP/1.1\r\nHost: mission.example\r\nConnection: close\r\n\r\n"


async def ask(tunnel: Tunnel, host: str, port: int, request: bytes = REQUEST) -> tuple[int, bytes]:
    """Ask through the tunnel as Chromium does; return the SOCKS reply and what came."""
    await tunnel.open()
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(tunnel.address).port)
    name = host.encode()
    writer.write(b"\x05\x01\x00\x05\x01\x00\x03" + bytes([len(name)]) + name)
    writer.write(struct.pack("!H", port))
    await reader.readexactly(2)
    code = (await reader.readexactly(10))[1]
    if code == 0:
        writer.write(request)
    came = await reader.read()
    writer.close()
    return code, came


def names(*answers: str) -> Callable[[str, int], Any]:
    """Return a resolver that says something else each time."""
    following = iter(answers)

    async def resolve(_: str, __: int) -> list[str]:
        return [next(following)]

    return resolve


def hosts(site: Site) -> frozenset[str]:
    return frozenset({f"mission.example:{urlsplit(site.url).port}"})


def run(tunnel: Tunnel, site: Site, host: str = "mission.example") -> tuple[int, bytes]:
    async def once() -> tuple[int, bytes]:
        got = await ask(tunnel, host, urlsplit(site.url).port or 0)
        tunnel.close()
        return got

    return asyncio.run(once())


def test_a_host_of_the_source_is_reached_at_the_address_that_was_checked() -> None:
    with serving({"/a": Answer(b"page", promised=4)}) as site:
        tunnel = Tunnel(hosts(site), allow_private=True, resolve=names("127.0.0.1"))
        code, came = run(tunnel, site)
    assert code == 0
    assert came.endswith(b"page")


@pytest.mark.parametrize("host", ["other.example", "127.0.0.1", "localhost", "::1"])
def test_another_host_is_refused(host: str) -> None:
    with serving({"/a": Answer(b"secret")}) as site:
        tunnel = Tunnel(hosts(site), allow_private=True)
        assert run(tunnel, site, host) == (2, b"")
    assert site.visits == []
    assert isinstance(tunnel.failures[host], Refusal)


def test_a_name_is_looked_up_and_checked_for_every_connection() -> None:
    """A name that was harmless a moment ago may lead to this machine now (DNS rebinding)."""

    async def twice(port: int) -> list[str]:
        told = []
        for _ in range(2):
            await ask(tunnel, "mission.example", port)
            told.append(str(tunnel.failures["mission.example"]))
        tunnel.close()
        return told

    with serving({"/a": Answer(b"secret")}) as site:
        tunnel = Tunnel(hosts(site), resolve=names("10.0.0.1", "127.0.0.1"))
        told = asyncio.run(twice(urlsplit(site.url).port or 0))
    assert site.visits == []
    assert ["leads to 10.0.0.1" in told[0], "leads to 127.0.0.1" in told[1]] == [True, True]


def test_a_configured_proxy_is_asked_to_connect_and_told_who_we_are() -> None:
    asked: list[bytes] = []

    def proxy(handler: Any) -> None:
        while (line := handler.rfile.readline()).strip():
            asked.append(line.strip())
        handler.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\npage")

    with raw_serving(proxy) as address, serving({}) as site:
        through = address.replace("://", "://us:secret@")
        tunnel = Tunnel(hosts(site), proxy=through, resolve=names("93.184.215.14"))
        assert run(tunnel, site) == (0, b"page")
    assert asked[0].startswith(b"CONNECT mission.example:")
    assert b"Proxy-Authorization: Basic dXM6c2VjcmV0" in asked


def test_a_name_that_is_private_from_here_is_refused_behind_a_proxy_too() -> None:
    with serving({}) as site:
        tunnel = Tunnel(hosts(site), proxy=site.url, resolve=names("10.0.0.1"))
        assert run(tunnel, site)[0] == 2
    assert site.visits == []


def test_what_outgrows_the_limit_breaks_off() -> None:
    with serving({"/a": Answer(b"x" * 1_000_000)}) as site:
        tunnel = Tunnel(hosts(site), allow_private=True, limit=200_000, resolve=names("127.0.0.1"))
        _, came = run(tunnel, site)
    assert tunnel.overflowed
    assert len(came) < 400_000
