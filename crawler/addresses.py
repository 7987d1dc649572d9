"""Web addresses as identities: one page has one canonical address. Knows nothing of the network."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING_PREFIXES = ("utm_", "mtm_", "pk_")
TRACKING_NAMES = frozenset({"fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "_ga", "_gl"})

SEVERAL = 4_096
"""Addresses in use at a time; each is looked at many times over."""


def canonical_url(url: str) -> str:
    """Return the one address under which a page is fetched and remembered.

    Sorted query, lower-case host, no default port, no fragment, no tracking parameters.
    Stored pages are found by this address: a change of its rules needs a migration.
    """
    parts = urlsplit(url.strip())
    query = [pair for pair in parse_qsl(parts.query, True) if not _is_tracking(pair[0])]
    netloc = parts.netloc.rpartition("@")[2]
    default = f":{DEFAULT_PORTS.get(parts.scheme.lower())}"
    kept = parts._replace(netloc=netloc.removesuffix(default), query=urlencode(query), fragment="")
    return str(canonicalize_url(urlunsplit(kept)))


@lru_cache(maxsize=SEVERAL)
def is_web_address(url: str) -> bool:
    """Return whether `url` is an http or https address that names a host.

    A backslash is refused: what reads addresses does not agree on what it means.
    """
    if "\\" in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


@lru_cache(maxsize=SEVERAL)
def host_of(url: str) -> str:
    """Return the host of an address, with its port where that is not the scheme's own."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    if parts.port is None or parts.port == DEFAULT_PORTS.get(parts.scheme):
        return host
    return f"{host}:{parts.port}"


def host_allowed(url: str, hosts: Iterable[str]) -> bool:
    """Return whether `url` lies on one of `hosts` or below one (`un.org` allows `x.un.org`).

    A host with a port allows that port alone; one without allows the scheme's default port.
    """
    if not is_web_address(url):
        return False
    host = host_of(url)
    return any(host == allowed or host.endswith(f".{allowed}") for allowed in hosts)


def _is_tracking(name: str) -> bool:
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)
