"""When a contradiction is told: once as it begins, once as it ceases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from missions.contradictions import Matters, Saying
from missions.records import Change, ChangeState
from missions.standing import LAG, Check, Recorded, Settlement, settle_contradictions, standing

NOON = datetime(2024, 1, 8, 12, tzinfo=UTC)
DAY = timedelta(days=1)


class History:
    """What a database does: records what is told and settled, check after check."""

    def __init__(self) -> None:
        self.rows: list[Recorded] = []
        self.was: Matters = {}

    def check(
        self,
        now: Matters,
        source: str = "un",
        at: datetime = NOON,
        before: Matters | None = None,
        *,
        first: bool = False,
    ) -> Settlement:
        before = self.was if before is None else before
        check = Check(source, at, now, before, first, frozenset({"un", "belgium"}))
        found = settle_contradictions(check, self.rows)
        for settled in found.settled:
            row = next(row for row in self.rows if row.id == settled.id)
            self.rows[self.rows.index(row)] = replace(
                row,
                change=replace(row.change, state=settled.state),
                confirmations=settled.confirmations,
            )
        for change in (*found.told, *found.quiet):
            self.rows.append(Recorded(len(self.rows), change, at))
        self.was = now
        return found

    @property
    def told(self) -> list[str]:
        confirmed = (row.change for row in self.rows if row.change.state is ChangeState.CONFIRMED)
        return [one.summary for one in confirmed]


def status(un: str | None, belgium: str | None = "ongoing") -> Matters:
    said = (("belgium", belgium), ("un", un))
    sayings = [Saying(name, f"https://{name}", value, "words") for name, value in said if value]
    return {("minusma", "status"): sayings}


def hub(value: str) -> Matters:
    sayings = [
        Saying("un", "past", "ended", "words"),
        Saying("un", "hub", value, "Yes", is_data=True),
    ]
    return {("minusma", "status"): sayings}


BEGAN = (
    "MINUSMA: the pages disagree on whether it runs: "
    "the Belgian ministry's page says ongoing, the UN's list says ended."
)
CEASED = "MINUSMA: the pages agree again on whether it runs."


def test_a_contradiction_is_told_once_when_it_begins_and_once_when_it_ceases() -> None:
    history = History()
    for un in ("ongoing", "ended", "ended", "ended", "ongoing", "ongoing"):
        history.check(status(un))
    assert history.told == [BEGAN, CEASED]
    began, ceased = (row.change for row in history.rows)
    assert (began.before, ceased.before, ceased.after) == (None, began.after, None)
    assert isinstance(began.after, tuple)
    assert began.after[1] == {
        "source": "un",
        "page": "https://un",
        "value": "ended",
        "printed": "words",
    }
    assert began.reason == "high because one says that it runs and the other that it is over"


def test_it_may_begin_again_and_is_told_at_the_second_check() -> None:
    history = History()
    for un in ("ongoing", "ended", "ongoing", "ended"):
        history.check(status(un))
    history.check(status("ended"), source="belgium")
    assert (history.told, len(standing(history.rows))) == ([BEGAN, CEASED], 1)
    history.check(status("ended"))
    assert history.told == [BEGAN, CEASED, BEGAN]


def test_mirrors_that_answer_by_turns_begin_and_end_it_once() -> None:
    history = History()
    for _ in range(10):
        for un in ("ongoing", "ended"):
            history.check(status(un))
            history.check(status(un), source="belgium")
    assert history.told == [BEGAN, CEASED]


def test_an_end_that_is_told_again_needs_a_second_check_too() -> None:
    history = History()
    for un in ("ongoing", "ended", "ongoing", "ended", "ended", "ongoing", "ended", "ongoing"):
        history.check(status(un))
    assert history.told == [BEGAN, CEASED, BEGAN]
    history.check(status("ongoing"), source="belgium")
    assert history.told == [BEGAN, CEASED, BEGAN]
    history.check(status("ongoing"))
    assert history.told == [BEGAN, CEASED, BEGAN, CEASED]


def test_a_page_that_is_silent_for_one_check_has_not_agreed() -> None:
    history = History()
    for un in ("ongoing", "ended", None, "ended"):
        history.check(status(un))
    assert history.told == [BEGAN]
    assert len(standing(history.rows)) == 1


def test_a_page_that_stays_silent_ends_it_at_the_second_check_of_its_source() -> None:
    history = History()
    for un in ("ongoing", "ended", None):
        history.check(status(un))
    history.check(status(None), source="belgium")
    assert history.told == [BEGAN]
    history.check(status(None))
    assert history.told == [BEGAN, CEASED]
    assert standing(history.rows) == {}


def test_a_page_that_agrees_after_its_silence_ends_it_at_once() -> None:
    history = History()
    for un in ("ongoing", "ended", None, "ongoing"):
        history.check(status(un))
    assert history.told == [BEGAN, CEASED]


def test_what_the_first_reading_of_a_source_shows_stands_and_is_no_news() -> None:
    history = History()
    found = history.check(status("ended"), first=True)
    assert (len(found.quiet), found.told) == (1, ())
    assert history.check(status("ended")) == Settlement()
    assert [change.summary for change in history.check(status("ongoing")).told] == [CEASED]


def test_what_a_better_reader_finds_in_the_old_pages_is_no_news() -> None:
    history = History()
    history.check(status("ongoing"))
    found = history.check(status("ended"), before=status("ended"))
    assert (len(found.quiet), found.told) == (1, ())


def test_a_data_file_may_lag_for_a_month_and_stands_from_the_first_day() -> None:
    history = History()
    history.check(hub("ended"))
    history.check(hub("ongoing"), at=NOON)
    history.check(hub("ongoing"), at=NOON + LAG - DAY)
    assert (history.told, len(standing(history.rows))) == ([], 1)
    history.check(hub("ongoing"), at=NOON + LAG)
    history.check(hub("ongoing"), at=NOON + LAG + DAY)
    assert len(history.told) == 1
    history.check(hub("ended"), at=NOON + LAG + DAY)
    assert history.told[1:] == [CEASED]


def test_a_lag_that_passes_within_the_month_is_never_told() -> None:
    history = History()
    for value in ("ended", "ongoing", "ended"):
        history.check(hub(value))
    assert (history.told, standing(history.rows)) == ([], {})


def kinds(changes: Iterable[Change]) -> list[bool]:
    return [change.after is not None for change in changes]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["un", "belgium"]),
            st.sampled_from([None, "ongoing", "ended"]),
        ),
        max_size=12,
    )
)
def test_beginnings_and_ends_alternate_whatever_the_pages_do(
    checks: list[tuple[str, str | None]],
) -> None:
    history = History()
    said: dict[str, str | None] = {"un": "ongoing", "belgium": "ongoing"}
    for source, value in checks:
        said[source] = value
        history.check(status(said["un"], said["belgium"]), source=source)
    confirmed = [row.change for row in history.rows if row.change.state is ChangeState.CONFIRMED]
    told = kinds(confirmed)
    assert told == [position % 2 == 0 for position in range(len(told))]
    disagree = None not in said.values() and len(set(said.values())) == 2
    if disagree:
        assert len(standing(history.rows)) == 1
