"""One page has one address, and only the source's own hosts are followed."""

from __future__ import annotations

import pytest

from crawler.addresses import canonical_url, host_allowed, host_of, is_web_address


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.OSCE.org:443/where-we-are#top", "https://www.osce.org/where-we-are"),
        ("HTTP://un.org:80", "http://un.org/"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
        ("https://un.org/?b=2&a=1", "https://un.org/?a=1&b=2"),
        ("https://un.org/a?utm_source=x&fbclid=y&page=2", "https://un.org/a?page=2"),
        ("https://user:secret@un.org/a", "https://un.org/a"),
        ("https://un.org/é", "https://un.org/%C3%A9"),
        ("https://un.org/%c3%a9", "https://un.org/%C3%A9"),
        ("https://un.org/a?empty=", "https://un.org/a?empty="),
    ],
)
def test_every_spelling_leads_to_one_address(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://un.org/a", True),
        ("https://peacekeeping.un.org/a", True),
        ("https://notun.org/a", False),
        ("https://un.org.example/a", False),
        ("https://un.org:8443/a", False),
        ("http://127.0.0.1:8001/a", True),
        ("http://127.0.0.1:8002/a", False),
        ("http://127.0.0.1/a", False),
        ("ftp://un.org/a", False),
        ("mailto:info@un.org", False),
        ("https://example.org\\@un.org/", False),
    ],
)
def test_only_the_sources_hosts_are_allowed(url: str, allowed: bool) -> None:
    assert host_allowed(url, {"un.org", "127.0.0.1:8001"}) is allowed


def test_a_host_keeps_an_unusual_port_only() -> None:
    assert host_of("https://UN.org:443/") == "un.org"
    assert host_of("http://[::1]:8000/") == "[::1]:8000"


@pytest.mark.parametrize(
    "url", ["", "un.org", "http://", "http://[bad", "http://a:99999/", "javascript:x"]
)
def test_what_is_no_web_address_is_known(url: str) -> None:
    assert not is_web_address(url)
