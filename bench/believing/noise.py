"""What changes on a page from visit to visit and is no news."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Noise = Callable[[bytes, Random], bytes]


def _token(body: bytes, rng: Random) -> bytes:
    token = b'<meta name="csrf-token" content="%x"></head>' % rng.getrandbits(128)
    return body.replace(b"</head>", token, 1)


def _tracking(body: bytes, rng: Random) -> bytes:
    mark = b"?utm_source=site&sid=%x" % rng.getrandbits(64)
    return re.sub(rb'(href="/[^"?#]+)"', rb"\1" + mark + b'"', body)


def _classes(body: bytes, rng: Random) -> bytes:
    suffix = b"_%x" % rng.getrandbits(24)
    return re.sub(rb'(class="[^"]+)"', rb"\1" + suffix + b'"', body)


def _stamp(body: bytes, rng: Random) -> bytes:
    line = b"<p>Page generated in %d ms, %d visitors</p></body>" % (
        rng.randint(3, 900),
        rng.randint(10_000, 99_999),
    )
    return body.replace(b"</body>", line, 1)


def _comment(body: bytes, rng: Random) -> bytes:
    return body + b"<!-- cached by node %d -->" % rng.randint(1, 40)


NOISES: dict[str, Noise] = {
    "token": _token,
    "tracking parameters": _tracking,
    "class names": _classes,
    "counters and times": _stamp,
    "comment at the end": _comment,
}
