"""What a mail says: its kind, its words, and how they look as text and as HTML. Pure.

A kind is a file in ``templates``: the subject in the first line, paragraphs below. No mail repeats a name or any other
text that a stranger could choose: whoever registers an address of somebody else would write to him with our voice.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from html import escape
from importlib.resources import files
from string import Template


class MailKind(StrEnum):
    """Every mail there is; each value names its template."""

    CONFIRMATION = "confirmation"
    ACCOUNT_KNOWN = "account-known"
    RESET = "reset"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - the name of a template
    EMAIL_CHANGE = "email-change"
    EMAIL_KNOWN = "email-known"
    EMAIL_CHANGED = "email-changed"
    ACCOUNT_CLOSED = "account-closed"
    INVITATION = "invitation"
    PAYMENT_FAILED = "payment-failed"


NOTICES = frozenset(
    {MailKind.PASSWORD_CHANGED, MailKind.EMAIL_CHANGED, MailKind.ACCOUNT_CLOSED, MailKind.PAYMENT_FAILED}
)  # fmt: skip
"""Told of what has happened, which no stranger brings about: no flood of other mails may keep them from their owner."""
_PAGES = {
    MailKind.CONFIRMATION: "confirm",
    MailKind.ACCOUNT_KNOWN: "reset-password",
    MailKind.RESET: "reset-password",
    MailKind.EMAIL_CHANGE: "confirm-email",
    MailKind.INVITATION: "accept-invitation",
}
"""The page of the web application on which a code is used."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to be sent: ``values`` fill the template, ``code`` is its secret; none goes out after ``useful_until``.

    ``repr`` shows neither the recipient nor the secret, so that no log can.
    """

    kind: MailKind
    recipient: str = field(repr=False)
    useful_until: datetime | None = None
    code: str | None = field(default=None, repr=False)
    values: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Written:
    """A mail in words."""

    subject: str
    text: str
    html: str


def written(letter: Letter, links: str | None) -> Written:
    """``letter`` in words; ``links`` is the address of the web application, where there is one to lead to."""
    subject, _, body = _template(letter.kind).partition("\n")
    link = f"{links.rstrip('/')}/{_PAGES[letter.kind]}#code={letter.code}" if links and letter.kind in _PAGES else ""
    filled = Template(body).substitute({**letter.values, "code": letter.code or "", "link": link})
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", filled) if part.strip()]
    shown = "\n".join(_in_html(paragraph, letter.code) for paragraph in paragraphs)
    html = Template(_file("layout.html")).substitute(subject=escape(subject), body=shown)
    return Written(subject, "\n\n".join(paragraphs) + "\n", html)


def _in_html(paragraph: str, code: str | None) -> str:
    if paragraph == code:
        return f"<p><code>{escape(paragraph)}</code></p>"
    if re.fullmatch(r"https?://\S+", paragraph):
        return f'<p><a href="{escape(paragraph)}">{escape(paragraph)}</a></p>'
    return f"<p>{escape(paragraph)}</p>"


def _template(kind: MailKind) -> str:
    return _file(f"{kind}.txt")


@cache
def _file(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text("utf-8")
