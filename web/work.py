"""The pages on which reviewers and administrators work."""

from __future__ import annotations

from fastapi import FastAPI

from watch import Watch
from watch.crawl_desk import CrawlDesk
from web.crawling import add_crawling, close_with
from web.following import Board
from web.runs import add_runs


def add_work(app: FastAPI, watch: Watch) -> None:
    """Let staff crawl, decide, and look after the service."""
    desk = CrawlDesk(watch)
    board = Board(watch, desk)
    close_with(app, desk)
    add_crawling(app, watch, desk, board)
    add_runs(app, watch, board)
