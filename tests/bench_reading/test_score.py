"""The bench counts as it says."""

from __future__ import annotations

from bench.reading.page import Expected, GeneratedPage
from bench.reading.score import Tally, judge, summed
from missions.records import FieldValue, Listing, PageRole, Participation, Reading, Status

MALI = Expected("minusma", "MINUSMA", "ended", {"since": "2013-04", "host": ("ML",)})
LEBANON = Expected("unifil", "FINUL", "ongoing", {"strength": 10_500})
BENIN = Expected(None, "EUCAP Benin – Civilian Mission", "ongoing")
CELL = Expected(None, "Regional Advisory and Coordination Cell", "unknown", unsure=True)


def page(*expected: Expected, role: str = "list", **parts: str) -> GeneratedPage:
    body, url = b"", "https://list.example/en"
    mentioned = ("kfor",)
    return GeneratedPage(
        "cards", "en", "EU", "2024-02-01", body, url, "text/html", role, expected, mentioned, parts
    )


def reading(*listings: Listing) -> Reading:
    return Reading("https://list.example/en", PageRole.LIST, 1, "en", "", "", listings)


def listing(
    mission: str,
    name: str,
    status: Status = Status.UNKNOWN,
    *,
    unsure: str | None = None,
    **fields: str | int | tuple[str, ...],
) -> Listing:
    values = {key: FieldValue(value, str(value)) for key, value in fields.items()}
    return Listing(mission, name, "EU", status=status, fields=values, unsure=unsure)


def test_a_mission_with_its_status_is_right() -> None:
    score = judge(page(MALI), reading(listing("minusma", "MINUSMA", Status.ENDED)))
    assert score.missions == Tally(right=1)


def test_a_wrong_status_is_false_and_missed() -> None:
    score = judge(page(MALI), reading(listing("minusma", "MINUSMA", Status.ONGOING)))
    assert score.missions == Tally(right=0, false=1, missed=1)
    assert score.kinds["status"] == 1


def test_an_unread_mission_is_missed_with_all_its_fields() -> None:
    score = judge(page(MALI, LEBANON), reading(listing("unifil", "FINUL", Status.ONGOING)))
    assert score.missions == Tally(right=1, missed=1)
    assert score.fields["since"] == Tally(missed=1)
    assert score.fields["strength"] == Tally(missed=1)


def test_a_field_is_right_only_with_the_precision_printed() -> None:
    read = listing("minusma", "MINUSMA", Status.ENDED, since="2013-04-25", host=("ML",))
    score = judge(page(MALI), reading(read))
    assert score.fields["since"] == Tally(false=1, missed=1)
    assert score.fields["host"] == Tally(right=1)


def test_a_field_that_is_not_printed_is_false() -> None:
    read = listing("unifil", "FINUL", Status.ONGOING, strength=10_500, until="2024-08-31")
    score = judge(page(LEBANON), reading(read))
    assert score.fields["until"] == Tally(false=1)
    assert score.fields["strength"] == Tally(right=1)


def test_a_host_that_follows_from_the_mission_is_neither_right_nor_false() -> None:
    read = listing("unifil", "FINUL", Status.ONGOING, host=("LB",))
    assert judge(page(LEBANON), reading(read)).fields["host"] == Tally()
    read = listing("unifil", "FINUL", Status.ONGOING, host=("FR",))
    assert judge(page(LEBANON), reading(read)).fields["host"] == Tally(false=1)


def test_a_mission_of_the_menu_is_an_invention_and_any_other_a_confusion() -> None:
    score = judge(page(), reading(listing("kfor", "KFOR"), listing("minusca", "MINUSCA")))
    assert score.missions == Tally(false=2)
    assert (score.kinds["invention"], score.kinds["confusion"]) == (1, 1)


def test_a_new_mission_is_known_by_its_name() -> None:
    right = listing("new:eucap-benin", "EUCAP Benin", Status.ONGOING)
    assert judge(page(BENIN), reading(right)).missions == Tally(right=1)
    other = listing("new:eucap-togo", "EUCAP Togo", Status.ONGOING)
    score = judge(page(BENIN), reading(other))
    assert score.missions == Tally(false=1, missed=1)
    assert (score.kinds["missed new"], score.kinds["invention"]) == (1, 1)


def test_an_entry_that_is_no_mission_must_be_shown_as_unsure() -> None:
    name = "Regional Advisory and Coordination Cell"
    doubted = listing("new:cell", name, unsure="no word for a mission")
    assert judge(page(CELL), reading(doubted)).missions == Tally()
    score = judge(page(CELL), reading(listing("new:cell", name)))
    assert (score.missions, score.kinds["unsure as mission"]) == (Tally(false=1), 1)
    assert judge(page(CELL), reading()).kinds["unsure lost"] == 1


def test_a_doubted_mission_counts_as_missed() -> None:
    doubted = listing("minusma", "MINUSMA", Status.ENDED, unsure="?")
    assert judge(page(MALI), reading(doubted)).missions == Tally(missed=1)


def test_prose_is_scored_by_participation() -> None:
    told = page(Expected("unifil", "FINUL", "unknown"), role="prose", unifil="past")
    was = Listing("unifil", "FINUL", "UN", participation=Participation.PAST)
    now = Listing("unifil", "FINUL", "UN", participation=Participation.CURRENT)
    assert judge(told, reading(was)).missions == Tally(right=1)
    assert judge(told, reading(now)).missions == Tally(false=1, missed=1)


def test_a_sum_adds_pages_up() -> None:
    right = judge(page(LEBANON), reading(listing("unifil", "FINUL", Status.ONGOING)))
    missed = judge(page(LEBANON), reading())
    total = summed([right, missed, missed])
    assert (total.missions.precision, total.missions.recall) == (1.0, 1 / 3)
