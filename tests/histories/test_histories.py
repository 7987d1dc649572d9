"""Years of strangers' pages are told as their authors mean them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from _pytest.mark import ParameterSet

from tests.histories.history import Answer, History, State, history, names
from tests.histories.replay import replay, served
from tests.histories.score import Score, score

OLD_COPY = "an old copy without its date is taken for the page"
UNLABELLED = "numbers in cells without a label are not read"
UNTOLD: Mapping[str, str] = {
    "be-nl-aspides-2024": "a ship that is back counts as a part that is over: officers stay",
    "eeas-fr-cellules-2024-2025": UNLABELLED,
    "nato-prose-topics-2014-2016": "an activity in the Aegean Sea is told without its name",
    "nato-prose-2014-2016": "a mission in the second sentence, or in brackets, is not found",
    "un-unifil-unlabelled-cells": UNLABELLED,
}
"""Histories of which something true is not told in time so far, with what goes wrong."""
FALSE: Mapping[str, str] = {}
"""Histories of which something is told that did not happen."""
MISJUDGED: Mapping[str, str] = {
    "be-fr-belufil-2014-2015": OLD_COPY,
    "be-nl-verhuis-2021-2023": OLD_COPY,
    "nato-prose-2014-2016": OLD_COPY,
}
"""Histories with a trouble that is not noticed, or with a healthy page that is held."""
CRAWLED = "be-nl-vijandig-2025-2026"
"""The history with the most kinds of trouble that only a fetch shows."""


def _params(not_yet: Mapping[str, str]) -> list[ParameterSet]:
    marks = {name: pytest.mark.xfail(reason=why, strict=True) for name, why in not_yet.items()}
    return [pytest.param(name, marks=marks.get(name, ())) for name in names()]


@cache
def scored(name: str) -> Score:
    """Replay a history once for all that is asked of it."""
    with TemporaryDirectory() as folder:
        return score(history(name), replay(history(name), Path(folder)))


@pytest.mark.parametrize("name", _params(UNTOLD))
def test_what_happened_is_told_in_time(name: str) -> None:
    result = scored(name)
    assert [str(one) for one in (*result.missed, *result.late)] == []


@pytest.mark.parametrize("name", _params(FALSE))
def test_nothing_is_told_that_did_not_happen(name: str) -> None:
    assert [str(one) for one in scored(name).false] == []


@pytest.mark.parametrize("name", _params(MISJUDGED))
def test_troubles_are_noticed_and_healthy_pages_believed(name: str) -> None:
    result = scored(name)
    assert (result.unnoticed, result.held) == ((), ())


def test_the_crawler_sees_a_history_as_it_is_handed_over(tmp_path: Path) -> None:
    over_http = _over_http(history(CRAWLED))
    handed, crawled = tmp_path / "handed", tmp_path / "crawled"
    handed.mkdir()
    crawled.mkdir()
    seen = replay(over_http, crawled, served)
    assert seen == replay(over_http, handed)
    assert score(over_http, seen).noticed == (1, 2, 4, 5, 7, 9)


def _over_http(told: History) -> History:
    """Return a history whose pages a proxy may see."""
    return replace(
        told,
        roles={_plain(url): role for url, role in told.roles.items()},
        states=tuple(replace(one, answers=tuple(_plain_answers(one))) for one in told.states),
    )


def _plain_answers(state: State) -> Iterator[Answer]:
    for one in state.answers:
        yield replace(one, url=_plain(one.url), final_url=_plain(one.final_url))


def _plain(url: str) -> str:
    return url.replace("https://", "http://")
