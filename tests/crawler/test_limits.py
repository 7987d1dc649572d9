"""Answers that are too large, cut off or broken neither fill the memory nor end the crawl."""

from __future__ import annotations

import gzip
import socketserver
import zlib
from dataclasses import replace

import brotli  # type: ignore[import-untyped]

from tests.crawler.sites import QUICK, Answer, crawl, raw_serving, serving, source

SMALL = replace(QUICK, max_bytes=100_000)
NO_ROBOTS = replace(QUICK, obey_robots=False)


def _packed(body: bytes, coding: str) -> Answer:
    return Answer(body).having(("Content-Encoding", coding))


def test_a_page_announced_as_too_large_is_not_taken() -> None:
    with serving({"/a": Answer(b"x" * 200_000)}) as site:
        page = crawl(source(site.url + "/a"), SMALL).only
    assert (page.facts.error, page.body) == ("larger than the limit", b"")


def test_a_page_that_grows_too_large_unannounced_is_cut_short() -> None:
    def endless(handler: socketserver.StreamRequestHandler) -> None:
        handler.rfile.readline()
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 65_536)

    with raw_serving(endless) as url:
        page = crawl(source(url), replace(SMALL, obey_robots=False)).only
    assert (page.facts.error, page.body) == ("larger than the limit", b"")


def test_a_page_that_unpacks_to_too_much_is_not_taken() -> None:
    zeros = bytes(20_000_000)
    packed = {
        "/gzip": _packed(gzip.compress(zeros), "gzip"),
        "/br": _packed(brotli.compress(zeros, quality=5), "br"),
        "/deflate": _packed(zlib.compress(zeros), "deflate"),
    }
    with serving(packed) as site:
        result = crawl(source(*(site.url + path for path in packed)), SMALL)
    assert result.errors() == ["larger than the limit of 100000 bytes"] * 3
    assert [page.body for page in result.pages] == [b""] * 3


def test_a_packed_page_comes_unpacked() -> None:
    with serving({"/a": _packed(gzip.compress(b"<p>missions"), "gzip")}) as site:
        page = crawl(source(site.url + "/a")).only
    assert (page.body, page.facts.size) == (b"<p>missions", 11)


def test_a_broken_packed_page_is_reported() -> None:
    with serving({"/a": _packed(b"\x1f\x8b\x08 no gzip at all", "gzip")}) as site:
        page = crawl(source(site.url + "/a")).only
    assert page.body == b""
    assert page.facts.error == "the compressed answer could not be unpacked"


def test_a_page_shorter_than_announced_is_marked_as_truncated() -> None:
    with serving({"/a": Answer(b"<p>half a li", promised=5000)}) as site:
        page = crawl(source(site.url + "/a")).only
    assert (page.body, page.facts.truncated, page.facts.error) == (b"<p>half a li", True, None)


def test_a_whole_page_is_not_marked_as_truncated() -> None:
    with serving({"/a": Answer(b"<p>whole")}) as site:
        assert not crawl(source(site.url + "/a")).only.facts.truncated


def test_a_connection_that_breaks_before_the_answer_is_reported() -> None:
    with raw_serving(lambda handler: handler.rfile.readline()) as url:
        page = crawl(source(url), NO_ROBOTS).only
    assert page.facts.error == "the connection broke before an answer came"


def test_an_answer_that_is_no_http_is_reported() -> None:
    def talk(handler: socketserver.StreamRequestHandler) -> None:
        handler.rfile.readline()
        handler.wfile.write(b"220 mail.example.org ESMTP\r\n\r\n")

    with raw_serving(talk) as url:
        result = crawl(source(url), NO_ROBOTS)
    assert result.only.facts.error
    assert result.end.complete
