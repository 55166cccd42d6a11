"""Codes that are mailed: secrets good for one use and a while. Pure."""

import hashlib
import secrets
from datetime import timedelta
from enum import StrEnum

from common.primitives.errors import Invalid

_PREFIX = "bmc_"
"""Lets scanners of code and logs recognise a leaked code."""


class Purpose(StrEnum):
    """What a code of an account allows."""

    RESET = "reset"
    EMAIL = "email"


LIVES = {Purpose.RESET: timedelta(hours=1), Purpose.EMAIL: timedelta(hours=24)}
CONFIRMATION_LIFE = timedelta(hours=24)


def new_code() -> str:
    """A code with 256 random bits."""
    return _PREFIX + secrets.token_urlsafe(32)


def code_digest(code: str) -> bytes:
    """What is stored of a code: SHA-256. The code is random, so no salt or slow hash is needed."""
    return hashlib.sha256(code.strip().encode("utf-8", "surrogatepass")).digest()


def code_invalid() -> Invalid:
    """The refusal of a code; which of the reasons it is, is not told."""
    return Invalid("code-invalid", "This code is wrong, was used already, or has expired.")
