"""Each reader is told what they asked for, when they asked for it, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from missions.records import ChangeKind, Severity
from notifier.links import Purpose
from notifier.message import mail_address
from storage.rows import MessageState
from storage.wishes import Frequency, Wishes
from tests.notifier.mail_servers import moody_server
from tests.watching import (
    MINUSMA,
    NOON,
    SICK,
    UNIFIL,
    delivered,
    happen,
    open_watch,
    subjects,
    subscribe,
)
from watch import Watch

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OPS = Wishes(kinds=("source",))
ASPIDES = replace(
    MINUSMA, source="eeas", mission="aspides", acronym="ASPIDES", kind=ChangeKind.ADDED
)
BELGIAN = replace(
    MINUSMA, source="belgium", kind=ChangeKind.PARTICIPATION, before="current", after="past"
)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    watch = open_watch(tmp_path)
    yield watch
    watch.store.close()


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        (Wishes(), {"MINUSMA", "UNIFIL", "ASPIDES", "BE"}),
        (Wishes(organisations=("EU",)), {"ASPIDES"}),
        (Wishes(organisations=("UN",)), {"MINUSMA", "UNIFIL", "BE"}),
        (Wishes(organisations=("BE",)), {"BE"}),
        (Wishes(countries=("ML",)), {"MINUSMA", "BE"}),
        (Wishes(countries=("LB", "KE")), {"UNIFIL"}),
        (Wishes(missions=("unifil",)), {"UNIFIL"}),
        (Wishes(sources=("belgium", "eeas")), {"ASPIDES", "BE"}),
        (Wishes(kinds=("field",)), {"UNIFIL"}),
        (Wishes(severity=Severity.HIGH), {"MINUSMA", "ASPIDES", "BE"}),
        (Wishes(organisations=("UN",), severity=Severity.HIGH, sources=("un",)), {"MINUSMA"}),
    ],
)
def test_a_change_is_told_when_it_fits_every_filter(
    watch: Watch, wishes: Wishes, told: set[str]
) -> None:
    named = {"MINUSMA": MINUSMA, "UNIFIL": UNIFIL, "ASPIDES": ASPIDES, "BE": BELGIAN}
    number = subscribe(watch, "jan@example.be", wishes)
    happen(watch, *named.values())
    with watch.store.read() as repository:
        waiting = repository.waiting_for([number]).get(number, [])
        rows = [repository.change(one).change for one in waiting]
    assert {name for name, change in named.items() if change in rows} == told


def test_one_event_on_several_sites_within_minutes_is_one_mail(
    watch: Watch, tmp_path: Path
) -> None:
    subscribe(watch, "jan@example.be")
    happen(watch, MINUSMA, at=NOON)
    watch.notify(NOON + timedelta(minutes=2), gathered=True)
    assert subjects(tmp_path) == {}
    happen(watch, BELGIAN, at=NOON + timedelta(minutes=3))
    watch.notify(NOON + timedelta(minutes=6), gathered=True)
    assert subjects(tmp_path) == {}
    watch.notify(NOON + timedelta(minutes=8), gathered=True)
    assert subjects(tmp_path) == {"jan@example.be": ["UN: MINUSMA has ended, and 1 more"]}
    watch.notify(NOON + HOUR, gathered=True)
    assert len(subjects(tmp_path)["jan@example.be"]) == 1


def test_the_command_does_not_wait_for_more(watch: Watch, tmp_path: Path) -> None:
    subscribe(watch, "jan@example.be")
    happen(watch, MINUSMA)
    watch.notify(NOON)
    assert subjects(tmp_path) == {"jan@example.be": ["UN: MINUSMA has ended"]}


def test_daily_news_of_two_days_is_two_mails(watch: Watch, tmp_path: Path) -> None:
    subscribe(watch, "jan@example.be", Wishes(frequency=Frequency.DAILY))
    happen(watch, MINUSMA, at=NOON)
    for hours in range(72):
        if hours == 20:
            happen(watch, UNIFIL, at=NOON + 20 * HOUR)
        watch.notify(NOON + hours * HOUR)
    assert subjects(tmp_path) == {
        "jan@example.be": ["UN: MINUSMA has ended", "UN: UNIFIL extended to 31 Dec 2026"]
    }
    dates = [str(mail["Date"])[:25] for mail in delivered(tmp_path)["jan@example.be"]]
    assert dates == ["Tue, 03 Mar 2026 06:00:00", "Wed, 04 Mar 2026 06:00:00"]


def test_what_happens_during_a_pause_is_told_after_it_in_one_mail(
    watch: Watch, tmp_path: Path
) -> None:
    number = subscribe(watch, "jan@example.be")
    with watch.store.begin() as repository:
        repository.pause(number, NOON, NOON + 3 * DAY)
    happen(watch, MINUSMA, at=NOON)
    happen(watch, UNIFIL, at=NOON + DAY)
    watch.notify(NOON + 2 * DAY)
    assert subjects(tmp_path) == {}
    watch.notify(NOON + 3 * DAY)
    assert subjects(tmp_path) == {"jan@example.be": ["UN: MINUSMA has ended, and 1 more"]}


def test_a_quiet_week_is_told_to_who_wants_it_and_to_nobody_else(
    watch: Watch, tmp_path: Path
) -> None:
    subscribe(watch, "quiet@example.be", Wishes(all_quiet=True), NOON - 10 * DAY)
    subscribe(watch, "silent@example.be", at=NOON - 10 * DAY)
    for hours in range(0, 24 * 8, 6):
        watch.notify(NOON + hours * HOUR)
    assert subjects(tmp_path) == {"quiet@example.be": ["All quiet: 0 checks"] * 2}


def test_a_week_with_news_is_not_quiet(watch: Watch, tmp_path: Path) -> None:
    subscribe(watch, "quiet@example.be", Wishes(all_quiet=True), NOON - DAY)
    happen(watch, MINUSMA, at=NOON + DAY)
    for hours in range(0, 24 * 8, 6):
        watch.notify(NOON + hours * HOUR)
    assert subjects(tmp_path) == {"quiet@example.be": ["UN: MINUSMA has ended"]}


def test_an_operator_with_daily_mail_hears_at_once_how_sources_are(
    watch: Watch, tmp_path: Path
) -> None:
    subscribe(
        watch, "ops@example.be", replace(OPS, frequency=Frequency.DAILY, kinds=("source", "ended"))
    )
    happen(watch, SICK, MINUSMA)
    watch.notify(NOON)
    (mail,) = delivered(tmp_path)["ops@example.be"]
    assert "not believed" in str(mail["Subject"])
    watch.notify(NOON + DAY)
    assert "UN: MINUSMA has ended" in subjects(tmp_path)["ops@example.be"]


def test_an_address_that_is_refused_for_good_is_suspended_and_operators_are_told_once(
    tmp_path: Path,
) -> None:
    with moody_server() as (address, moods):
        watch = open_watch(tmp_path, mail={"smtp": f"smtp://{address}"})
        gone = subscribe(watch, "gone@example.be")
        happen(watch, MINUSMA)
        subscribe(watch, "ops@example.be", OPS)
        moods.recipients["gone@example.be"] = "550 5.1.1 no such user"
        report = watch.notify(NOON)
        assert report.failed == 1
        moods.recipients.clear()
        happen(watch, UNIFIL, at=NOON + HOUR)
        watch.notify(NOON + 2 * HOUR)
        watch.notify(NOON + 3 * HOUR)
        (told,) = moods.taken
        assert b"To: ops@example.be" in told
        assert b"gone@example.be" in told
        with watch.store.begin() as repository:
            assert "no such user" in str(repository.subscriber(gone).suspended_why)
            repository.resume(gone)
        watch.notify(NOON + 4 * HOUR)
        assert b"To: gone@example.be" in moods.taken[1]
        watch.store.close()


def test_a_mail_that_is_too_large_says_nothing_of_the_address(tmp_path: Path) -> None:
    with moody_server() as (address, moods):
        watch = open_watch(tmp_path, mail={"smtp": f"smtp://{address}"})
        number = subscribe(watch, "jan@example.be")
        happen(watch, MINUSMA)
        moods.data = "552 too large"
        assert watch.notify(NOON).failed == 1
        with watch.store.read() as repository:
            assert repository.subscriber(number).suspended_at is None
        watch.store.close()


def test_a_mail_refused_for_now_is_tried_for_five_days(tmp_path: Path) -> None:
    with moody_server() as (address, moods):
        watch = open_watch(tmp_path, mail={"smtp": f"smtp://{address}"})
        subscribe(watch, "jan@example.be")
        happen(watch, MINUSMA)
        moods.recipient = "450 4.2.1 mailbox busy"
        for hours in range(0, 24 * 6, 3):
            watch.notify(NOON + hours * HOUR)
        with watch.store.read() as repository:
            (message,) = repository.messages()
            assert message.state is MessageState.FAILED
            assert 20 < message.attempts < 30
        watch.store.close()


def test_no_more_mails_go_out_in_a_minute_than_the_server_is_to_get(tmp_path: Path) -> None:
    watch = open_watch(tmp_path, mail={"per_minute": 3})
    for number in range(8):
        subscribe(watch, f"{number}@example.be")
    happen(watch, MINUSMA)
    sent = [
        watch.notify(NOON + seconds * timedelta(seconds=1)).sent for seconds in range(0, 200, 30)
    ]
    assert sent == [3, 0, 3, 0, 2, 0, 0]
    watch.store.close()


def test_a_mails_links_open_what_they_say_for_its_reader_alone(
    watch: Watch, tmp_path: Path
) -> None:
    number = subscribe(watch, "jan@example.be")
    subscribe(watch, "els@example.be")
    happen(watch, MINUSMA)
    watch.notify(NOON)
    (mail,) = delivered(tmp_path)["jan@example.be"]
    link = str(mail["List-Unsubscribe"]).split(">")[0].rpartition("/")[2]
    assert watch.opened(Purpose.UNSUBSCRIBE, link).id == number
    for purpose in set(Purpose) - {Purpose.UNSUBSCRIBE}:
        with pytest.raises(Exception, match="no subscriber"):
            watch.opened(purpose, link)
    assert mail_address("jan@example.be").domain == "example.be"
