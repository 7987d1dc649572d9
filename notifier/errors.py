"""What can go wrong between a change and a mailbox."""

from __future__ import annotations


class NotifierError(Exception):
    """A message could not be written or delivered; the text says which and what to do."""


class BadAddress(NotifierError):
    """A sender, recipient or mail server address that no mail can be sent with."""


class DeliveryError(NotifierError):
    """One message was not handed over."""


class TemporaryRefusal(DeliveryError):
    """The server said "not now" (4xx) to this message: try again later."""


class PermanentRefusal(DeliveryError):
    """The server said "never" (5xx) to this message or recipient: trying again does not help."""


class ServerUnavailable(DeliveryError):
    """Nothing can be delivered now, whoever the recipient is: everything stays queued."""
