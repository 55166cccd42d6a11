"""What every contract is made of: the message, its terms, what its fields hold, and sets that may grow."""

from common.contracts.message.data import Content, Personal, Technical
from common.contracts.message.model import (
    NO_TENANT,
    Body,
    Command,
    Event,
    Kind,
    M,
    Message,
    State,
    Upcast,
    Value,
)
from common.contracts.message.open_sets import Open, UnknownWord, as_it_came, is_known
from common.contracts.message.terms import OWNERS, PROMISES, Cleanup, Owner, Status, Terms, Visibility

__all__ = [
    "NO_TENANT",
    "OWNERS",
    "PROMISES",
    "Body",
    "Cleanup",
    "Command",
    "Content",
    "Event",
    "Kind",
    "M",
    "Message",
    "Open",
    "Owner",
    "Personal",
    "State",
    "Status",
    "Technical",
    "Terms",
    "UnknownWord",
    "Upcast",
    "Value",
    "Visibility",
    "as_it_came",
    "is_known",
]
