"""The committed examples of contracts, as tests take them."""

from base64 import b64encode
from typing import TypeVar

from common.contracts.message import Message
from common.contracts.publish import examples, read_example

M = TypeVar("M", bound=Message)
SHARED_KEY = b64encode(bytes(range(32))).decode()
"""What the examples of sealed messages are sealed with: a key of tests, and of nothing else."""


def example(contract: type[M]) -> M:
    """The committed example of a contract; all of them tell one story."""
    return read_example(contract, examples(contract)[0])
