"""The pages on which reviewers and administrators work."""

from __future__ import annotations

from fastapi import FastAPI

from watch import Watch
from watch.crawl_desk import CrawlDesk
from web.administering import add_administering
from web.crawling import add_crawling, close_with
from web.following import Board
from web.holding import add_holding
from web.naming import add_naming
from web.runs import add_runs
from web.subscribers import add_subscribers
from web.users import add_users
from web.watched import add_watched


def add_work(app: FastAPI, watch: Watch, desk: CrawlDesk) -> None:
    """Let staff crawl, decide, and look after the service."""
    board = Board(watch, desk)
    close_with(app, desk)
    add_crawling(app, watch, desk, board)
    add_runs(app, watch, board)
    add_holding(app, watch)
    add_naming(app, watch)
    add_administering(app, watch)
    add_watched(app, watch)
    add_subscribers(app, watch)
    add_users(app, watch)
