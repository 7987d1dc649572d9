"""A mail is well formed, in the reader's language, and never carries a page's tricks."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import html5lib
import pytest
from lxml import html as lxml_html

from notifier.cleaning import safe_link
from notifier.errors import BadAddress
from notifier.layout import lay_out
from notifier.message import message_id_for, read_message, write_message
from tests.notifier.samples import (
    MOMENT,
    UNSUBSCRIBE,
    busy_week,
    change,
    digest_of,
    html_of,
    item,
    message_of,
    text_of,
)

HOSTILE = [
    '<script>alert("x")</script>',
    "</title></style><img src=x onerror=alert(1)>",
    "MINUSMA\r\nBcc: all@example.org\r\n\r\n<h1>body</h1>",
    "\u202emoc.live\u2066 \u200bUNIFIL\u2029\x00\x07\x1b[31m",
    "{{ 7 * 7 }} {% raw %} %(mission)s %s {0}",
    '"><a href="javascript:alert(1)">MINUSMA</a>',
    "A" * 10_000,
    "Ω é ü 中 \U0001f1fa\U0001f1f3 \ud800",
    "=?utf-8?q?=0D=0ABcc:_all=40example.org?=",
]
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "References",
    "List-Id",
    "Auto-Submitted",
    "Precedence",
    "List-Unsubscribe-Post",
    "List-Unsubscribe",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
]


def test_the_headers_are_those_of_a_well_behaved_list() -> None:
    message = message_of(busy_week())
    assert message["From"] == "missionwatch <watch@missions.example>"
    assert message["To"] == "jan@example.be"
    assert message["Date"] == "Tue, 24 Nov 2026 01:05:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "bulk"
    assert message["List-Id"] == "missionwatch <missionwatch.missions.example>"
    assert message["List-Unsubscribe"] == (
        f"<{UNSUBSCRIBE}>, <mailto:watch@missions.example?subject=unsubscribe>"
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_same_changes_to_the_same_reader_are_the_same_message() -> None:
    assert message_of(busy_week()).as_bytes() == message_of(busy_week()).as_bytes()
    first = message_id_for("key", "digest:1,2", "missions.example")
    assert first == message_id_for("key", "digest:1,2", "missions.example")
    assert re.fullmatch(r"<[0-9a-f]{32}@missions\.example>", first)
    others = {message_id_for("other", "digest:1,2", "x"), message_id_for("key", "digest:12", "x")}
    assert len({first, *others}) == 3


def test_mails_about_one_mission_share_a_thread_wherever_it_was_read() -> None:
    first, second = message_of([item(change(), 1)]), message_of([item(change(source="nato"), 2)])
    other = message_of([item(change(mission="unifil"), 3)])
    assert first["References"] == second["References"] != other["References"]
    assert first["Message-ID"] != second["Message-ID"]


def test_mail_about_a_page_belongs_to_the_thread_of_its_source() -> None:
    link = change("link", mission=None, field="UN", after="https://un.example")
    first, second = message_of([item(link, 1)]), message_of([item(link, 2)])
    assert first["References"] == second["References"]
    assert first["References"] != message_of([item(change(), 3)])["References"]


def test_what_was_queued_is_what_is_sent() -> None:
    kept = message_of(busy_week(), "nl").as_bytes()
    assert read_message(kept).as_bytes() == kept


def test_both_parts_are_in_the_readers_language() -> None:
    message = message_of(busy_week(), "nl")
    for content in (text_of(message), html_of(message)):
        assert "België" in content
        assert "31 december 2026" in content
        assert "Uitschrijven" in content
        assert "Unsubscribe" not in content
    assert '<html lang="nl"' in html_of(message)


def test_before_and_after_are_marked_without_colour_too() -> None:
    text = text_of(message_of(busy_week()))
    assert "Mandate until: [- 31 August 2025] [+ 31 December 2026]" in text
    html = html_of(message_of(busy_week()))
    assert re.search(r"<del[^>]*>−\u00a031 August 2025</del>", html)
    assert re.search(r"<ins[^>]*>\+\u00a031 December 2026</ins>", html)


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_the_html_is_valid(language: str) -> None:
    html5lib.HTMLParser(strict=True).parse(html_of(message_of(busy_week(), language)))


def test_the_html_loads_nothing_from_elsewhere() -> None:
    document = lxml_html.document_fromstring(html_of(message_of(busy_week())))
    assert not document.xpath("//img | //script | //link | //iframe | //object | //@src | //form")
    assert "url(" not in html_of(message_of(busy_week()))
    assert "@import" not in html_of(message_of(busy_week()))


def hostile_message(text: str) -> str:
    """Return the raw mail about changes that carry `text` wherever a page could put it."""
    items = [
        item(
            change("renamed", acronym=text, before=text, after=text, page=f"https://x/{text}"),
            1,
            mission_name=text,
            source_name=text,
            page_title=text,
            host_countries=(text,),
        ),
        item(change("field", acronym=text, field=text, before=text, after=(text, text)), 2),
        item(change("text", mission=text, acronym=None, before="", passage_after=text), 3),
        item(change("link", page="javascript:alert(1)", before=text, after=text), 4),
        item(change("contradiction", after={text: text}), 5, organisation=text),
    ]
    return message_of(items).as_bytes().decode("ascii")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_stays_a_name(text: str) -> None:
    message = message_from_bytes(hostile_message(text).encode(), policy=policy.SMTP)
    assert [name for name, _ in message.items()] == HEADERS
    assert message["To"] == "jan@example.be"
    assert len(str(message["Subject"])) < 260
    html = html_of(message)
    html5lib.HTMLParser(strict=True).parse(html)
    document = lxml_html.document_fromstring(html)
    assert not document.xpath("//script | //img | //h1 | //@onerror")
    links = [link for _, attribute, link, _ in document.iterlinks() if attribute == "href"]
    assert {urlsplit(link).scheme for link in links} <= {"http", "https"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00\x07\x1b]", html + text_of(message))
    assert "49" not in re.sub("[0-9a-f]{32}", "", str(message["Subject"]))


@pytest.mark.parametrize("filler", ["A" * 10_000, '"' * 10_000, "word & <b> " * 900])
def test_a_mail_about_hundreds_of_changes_is_folded_below_what_clients_clip(filler: str) -> None:
    items = [
        item(change("text", before=filler, after="B" + filler), n, mission_name=filler)
        for n in range(180)
    ]
    message = message_of(items)
    assert len(html_of(message).encode()) < 100_000
    assert re.search(r"and 1\d\d more", html_of(message))
    assert re.search(r"and 1\d\d more: https://missions.example/changes", text_of(message))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https://",
        "https://un.example@evil.example/",
        "https://x.example/\r\nBcc: a",
        "https://x.example/\u202egpj.exe",
        'https://x.example/"onmouseover="x',
        "https://x.example:port/",
        "https://x.example/" + "a" * 3000,
        "",
    ],
)
def test_only_plain_web_addresses_become_links(address: str) -> None:
    assert safe_link(address) is None


def test_an_address_with_other_letters_is_written_in_its_ascii_form() -> None:
    message = message_of(busy_week(), recipient="jan@exämple.be")
    assert message["To"] == "jan@xn--exmple-cua.be"


@pytest.mark.parametrize("recipient", ["", "jan", "jan@", "a@b\r\nBcc: c@d", "a@b..c", "@b.c"])
def test_a_recipient_that_is_no_address_is_named(recipient: str) -> None:
    with pytest.raises(BadAddress, match="is not a mail address"):
        write_message(
            lay_out(digest_of(busy_week())), "w@m.example", recipient, "<a@m.example>", MOMENT
        )
