"""What can become of a message.

Returning from a handler means handled. The exceptions here say the other things a handler may say; any other
exception means that something around it is broken: the message is tried again in place, then the process ends and
is restarted. What a store can't hold of a message's data is the message's fault: the store's adapter rejects it.
"""

from contextvars import ContextVar
from datetime import timedelta

DIRECT = "direct"
"""Nobody handles a message now: an endpoint or a worker is at work."""
HANDLER: ContextVar[str] = ContextVar("handler", default=DIRECT)
"""Who handles the current message: inbox rows are per handler, so two handlers of one event don't hide each other."""


AT_WORK: ContextVar[bool] = ContextVar("at-work", default=False)
"""A worker does a job: its effects are made only while that job is there, which an erasure ends."""
FOR_EVER = timedelta(days=3650)
"""For ``NotReady``: what is waited for must come, however long it takes."""


class AlreadyHandled(Exception):  # noqa: N818 - not an error: the effect exists
    """The inbox knows the message: its effect has been made. Counts as handled."""


class Rejected(Exception):  # noqa: N818 - a verdict on the message
    """The message can never be handled: it goes to the dead letters with this reason."""


class NotReady(Exception):  # noqa: N818 - a matter of time
    """What the message needs has not arrived yet. Tried again shortly; past ``give_up_after`` it is rejected."""

    def __init__(self, reason: str, *, give_up_after: timedelta = timedelta(minutes=2)) -> None:
        super().__init__(reason)
        self.give_up_after = give_up_after


class DeadLetterLimit(Exception):  # noqa: N818 - a stop on purpose
    """Too many messages in a row were rejected: the fault is more likely here than in all of them."""


class Fenced(Exception):  # noqa: N818 - not a fault of the message
    """Another member has claimed the partition: nothing of this effect was kept, and the owner will make it."""
