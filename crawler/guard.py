"""Keeps the crawl out of private networks, whatever a page address, a redirect or a name says.

The middleware refuses addresses that are written out; the resolver checks every address a name
leads to, and Twisted connects to just the addresses that the resolver let through: a name that
answers differently the next time (DNS rebinding) is checked again then. Behind a proxy the proxy
connects, so a name is refused if it leads to a private address from here.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from twisted.internet.interfaces import (
    IAddress,
    IHostnameResolver,
    IHostResolution,
    IResolutionReceiver,
)
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.addresses import is_web_address
from crawler.failures import PrivateAddress, Refusal

NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Return whether an IP address, or the one it stands for, is on the public internet."""
    try:
        return all(_is_global(each) for each in _meant(ip_address(address.partition("%")[0])))
    except ValueError:
        return False


class AddressGuard:
    """Downloader middleware: refuses other schemes, and private addresses unless allowed."""

    def __init__(self, crawler: Crawler) -> None:
        if crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES"):
            raise NotConfigured
        self._behind_proxy = bool(crawler.settings.get("PROXY"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise PrivateAddress or Refusal before anything is sent."""
        if not is_web_address(request.url):
            raise Refusal("only http and https addresses are fetched")
        host = urlsplit(request.url).hostname or ""
        if _is_written_out(host):
            _refuse_private(host, host)
        elif self._behind_proxy:
            for address in await _addresses(host):
                _refuse_private(host, address)


@implementer(IHostnameResolver)
class GuardedResolver:
    """Name resolver that lets public addresses through only; remembers what it held back."""

    def __init__(self, reactor: Any, original: Any, allow_all: bool, exempt: str) -> None:
        self._reactor = reactor
        self._original = original
        self._allow_all = allow_all
        self._exempt = exempt
        self.held_back: dict[str, str] = {}
        """The private address each refused name led to last."""

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:
        proxy = urlsplit(crawler.settings.get("PROXY") or "").hostname or ""
        allow_all = crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES")
        return cls(reactor, reactor.nameResolver, allow_all, proxy)

    def install_on_reactor(self) -> None:
        """Make every connection by name pass this resolver."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """Resolve a name; Twisted connects to what reaches the receiver."""
        receiver = resolutionReceiver
        if not self._allow_all and hostName != self._exempt:
            receiver = _PublicOnly(resolutionReceiver, hostName, self.held_back)
        return self._original.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )


@implementer(IResolutionReceiver)
class _PublicOnly:
    """Passes on the public addresses of one name."""

    def __init__(self, receiver: Any, name: str, held_back: dict[str, str]) -> None:
        self._receiver = receiver
        self._name = name
        self._held_back = held_back
        held_back.pop(name, None)

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if is_public(address.host):
            self._receiver.addressResolved(address)
        else:
            self._held_back[self._name] = address.host

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


def private_address_of(host: str, held_back: Mapping[str, str]) -> PrivateAddress | None:
    """Return why a name found no address, if it was because they are private."""
    address = held_back.get(host)
    return private_address(host, address) if address else None


def private_address(host: str, address: str) -> PrivateAddress:
    """Return the refusal of a host that is, or leads to, a private address."""
    leads = "is" if host == address else f"leads to {address},"
    return PrivateAddress(f"{host} {leads} a private address, which is not fetched")


def _refuse_private(host: str, address: str) -> None:
    if not is_public(address):
        raise private_address(host, address)


def _is_written_out(host: str) -> bool:
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


async def _addresses(host: str) -> list[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return []  # only the proxy knows this name
    return [str(entry[4][0]) for entry in found]


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _meant(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The IPv4 addresses that an IPv6 address carries inside, else the address itself."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address.sixtofour]
    if address.teredo:
        return list(address.teredo)
    if address in NAT64:
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address]
