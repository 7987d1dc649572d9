"""What can go wrong when keeping things; each message says what happened and what to do."""

from __future__ import annotations

from datetime import datetime


class StorageError(Exception):
    """The storage cannot be used; the message says why and what to do."""


class NotFound(StorageError):
    """What was asked for is not kept here."""


class Refused(StorageError):
    """What was asked for cannot be done as things stand."""


class SourceUnknown(NotFound):
    """No source of this id was added by a user."""

    def __init__(self, source_id: str) -> None:
        super().__init__(
            f'No source "{source_id}" was added, so it cannot be removed. A built-in source is '
            f'switched off with "enabled = false" under [sources.{source_id}].'
        )
        self.source_id = source_id


class SourceExists(Refused):
    """A user added a source of this id before."""

    def __init__(self, source_id: str) -> None:
        super().__init__(
            f'A source "{source_id}" was added before. Choose another id, or remove that one first.'
        )
        self.source_id = source_id


class SourceBusy(Refused):
    """Another run of this source is going on."""

    def __init__(self, source_id: str, run: int, since: datetime) -> None:
        super().__init__(
            f'"{source_id}" is being crawled already: run {run}, since {since.isoformat()}. '
            "Wait until it ends; if its process died, it is given up 10 minutes after its last "
            "sign of life."
        )
        self.source_id = source_id
        self.run = run
        self.since = since


class RunUnknown(NotFound):
    """There is no run of this number."""

    def __init__(self, run_id: int) -> None:
        super().__init__(f"There is no run {run_id}.")
        self.run_id = run_id


class RunOver(Refused):
    """The run ended before; nothing can be added to it."""

    def __init__(self, run_id: int, status: str) -> None:
        super().__init__(
            f"Run {run_id} is over ({status}), so nothing more can be kept in it. Crawl the source "
            "again if something is missing."
        )
        self.run_id = run_id
        self.status = status


class SnapshotUnknown(NotFound):
    """There is no snapshot of this number."""

    def __init__(self, snapshot_id: int) -> None:
        super().__init__(f"There is no snapshot {snapshot_id}.")
        self.snapshot_id = snapshot_id


class ChangeUnknown(NotFound):
    """There is no change of this number."""

    def __init__(self, change_id: int) -> None:
        super().__init__(
            f'There is no change {change_id}. "missionwatch changes" lists those there are.'
        )
        self.change_id = change_id


class SubscriberUnknown(NotFound):
    """Nobody is subscribed under this number, token or address."""

    def __init__(self, subscriber: int | str) -> None:
        super().__init__(f'There is no subscriber "{subscriber}".')
        self.subscriber = subscriber


class AccountUnknown(NotFound):
    """There is no account of this number or name."""

    def __init__(self, account: int | str) -> None:
        super().__init__(
            f'There is no account "{account}". "missionwatch users" lists those there are.'
        )
        self.account = account


class AccountExists(Refused):
    """Somebody has this name already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f'There is an account "{name}" already. Choose another name; one that was disabled is '
            'let in again with "missionwatch users enable".'
        )
        self.name = name


class LastAdmin(Refused):
    """Nobody would be left who may look after the accounts."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f'"{name}" is the last administrator. Make somebody else one first: '
            '"missionwatch users role NAME admin".'
        )
        self.name = name


class FilterExists(Refused):
    """Somebody keeps another choice under this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f'You keep a choice "{name}" already. Choose another name for this one.')
        self.name = name


class FilterUnknown(NotFound):
    """Nobody keeps such a choice any more."""

    def __init__(self, which: int | str) -> None:
        super().__init__("This choice among the changes is not kept any more.")
        self.which = which


class MessageUnknown(NotFound):
    """There is no message of this number."""

    def __init__(self, message_id: int) -> None:
        super().__init__(f"There is no message {message_id}.")
        self.message_id = message_id


class AlreadyAnnounced(StorageError):
    """One of the changes stands in another message to the same person."""

    def __init__(self, subscriber_id: int, message_id: str) -> None:
        super().__init__(
            f"Message {message_id} was not queued: subscriber {subscriber_id} was or will be told "
            "one of its changes by another message. Compose it again from what is still pending."
        )
        self.subscriber_id = subscriber_id


class BlobDamaged(StorageError):
    """Kept bytes no longer have the hash they were stored under."""

    def __init__(self, sha256: str) -> None:
        super().__init__(
            f"The kept page {sha256[:12]}… is damaged: its bytes do not match their hash. "
            'Run "missionwatch db check" to see what else is, and restore the database from a copy.'
        )
        self.sha256 = sha256
