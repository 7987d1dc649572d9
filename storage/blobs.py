"""Bytes kept under their SHA-256, as a small delta on the version before where that pays.

Knows zstd and the `blob` table; knows nothing of pages. Bytes are checked against their hash
whenever they are read.
"""

from __future__ import annotations

import hashlib
import sys

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from storage.errors import BlobDamaged
from storage.models import Blob
from storage.upsert import insert_if_absent

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LEVEL = 10
KEYFRAME_EVERY = 20
DELTA_AT_MOST = 0.05
SHORTEST_DICTIONARY = 8
"""zstd refuses a shorter one."""


def store_blob(session: Session, body: bytes, previous: str | None) -> str:
    """Keep `body` and return its hash; `previous` names the blob it probably resembles."""
    sha256 = hashlib.sha256(body).hexdigest()
    if session.get(Blob, sha256) is None:
        blob = _delta(session, body, previous) or _whole(body)
        insert_if_absent(session, Blob, {"sha256": sha256, "size": len(body), **blob})
    return sha256


def load_blob(session: Session, sha256: str) -> bytes:
    """Return the bytes kept under `sha256`. Raises BlobDamaged if they are not those any more."""
    body = b""
    try:
        for blob in _chain(session, sha256):
            body = _unpack(blob, body)
    except zstd.ZstdError as error:
        raise BlobDamaged(sha256) from error
    if hashlib.sha256(body).hexdigest() != sha256:
        raise BlobDamaged(sha256)
    return body


def _whole(body: bytes) -> dict[str, object]:
    return {"base": None, "depth": 0, "data": zstd.compress(body, level=LEVEL)}


def _delta(session: Session, body: bytes, previous: str | None) -> dict[str, object] | None:
    base = session.get(Blob, previous) if previous else None
    if base is None or base.size < SHORTEST_DICTIONARY or base.depth + 1 >= KEYFRAME_EVERY:
        return None
    try:
        dictionary = _dictionary(load_blob(session, base.sha256))
    except BlobDamaged:  # an old version that is lost must not keep the new one out
        return None
    data = zstd.compress(body, level=LEVEL, zstd_dict=dictionary.as_prefix)
    if len(data) > DELTA_AT_MOST * len(body):
        return None
    return {"base": base.sha256, "depth": base.depth + 1, "data": data}


def _chain(session: Session, sha256: str) -> list[Blob]:
    """Return the blobs from the keyframe to `sha256`, in the order to unpack them."""
    wanted = (
        select(Blob.sha256, Blob.base).where(Blob.sha256 == sha256).cte("wanted", recursive=True)
    )
    link = aliased(Blob)
    wanted = wanted.union_all(
        select(link.sha256, link.base).join(wanted, link.sha256 == wanted.c.base)
    )
    chain = session.scalars(
        select(Blob).join(wanted, Blob.sha256 == wanted.c.sha256).order_by(Blob.depth)
    ).all()
    if not chain or chain[0].base is not None:
        raise BlobDamaged(sha256)
    return list(chain)


def _unpack(blob: Blob, before: bytes) -> bytes:
    if blob.base is None:
        return zstd.decompress(blob.data)
    return zstd.decompress(blob.data, zstd_dict=_dictionary(before).as_prefix)


def _dictionary(content: bytes) -> zstd.ZstdDict:
    return zstd.ZstdDict(content, is_raw=True)
