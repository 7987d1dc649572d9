"""The mission that a page of its own is about."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.reading.blocks import Block
from crawler.reading.titles import Title, read_titles
from missions.recognise import recogniser
from missions.register import load_register

FIRST_WORDS = 3
"""Blocks at the beginning of a page that may say what it is about where its title does not."""


def subject_of(page_title: str, content: Sequence[Block]) -> Title | None:
    """Return where a page names the mission it is about; None where it is about none.

    `page_title` is its main heading, `content` its main part.
    """
    texts = (page_title, *(block.text for block in content[:FIRST_WORDS]))
    named = (recogniser().find(text) for text in texts)
    subject = next((found[0].mission for found in named if found), None)
    mission = load_register().get(subject) if subject else None
    if mission is None:
        return None
    titles = (one for block in content for one in read_titles(block, mission.organisation))
    title = next((one for one in titles if one.mission == mission.id), None)
    return title or next(filter(None, (_mention(block, mission.id) for block in content)), None)


def _mention(block: Block, mission: str) -> Title | None:
    """Return a title where a heading or sentence names the mission: "About MINUSCA"."""
    found = next((one for one in recogniser().find(block.text) if one.mission == mission), None)
    if found is None:
        return None
    end = found.end if block.level else 0
    stop = len(block.text)
    return Title(block, mission, found.printed, found.start, found.end, 0, end, stop)
