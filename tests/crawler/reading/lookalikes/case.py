"""How a page of `pages` is put into its site and given its truth."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from missions.records import FieldContent, PageRole
from tests.crawler.reading.nasty.case import Case, Entry

HERE = Path(__file__).parent


def lookalike(
    page: str,
    site: str,
    title: str,
    language: str = "en",
    *listed: Mapping[str, Entry],
    url: str = "",
    new: tuple[str, ...] = (),
) -> Case:
    """One page in its site, with the missions it lists."""
    return Case(
        page,
        _whole(page, site, title, language),
        {mission: entry for entries in listed for mission, entry in entries.items()},
        new=new,
        url=url or f"https://www.{site}.example/{language}/{page}",
    )


def lookalike_prose(
    page: str,
    site: str,
    title: str,
    language: str,
    takes_part: Mapping[str, str | None],
) -> Case:
    """One page of running text in its site, with Belgium's part in the missions it names."""
    return Case(
        page,
        _whole(page, site, title, language),
        takes_part=takes_part,
        role=PageRole.PROSE,
        url=f"https://ministry.example/{language}/peace-operations",
    )


def all_of(
    status: str, missions: str, **fields: tuple[FieldContent | None, ...]
) -> dict[str, Entry]:
    """These missions (by id) in one status, with a field's values in the same order."""
    ids = missions.split()
    return {
        mission: Entry(status, {name: values[number] for name, values in fields.items()})
        for number, mission in enumerate(ids)
    }


def _whole(page: str, site: str, title: str, language: str) -> str:
    frame = (HERE / "sites" / f"{site}.html").read_text()
    content = (HERE / "pages" / f"{page}.html").read_text()
    for mark, text in (("title", title), ("language", language), ("content", content)):
        frame = frame.replace("{{" + mark + "}}", text)
    return frame
