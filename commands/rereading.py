"""`db reread`: stored pages read again, and what is understood otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import click

import terminal
from commands.session import DONE, INCOMPLETE, Session, json_option, known_source
from missions.reader_differences import Aspect, ReaderDifference
from watch import RereadPage, Watch

WORDS = {
    Aspect.PASSAGE: "the words about {mission}",
    Aspect.STATEMENT: "a sentence about {mission}",
    Aspect.COUNT: "the number of missions that the page names",
    Aspect.TEXT: "the text of the page",
}


@click.command("reread")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--all", "everything", is_flag=True, help="Every stored version, whatever reader read it."
)
@click.option("--dry-run", is_flag=True, help="Only say what would be read otherwise.")
@json_option
@click.pass_obj
def reread(
    session: Session, sources: tuple[str, ...], everything: bool, dry_run: bool, as_json: bool
) -> int:
    """Read stored pages again with the reader and register of today.

    Without --all these are the versions that were believed and that an older reader, or one that
    knew another register, read. What is understood otherwise is a difference of the reader and is
    never recorded or mailed as a change. An interrupted run is taken up by starting it again.
    """
    count: Counter[str] = Counter()
    with session.watch() as watch:
        for name in sources:
            known_source(watch.profiles(), name)
        for page in _read(watch, sources, everything=everything, dry_run=dry_run):
            count += _told(page, as_json)
    if not as_json:
        verb = "would read" if dry_run else "read"
        terminal.say(
            f"{count['read']} page versions read again: {count['differing']} {verb} differently, "
            f"{count['failed']} could not be read. These are differences of the reader, not "
            "changes of the sites."
        )
    return INCOMPLETE if count["failed"] else DONE


def _read(
    watch: Watch, sources: tuple[str, ...], *, everything: bool, dry_run: bool
) -> Iterator[RereadPage]:
    with terminal.progress("reading again") as advance:
        yield from watch.reread(
            sources, everything=everything, dry_run=dry_run, on_progress=advance
        )


def _told(page: RereadPage, as_json: bool) -> Counter[str]:
    if page.error:
        terminal.complain(f"{page.page}, version {page.snapshot}, was not read: {page.error}")
    if as_json:
        terminal.write_json([page.as_json()])
    elif page.differences:
        terminal.say(f"{page.source} {page.page}, as fetched {page.fetched:%Y-%m-%d %H:%M} UTC:")
        for difference in page.differences:
            terminal.say(f"  {_sentence(difference)}")
    return Counter(read=not page.error, failed=bool(page.error), differing=bool(page.differences))


def _sentence(one: ReaderDifference) -> str:
    about = one.mission or one.field or "the page"
    if one.aspect is Aspect.GAINED:
        return f"{about}: now read ({one.after})"
    if one.aspect is Aspect.LOST:
        return f"{about}: no longer read (was {one.before})"
    if one.aspect in WORDS:
        return f"{WORDS[one.aspect].format(mission=about)}: read otherwise"
    what = one.field or str(one.aspect)
    return f"{about}: {what} is {_value(one.after)} (was {_value(one.before)})"


def _value(value: object) -> str:
    if value is None:
        return "not read"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
