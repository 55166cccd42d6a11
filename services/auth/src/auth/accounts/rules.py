"""What a new account must look like. Pure: no look-ups, so every fault is told at once."""

import unicodedata
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from auth.accounts.guessing import easy_to_guess, personal_words
from common.primitives.errors import Invalid
from common.primitives.text import NAME_LENGTH, fault_of

EMAIL_LENGTH = 255
PASSWORD_BYTES = (8, 1024)
"""Of the UTF-8 that was typed: a limit in characters would let long ones grow fourfold."""


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


def _password_fault(password: str, *about: str | None) -> str | None:
    least, most = PASSWORD_BYTES
    length = len(password.encode("utf-8", "surrogatepass"))
    if length < least:
        return f"A password needs at least {least} characters."
    if length > most:
        return f"A password has at most {most} bytes."
    if easy_to_guess(normal_password(password), personal_words(*about)):
        return "This password is easy to guess: use several unrelated words, and neither your name nor your address."
    return None


def _name_fault(name: str | None) -> str | None:
    if name is None:
        return None
    if len(name) > NAME_LENGTH:
        return f"A name has at most {NAME_LENGTH} characters."
    fault = fault_of(name)
    return f"{fault}." if fault else None


def read_password(password: str, *about: str | None) -> str:
    """A sound new password, as it is hashed; ``Invalid`` else. ``about`` are the person's name and addresses."""
    fault = _password_fault(password, *about)
    if fault:
        raise Invalid("password-invalid", fault, errors=[{"field": "password", "message": fault}])
    return normal_password(password)


def read_registration(email: str, password: str, name: str | None) -> Registration:
    """A sound registration; ``Invalid`` with every fault in ``errors`` otherwise. Values never enter the messages."""
    address = read_email(email)
    name = (name or "").strip() or None
    found = {
        "email": None if address else "This is not an e-mail address.",
        "password": _password_fault(password, address.key if address else None, name),
        "name": _name_fault(name),
    }
    faults = [{"field": field, "message": message} for field, message in found.items() if message]
    if faults or address is None:
        raise Invalid("registration-invalid", " ".join(fault["message"] for fault in faults), errors=faults)
    return Registration(address, normal_password(password), name)
