"""The browser's only way out: a SOCKS proxy on loopback to the source's own hosts, checked.

Chromium hands every name to this proxy instead of looking it up, so what holds for plain
requests holds for a page, its scripts, its redirects and its sockets: the name is resolved here,
private addresses are refused, and the connection goes to just the address that was checked.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import socket
import struct
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError

from crawler.addresses import host_allowed
from crawler.failures import Refusal
from crawler.guard import is_public, private_address

CHUNK = 65_536
CONNECTING = 10.0
"""Seconds to wait for one address to take a connection."""
DONE, NOT_ALLOWED, UNREACHABLE, REFUSED = 0, 2, 4, 5

Resolve = Callable[[str, int], Awaitable[list[str]]]
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a name; an address written out is its own."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return [str(entry[4][0]) for entry in found]


class Tunnel:
    """Carries connections to `hosts`; remembers why it refused and how much it carried."""

    def __init__(
        self,
        hosts: frozenset[str],
        *,
        allow_private: bool = False,
        proxy: str = "",
        limit: int = 0,
        resolve: Resolve = resolve,
    ) -> None:
        self._hosts = hosts
        self._allow_private = allow_private
        self._proxy = proxy
        self._limit = limit
        self._resolve = resolve
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._server: asyncio.Server | None = None
        self._carried = 0
        self.address = f"socks5://127.0.0.1:{self._socket.getsockname()[1]}"
        self.failures: dict[str, Exception] = {}
        """Why the last connection to a host was not made."""

    @property
    def overflowed(self) -> bool:
        """Whether what came since the last `reset` outgrew the limit."""
        return bool(self._limit) and self._carried > self._limit

    def reset(self) -> None:
        """Begin a page: forget earlier failures and what was carried."""
        self._carried = 0
        self.failures.clear()

    async def open(self) -> None:
        """Begin to take connections; further calls do nothing."""
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, sock=self._socket)

    def close(self) -> None:
        """Take no more connections."""
        if self._server is not None:
            self._server.close()
        self._socket.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError), contextlib.closing(writer):
            host, port = await _asked_for(reader, writer)
            try:
                there, back = await self._connect(host, port)
            except Exception as error:
                self.failures[host] = error
                writer.write(_reply(_code(error)))
                await writer.drain()
                return
            with contextlib.closing(back):
                writer.write(_reply(DONE))
                await asyncio.gather(self._carry(reader, back), self._carry(there, writer))

    async def _connect(self, host: str, port: int) -> Streams:
        """Connect to an address that was checked; raises why not."""
        name = f"[{host}]" if ":" in host else host
        if not any(host_allowed(f"{s}://{name}:{port}", self._hosts) for s in ("http", "https")):
            raise Refusal(f"{host} is not a host of this source")
        addresses = self._checked(host, await self._resolve(host, port))
        if self._proxy:
            return await _through(self._proxy, f"{name}:{port}")
        if not addresses:
            raise CannotResolveHostError(host)
        return await _first(addresses, port)

    def _checked(self, host: str, addresses: list[str]) -> list[str]:
        public = [each for each in addresses if self._allow_private or is_public(each)]
        # behind a proxy a name is looked up again there, so one private address condemns it
        if (addresses and not public) or (self._proxy and public != addresses):
            raise private_address(host, next(each for each in addresses if each not in public))
        return public

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (chunk := await reader.read(CHUNK)) and not self.overflowed:
                self._carried += len(chunk)
                writer.write(chunk)
                await writer.drain()
        finally:
            writer.close()


async def _asked_for(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
    """Take a SOCKS 5 greeting and request (RFC 1928), without authentication."""
    _, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    writer.write(b"\x05\x00")
    _, _, _, kind = await reader.readexactly(4)
    if kind == 3:
        (length,) = await reader.readexactly(1)
        host = (await reader.readexactly(length)).decode("idna")
    else:
        host = str(ip_address(await reader.readexactly(4 if kind == 1 else 16)))
    (port,) = struct.unpack("!H", await reader.readexactly(2))
    return host, port


def _reply(code: int) -> bytes:
    return bytes((5, code, 0, 1, 0, 0, 0, 0, 0, 0))


def _code(error: Exception) -> int:
    if isinstance(error, Refusal):
        return NOT_ALLOWED
    return REFUSED if isinstance(error, DownloadConnectionRefusedError) else UNREACHABLE


async def _first(addresses: list[str], port: int) -> Streams:
    """Connect to the first of the addresses that takes the connection."""
    for address in addresses:
        with contextlib.suppress(OSError, TimeoutError):
            return await asyncio.wait_for(asyncio.open_connection(address, port), CONNECTING)
    raise DownloadConnectionRefusedError


async def _through(proxy: str, target: str) -> Streams:
    """Have the configured proxy connect to the target (CONNECT)."""
    parts = urlsplit(proxy)
    secure = parts.scheme == "https"
    reader, writer = await asyncio.open_connection(
        parts.hostname, parts.port or (443 if secure else 80), ssl=secure or None
    )
    pair = f"{parts.username or ''}:{parts.password or ''}".encode()
    known = f"Proxy-Authorization: Basic {base64.b64encode(pair).decode()}\r\n"
    said = f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{known if parts.username else ''}\r\n"
    writer.write(said.encode("latin-1"))
    answer = await reader.readuntil(b"\r\n\r\n")
    if answer.split(None, 2)[1] != b"200":
        writer.close()
        raise Refusal(f"the proxy does not connect to {target}")
    return reader, writer
