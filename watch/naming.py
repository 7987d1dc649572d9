"""The register in the hands of staff: new entries confirmed, merged or dismissed, names kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from missions.decisions import NEW, Decision, DecisionRefused, Refusal, Verb, check, extended
from missions.records import Listing
from missions.register import shipped_register
from storage.repository import Repository
from watch.sources import Sources

ABOUT_ENTRIES = (Verb.CONFIRM, Verb.MERGE, Verb.DISMISS)
"""What is decided about what pages list, under an id that is not settled."""


@dataclass(frozen=True)
class NewEntry:
    """An entry of a list that is in no register, as one source prints it."""

    listing: Listing
    source: str
    page: str
    snapshot: int

    def as_json(self) -> dict[str, Any]:
        """Return the `register list --json` object."""
        host = self.listing.fields.get("host")
        return {
            "mission": self.listing.mission,
            "acronym": self.listing.acronym,
            "name": self.listing.name,
            "organisation": self.listing.organisation,
            "host": list(host.value) if host and isinstance(host.value, tuple) else [],
            "status": str(self.listing.status),
            "unsure": self.listing.unsure,
            "source": self.source,
            "page": self.page,
        }


def decision_json(decision: Decision) -> dict[str, Any]:
    """Return the JSON object of a decision."""
    return {
        "decision": str(decision.verb),
        "subject": decision.subject,
        "mission": decision.mission,
        "name": decision.name,
        "acronym": decision.acronym,
        "organisation": decision.organisation,
        "host": list(decision.host),
        "by": decision.by,
        "at": decision.at.isoformat(),
    }


class Naming(Sources):
    """Deciding about the register; every decision is kept with who took it and when."""

    def new_entries(self) -> list[NewEntry]:
        """Return the believed entries that wait for a decision, those that may be none too."""
        register = self.register()
        return [
            entry
            for entry in self._entries()
            if entry.listing.mission not in {**register.decided, **register.dismissed}
        ]

    def _entries(self) -> Iterator[NewEntry]:
        with self.store.read() as repository:
            rows = repository.believed_listings(NEW)
        for row in rows:
            yield NewEntry(row.listing, row.source, row.page, row.snapshot_id)

    def decide(self, decision: Decision, *, address: str = "") -> Decision:
        """Keep a decision and put what follows from it into the whole history.

        What pages call the entry is added to it, and where nothing is said of acronym, name,
        organisation and host, what the page says. The entry is known under the decided id from
        then on, in what was read before too, so that nothing is told as gone or new. Raises
        DecisionRefused.
        """
        said = self._filled(decision) if decision.verb is Verb.CONFIRM else decision
        with self.store.begin() as repository:
            check(said, extended(shipped_register(), repository.decisions()))
            if said.verb in ABOUT_ENTRIES:
                said = replace(said, printed=_printed(repository, said.subject))
            repository.record_decision(said)
            repository.note_action(
                said.by,
                f"register.{said.verb}",
                said.subject,
                said.at,
                address=address,
                detail={
                    name: value
                    for name, value in decision_json(said).items()
                    if name in ("mission", "name", "acronym", "organisation", "host") and value
                },
            )
            if said.verb is Verb.DISMISS:
                reasons = extended(shipped_register(), repository.decisions()).dismissed
                repository.doubt(said.subject, reasons[said.subject])
            elif said.verb in ABOUT_ENTRIES and said.mission:
                repository.know_as(said.subject, said.mission)
        return said

    def decisions(self) -> list[Decision]:
        """Return what was decided, oldest first."""
        with self.store.read() as repository:
            return repository.decisions()

    def _filled(self, decision: Decision) -> Decision:
        """Return a confirmation with what the page says where the person said nothing."""
        entries = self._entries()
        listing = next((one.listing for one in entries if _is_about(one, decision)), None)
        if listing is None:
            return decision
        host = listing.fields.get("host")
        codes = host.value if host and isinstance(host.value, tuple) else ()
        return replace(
            decision,
            name=decision.name or listing.name,
            acronym=decision.acronym or listing.acronym,
            organisation=decision.organisation or listing.organisation,
            host=decision.host or codes,
        )


def _is_about(entry: NewEntry, decision: Decision) -> bool:
    return entry.listing.mission == decision.subject


def _printed(repository: Repository, entry: str) -> tuple[str, ...]:
    names = repository.printed_names(entry)
    if not names and entry.startswith(NEW):
        said = f'No page lists an entry "{entry}". "missionwatch register" shows those there are.'
        raise DecisionRefused(Refusal.NOT_LISTED, entry, said)
    return tuple(names)


def decision_of(verb: Verb, subject: str, mission: str | None, by: str, **said: Any) -> Decision:
    """Return a decision as of now."""
    return Decision(verb, subject, mission, by, datetime.now(UTC), **said)
