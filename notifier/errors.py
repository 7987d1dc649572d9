"""What can go wrong between a change and a mailbox."""

from __future__ import annotations


class NotifierError(Exception):
    """A message could not be written or delivered; the text says which and what to do."""


class BadAddress(NotifierError):
    """A sender, recipient or mail server address that no mail can be sent with."""


class MailboxUnavailable(NotifierError):
    """The mailbox for undeliverable mail cannot be read now; it is read again later."""


class DeliveryError(NotifierError):
    """One message was not handed over."""


class TemporaryRefusal(DeliveryError):
    """The server said "not now" (4xx) to this message: try again later."""


class PermanentRefusal(DeliveryError):
    """The server said "never" (5xx) to this message or recipient: trying again does not help."""


class AddressRefused(PermanentRefusal):
    """The server said "never" to the recipient's address: nothing will reach it."""


class ServerUnavailable(DeliveryError):
    """The mail server takes nothing now, whoever the recipient is: all mail stays queued."""
