"""What a new account must look like. Pure: no look-ups, so every fault is told at once."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from email_validator import EmailNotValidError, validate_email

from common.primitives.errors import Invalid
from common.primitives.text import NAME_LENGTH, fault_of

EMAIL_LENGTH = 255
PASSWORD_LENGTH = (12, 128)
PASSWORD_STRENGTH = 8
"""Characters that must remain when runs and well-known words count as one each."""

_COMMON = ("password", "passwort", "letmein", "welcome", "qwertz", "qwerty", "asdfgh", "iloveyou", "monkey", "dragon",
           "football", "administrator", "admin", "login", "secret", "brandmon")  # fmt: skip
_COMMON_WORDS = re.compile("|".join(_COMMON), re.IGNORECASE)
_ONE = "\x00"


@dataclass(frozen=True, slots=True)
class Email:
    """An address as it is written to, and the form under which it is unique."""

    address: str
    key: str


@dataclass(frozen=True, slots=True)
class Registration:
    """A sound request for an account."""

    email: Email
    password: str
    name: str | None


def read_email(text: str) -> Email | None:
    """The address in ``text``, or None where it is not one. No name server is asked.

    The key is lower case as a whole: no mail system in use tells addresses apart by case (RFC 5321, 2.4, allows it).
    """
    try:
        address = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=True).normalized
    except EmailNotValidError:
        return None
    if len(address) > EMAIL_LENGTH:
        return None
    return Email(address=address, key=unicodedata.normalize("NFC", address.lower()))


def normal_password(password: str) -> str:
    """The password as it is hashed: keyboards compose accents differently (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def effective_length(password: str, personal: tuple[str, ...] = ()) -> int:
    """Characters of ``password`` that a guesser has to find.

    Each common or ``personal`` word counts as one, a run (aaaa, 1234, dcba) as its first one or two, and a few
    characters in ever new order as twice their number. A small cousin of zxcvbn (Wheeler 2016): it refuses what is
    tried first, nothing cleverer.
    """
    reduced = _COMMON_WORDS.sub(_ONE, password)
    for word in personal:
        if len(word) >= 4:
            reduced = re.sub(re.escape(word), _ONE, reduced, flags=re.IGNORECASE)
    steps = [ord(after) - ord(before) for before, after in pairwise(reduced)]
    in_runs = sum(
        step == 0 or (abs(step) == 1 and i > 0 and steps[i - 1] == step)  # equal, or on in the same direction
        for i, step in enumerate(steps)
    )
    return min(len(reduced) - in_runs, 2 * len(set(reduced)))


def _password_fault(password: str, email: Email | None) -> str | None:
    least, most = PASSWORD_LENGTH
    if len(password) < least:
        return f"A password needs at least {least} characters."
    if len(password) > most:
        return f"A password has at most {most} characters."
    personal = tuple(email.key.split("@", 1)) if email else ()
    if effective_length(password, personal) < PASSWORD_STRENGTH:
        return "This password is easy to guess: use several unrelated words, and not your e-mail address."
    return None


def _name_fault(name: str | None) -> str | None:
    if name is None:
        return None
    if len(name) > NAME_LENGTH:
        return f"A name has at most {NAME_LENGTH} characters."
    fault = fault_of(name)
    return f"{fault}." if fault else None


def read_registration(email: str, password: str, name: str | None) -> Registration:
    """A sound registration; ``Invalid`` with every fault in ``errors`` otherwise. Values never enter the messages."""
    address = read_email(email)
    password = normal_password(password)
    name = (name or "").strip() or None
    found = {
        "email": None if address else "This is not an e-mail address.",
        "password": _password_fault(password, address),
        "name": _name_fault(name),
    }
    faults = [{"field": field, "message": message} for field, message in found.items() if message]
    if faults or address is None:
        raise Invalid("registration-invalid", " ".join(fault["message"] for fault in faults), errors=faults)
    return Registration(address, password, name)
