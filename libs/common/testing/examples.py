"""The committed examples of contracts, as tests take them."""

from typing import TypeVar

from common.contracts.message import Message
from common.contracts.publish import examples, read_example

M = TypeVar("M", bound=Message)


def example(contract: type[M]) -> M:
    """The committed example of a contract; all of them tell one story."""
    return read_example(contract, examples(contract)[0])
