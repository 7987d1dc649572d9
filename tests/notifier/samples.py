"""Changes, digests and messages to write about, built with as few words as a test needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from missions.records import Change, ChangeKind, ChangeState, Severity
from notifier.digest import Composer, Digest, Reader
from notifier.layout import lay_out
from notifier.message import message_id_for, read_message, write_message
from notifier.news import DigestItem

PUBLIC_URL = "https://missions.example"
UNSUBSCRIBE = "https://missions.example/unsubscribe/abc123"
BRUSSELS = ZoneInfo("Europe/Brussels")
MOMENT = datetime(2026, 11, 24, 1, 5, tzinfo=UTC)


def change(kind: str = "removed", **facts: object) -> Change:
    """Return a change of MINUSMA at the UN; `facts` replace any of its fields."""
    minusma = Change(
        source="un",
        page="https://un.example/where-we-operate",
        kind=ChangeKind(kind),
        state=ChangeState.CONFIRMED,
        severity=Severity.NORMAL,
        summary="not shown in mail",
        mission="minusma",
        acronym="MINUSMA",
    )
    return replace(minusma, **facts)  # type: ignore[arg-type]


def item(changed: Change, number: int = 1, **facts: object) -> DigestItem:
    """Return the digest item of a change; `facts` replace any of its fields."""
    plain = DigestItem(number, MOMENT, "UN Peacekeeping", "UN", None, ("ML",), changed)
    return replace(plain, **facts)  # type: ignore[arg-type]


def compose(items: Sequence[DigestItem], reader: Reader) -> Digest | None:
    """Return what `items` say to a reader."""
    composer = Composer(PUBLIC_URL)
    composer.learn(items)
    return composer.compose([one.change_id for one in items], reader)


def digest_of(items: Sequence[DigestItem], language: str = "en") -> Digest:
    """Return the digest of `items`; there must be something to tell."""
    digest = compose(items, Reader(language, BRUSSELS, UNSUBSCRIBE))
    assert digest is not None
    return digest


def message_of(
    items: Sequence[DigestItem], language: str = "en", recipient: str = "jan@example.be"
) -> EmailMessage:
    """Return the mail about `items` to one reader."""
    number = message_id_for("key", str([i.change_id for i in items]), "missions.example")
    sender = "missionwatch <watch@missions.example>"
    letter = lay_out(digest_of(items, language))
    return read_message(write_message(letter, sender, recipient, number, MOMENT))


def text_of(message: EmailMessage) -> str:
    """Return the plain text part."""
    return _part(message, "plain")


def html_of(message: EmailMessage) -> str:
    """Return the HTML part."""
    return _part(message, "html")


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def busy_week() -> list[DigestItem]:
    """Return news of every kind and severity, as a week with much going on would bring."""
    un = {"severity": Severity.HIGH}
    unifil = {"mission": "unifil", "acronym": "UNIFIL", "field": "until"}
    seed = {"source": "belgium", "page": "https://be.example/vredesoperaties"}
    belgian = {"source_name": "Vredesoperaties", "organisation": "BE"}
    eu = {"source_name": "EEAS missions and operations", "organisation": "EU"}
    aspides = {"source": "eeas", "mission": "aspides", "acronym": "EUNAVFOR Aspides"}
    before = "Momenteel zet België militairen in in Mali (MINUSMA) en Congo (MONUSCO)."
    after = "Momenteel zet België twee militairen in in Congo (MONUSCO)."
    return [
        item(
            change("removed", **un),
            1,
            mission_name="United Nations Multidimensional Integrated Stabilization Mission in Mali",
        ),
        item(
            change(
                "field",
                **un,
                **unifil,
                before="2025-08-31",
                after="2026-12-31",
                passage_after="The mandate was extended for a final period until 31 December 2026.",
            ),
            2,
            host_countries=("LB",),
            mission_name="United Nations Interim Force in Lebanon",
        ),
        item(change("added", **aspides), 3, **eu, host_countries=("YE", "DJ")),
        item(
            change("field", **aspides, field="strength", before=1200, after=13500),
            4,
            **eu,
            host_countries=("YE", "DJ"),
        ),
        item(change("text", **seed, before=before, after=after), 5, **belgian),
        item(change("participation", **seed, before="current", after="past"), 6, **belgian),
        item(
            change("field", severity=Severity.LOW, field="head", before="A. Jones", after="B. Li"),
            7,
        ),
        item(
            change(
                "link",
                **seed,
                severity=Severity.LOW,
                mission=None,
                acronym=None,
                field="broken",
                before="https://nato.example/x",
                after="https://nato.example/x",
            ),
            8,
            **belgian,
            host_countries=(),
        ),
    ]
