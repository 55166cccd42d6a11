"""What every contract is made of: the message, its terms, what its fields hold, and sets that may grow."""

from common.contracts.message.data import Content, Personal, Technical
from common.contracts.message.model import (
    NO_TENANT,
    Body,
    Event,
    Kind,
    M,
    Message,
    State,
    Upcast,
    Value,
    faults_of,
)
from common.contracts.message.open_sets import Open, UnknownWord, as_it_came, is_known
from common.contracts.message.saga import Command, StepReply, StepResult
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
    "StepReply",
    "StepResult",
    "Technical",
    "Terms",
    "UnknownWord",
    "Upcast",
    "Value",
    "Visibility",
    "as_it_came",
    "faults_of",
    "is_known",
]
