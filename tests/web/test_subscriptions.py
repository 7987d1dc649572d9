"""Subscribers look after their mail by signed links; opening one changes nothing, a button does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import html5lib
import pytest
from fastapi.testclient import TestClient
from httpx import Response
from lxml import html as lxml_html

from missions.records import Severity
from notifier.links import Purpose, sign
from notifier.message import read_message
from storage.rows import MessageKind, SubscriberRow
from storage.wishes import Frequency, Wishes
from tests.notifier.test_message import HOSTILE
from tests.web.conftest import MOMENT
from watch import Watch
from watch.subscribing import MOST_AN_HOUR

LANGUAGES = ("en", "fr", "nl", "de")
WITHOUT_PAGE = {Purpose.FEED, Purpose.WEBHOOK}


def reader(watch: Watch, email: str = "jan@example.be") -> SubscriberRow:
    with watch.store.read() as repository:
        found = repository.subscriber_at(email)
    assert found is not None
    return found


def subscribed(watch: Watch, wishes: Wishes = Wishes("nl")) -> SubscriberRow:  # noqa: B008
    with watch.store.begin() as repository:
        return repository.subscribe("jan@example.be", wishes, MOMENT)


def notices(watch: Watch, email: str = "jan@example.be") -> list[str]:
    """Return the texts of the notices queued to an address."""
    with watch.store.read() as repository:
        rows = repository.messages(email=email)
    assert all(row.kind is MessageKind.NOTICE for row in rows)
    bodies = [read_message(row.content).get_body(("plain",)) for row in rows]
    return [body.get_content() for body in bodies if body is not None]


def ask(site: TestClient, email: str = "jan@example.be", **more: object) -> int:
    form = {"email": email, "language": "nl", "frequency": "daily", "weekends": "1", **more}
    return site.post("/subscribe?lang=nl", data=form).status_code


def link_in(text: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", text)
    assert found is not None
    return found[1]


def test_who_subscribes_gets_one_mail_and_nothing_else_before_they_confirm(
    site: TestClient, watch: Watch
) -> None:
    assert ask(site, hour="18") == 200
    (mail,) = notices(watch)
    link = link_in(mail)
    assert link.startswith("/confirm/")
    assert reader(watch).confirmed_at is None
    for look in (site.get, site.head):
        assert look(link).status_code == 200
    assert reader(watch).confirmed_at is None
    answer = site.post(link, follow_redirects=False)
    assert answer.status_code == 303
    assert reader(watch).confirmed_at is not None
    page = site.get(answer.headers["location"])
    assert page.status_code == 200
    wishes = reader(watch).wishes
    assert (wishes.language, wishes.frequency, wishes.hour) == ("nl", Frequency.DAILY, 18)


def test_asking_again_sends_no_second_mail_within_the_hour(site: TestClient, watch: Watch) -> None:
    assert [ask(site), ask(site)] == [200, 200]
    assert len(notices(watch)) == 1


def test_the_page_is_the_same_whether_the_address_is_subscribed_or_not(
    site: TestClient, watch: Watch
) -> None:
    before = subscribed(watch)
    form = {"email": "jan@example.be", "language": "fr", "frequency": "weekly"}
    known = site.post("/subscribe?lang=en", data=form).text
    unknown = site.post("/subscribe?lang=en", data={**form, "email": "new@example.be"}).text
    assert known == unknown.replace("new@example.be", "jan@example.be")
    assert reader(watch) == before
    assert link_in(notices(watch)[0]).startswith("/preferences/")


def test_the_form_is_no_tool_to_mail_many_strangers(site: TestClient, watch: Watch) -> None:
    with watch.store.begin() as repository:
        for number in range(MOST_AN_HOUR):
            repository.ask_to_subscribe(f"{number}@example.org", Wishes(), datetime.now(UTC))
    assert ask(site) == 422
    with watch.store.read() as repository:
        assert repository.subscriber_at("jan@example.be") is None
        assert repository.messages() == []


@pytest.mark.parametrize("email", ["", "jan", "jan@", "a@b\r\nBcc: c@d", "x" * 300 + "@y"])
def test_what_is_no_address_is_said_and_nothing_kept(
    site: TestClient, watch: Watch, email: str
) -> None:
    assert ask(site, email) == 422
    with watch.store.read() as repository:
        assert repository.subscribers() == []


def save(site: TestClient, path: str, form: Mapping[str, object]) -> Response:
    """Send a form and return the page that is shown then."""
    return site.post(path, data=form, follow_redirects=True)


def preferences(person: SubscriberRow) -> str:
    return f"/preferences/{sign(Purpose.PREFERENCES, person.id, person.token)}"


def test_what_is_chosen_is_what_comes(site: TestClient, watch: Watch) -> None:
    path = preferences(subscribed(watch))
    form = {
        "language": "fr",
        "frequency": "weekly",
        "hour": "17",
        "weekday": "4",
        "timezone": "Africa/Kinshasa",
        "severity": "normal",
        "organisations": ["UN", "EU"],
        "sources": ["un"],
        "kinds": ["added", "ended"],
        "missions": "unifil, MINUSMA;\nmonusco",
        "countries": "Liban, ML; Congo-Kinshasa",
        "all_quiet": "1",
    }
    assert save(site, path, form).status_code == 200
    assert reader(watch).wishes == Wishes(
        language="fr",
        frequency=Frequency.WEEKLY,
        sources=("un",),
        organisations=("UN", "EU"),
        missions=("unifil", "minusma", "monusco"),
        countries=("LB", "ML", "CD"),
        kinds=("added", "ended"),
        severity=Severity.NORMAL,
        hour=17,
        weekday=4,
        timezone="Africa/Kinshasa",
        weekends=False,
        all_quiet=True,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_shows_what_was_chosen_and_saving_it_again_changes_nothing(
    site: TestClient, watch: Watch, language: str
) -> None:
    wishes = Wishes(
        language=language,
        frequency=Frequency.DAILY,
        organisations=("NATO",),
        missions=("unifil",),
        countries=("LB", "CD", "XK"),
        kinds=("field",),
        hour=9,
        weekends=False,
        all_quiet=True,
    )
    path = preferences(subscribed(watch, wishes))
    page = site.get(path).text
    html5lib.HTMLParser(strict=True).parse(page)
    form = lxml_html.document_fromstring(page).forms[0]
    assert save(site, path, _values(form)).status_code == 200
    assert reader(watch).wishes == wishes


def _values(form: lxml_html.FormElement) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("missions", "UNIFILL", "There is no mission “UNIFILL”."),
        ("countries", "Atlantis", "There is no country “Atlantis”."),
        ("timezone", "Brussels", "There is no time zone “Brussels”."),
        *(("missions", text, "There is no mission") for text in HOSTILE if text.isprintable()),
    ],
)
def test_what_cannot_be_understood_is_said_and_nothing_is_saved(
    site: TestClient, watch: Watch, name: str, value: str, said: str
) -> None:
    person = subscribed(watch, Wishes("en"))
    answer = site.post(preferences(person), data={"severity": "high", name: value})
    assert answer.status_code == 422
    html5lib.HTMLParser(strict=True).parse(answer.text)
    assert said in lxml_html.document_fromstring(answer.text).text_content()
    assert reader(watch) == person


def test_values_that_the_form_does_not_offer_are_not_taken(site: TestClient, watch: Watch) -> None:
    form = {"language": "xx", "frequency": "hourly", "hour": "25", "weekday": "x"}
    more = {"severity": "grave", "organisations": "AU", "kinds": "source", "weekends": "1"}
    assert save(site, preferences(subscribed(watch)), form | more).status_code == 200
    assert reader(watch).wishes == Wishes("nl")


def test_an_operator_stays_one_when_they_change_something_else(
    site: TestClient, watch: Watch
) -> None:
    person = subscribed(watch, Wishes("nl", kinds=("source",)))
    site.post(preferences(person), data={"language": "fr", "weekends": "1"})
    assert reader(watch).wishes == Wishes("fr", kinds=("source",))


def test_a_pause_has_an_end_and_can_be_ended(site: TestClient, watch: Watch) -> None:
    person = subscribed(watch, Wishes("en", timezone="Europe/Brussels"))
    last = (datetime.now(UTC) + timedelta(days=40)).date()
    page = save(site, f"{preferences(person)}/pause", {"until": last.isoformat()}).text
    assert "No mail comes up to and including" in page
    until = reader(watch).resumes_at
    assert until is not None
    assert timedelta(hours=21) < until - datetime.combine(last, datetime.min.time(), UTC)
    assert "You get mail again" in save(site, f"{preferences(person)}/resume", {}).text
    assert reader(watch).paused_at is None
    site.post(f"{preferences(person)}/pause", data={"until": ""})
    assert (reader(watch).paused_at is None, reader(watch).resumes_at) == (False, None)
    assert site.post(f"{preferences(person)}/pause", data={"until": "soon"}).status_code == 422


def test_a_suspended_address_is_used_again_when_its_owner_says_so(
    site: TestClient, watch: Watch
) -> None:
    person = subscribed(watch, Wishes("en"))
    with watch.store.begin() as repository:
        repository.suspend(person.id, "550 no such user", MOMENT)
    assert "came back" in site.get(preferences(person)).text
    site.post(f"{preferences(person)}/resume")
    assert reader(watch).suspended_at is None


@pytest.mark.parametrize("purpose", ["unsubscribe", "preferences", "confirm"])
def test_a_link_opens_only_what_it_was_made_for_and_only_for_its_reader(
    site: TestClient, watch: Watch, purpose: str
) -> None:
    person = subscribed(watch)
    right = sign(Purpose(purpose), person.id, person.token)
    others = [sign(one, person.id, person.token) for one in Purpose if one != purpose]
    number, mark = right.split("-", 1)
    wrong = [*others, f"{int(number) + 1}-{mark}", f"{number}-{'A' * len(mark)}", number, mark, "0"]
    assert site.get(f"/{purpose}/{right}").status_code == 200
    for link in wrong:
        assert site.get(f"/{purpose}/{link}").status_code == 404
        assert site.post(f"/{purpose}/{link}").status_code == 404
    assert reader(watch) == person


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_the_readers_language_and_valid(
    site: TestClient, watch: Watch, language: str
) -> None:
    person = subscribed(watch, Wishes(language))
    links = [
        f"/{one}/{sign(one, person.id, person.token)}" for one in Purpose if one not in WITHOUT_PAGE
    ]
    for path in (*links, f"/subscribe?lang={language}"):
        page = site.get(path).text
        html5lib.HTMLParser(strict=True).parse(page)
        assert f'<html lang="{language}">' in page


def test_the_browsers_language_is_used_when_none_is_asked_for(site: TestClient) -> None:
    for header, language in (("fr-BE,fr;q=0.9,en;q=0.8", "fr"), ("xx, de;q=0.5", "de"), ("", "en")):
        page = site.get("/subscribe", headers={"Accept-Language": header}).text
        assert f'<html lang="{language}">' in page
