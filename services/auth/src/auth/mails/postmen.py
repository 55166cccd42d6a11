"""Who carries mails away: an SMTP server, or on one machine a file that ``brandmon mail`` reads."""

import asyncio
import json
import os
import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Literal, Protocol
from uuid import UUID

from auth.mails.rules import Written

Tls = Literal["starttls", "tls", "none"]
_SMTP_TIMEOUT_S = 20.0
_REFUSED_FROM = 500
"""SMTP answers from here on are final (RFC 5321, 4.2.1); those below may pass."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A mail with its recipient; ``id`` stays the same when it is carried twice."""

    id: UUID
    kind: str
    recipient: str = field(repr=False)
    written: Written = field(repr=False)


class Undelivered(Exception):  # noqa: N818 - an outcome that the queue handles
    """A mail was not taken. ``final``: nor will it be. The text names no address: it goes to logs and records."""

    def __init__(self, reason: str, *, final: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


class Postman(Protocol):
    """Carries mails away."""

    async def carry(self, parcel: Parcel) -> None:
        """Hand ``parcel`` over, or raise ``Undelivered``."""
        ...


@dataclass(frozen=True, slots=True)
class SmtpPostman:
    """One connection per mail, in a thread of its own; certificates are checked against ``ca_file`` or the system's."""

    host: str
    port: int
    sender: str
    tls: Tls = "starttls"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None

    async def carry(self, parcel: Parcel) -> None:
        """See ``Postman``."""
        await asyncio.to_thread(self._carry, parcel)

    def _carry(self, parcel: Parcel) -> None:
        try:
            with self._connection() as server:
                if self.tls == "starttls":
                    server.starttls(context=self._context())
                if self.user is not None:
                    server.login(self.user, self.password or "")
                server.send_message(message_of(parcel, self.sender))
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise undelivered(error) from None  # the text of an SMTP error may repeat the address

    def _connection(self) -> smtplib.SMTP:
        if self.tls == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=_SMTP_TIMEOUT_S, context=self._context())
        return smtplib.SMTP(self.host, self.port, timeout=_SMTP_TIMEOUT_S)

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.ca_file) if self.ca_file else None)


@dataclass(frozen=True, slots=True)
class MailboxFile:
    """Appends each mail as a line of JSON to a file that only its owner can read."""

    path: Path

    async def carry(self, parcel: Parcel) -> None:
        """See ``Postman``."""
        try:
            await asyncio.to_thread(self._append, parcel)
        except OSError as error:
            raise Undelivered(type(error).__name__, final=False) from None

    def _append(self, parcel: Parcel) -> None:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        told = {"id": str(parcel.id), "at": at, "kind": parcel.kind, "to": parcel.recipient}
        told |= {"subject": parcel.written.subject, "text": parcel.written.text}
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        line = json.dumps(told, ensure_ascii=False) + "\n"
        with os.fdopen(os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "wb") as file:
            file.write(line.encode())


def message_of(parcel: Parcel, sender: str) -> EmailMessage:
    """The mail as it travels: text, and HTML as an alternative. Carried twice, it has one Message-ID."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = parcel.recipient
    message["Subject"] = parcel.written.subject
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{parcel.id}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # no out-of-office answers (RFC 3834)
    message.set_content(parcel.written.text)
    message.add_alternative(parcel.written.html, subtype="html")
    return message


def undelivered(error: Exception) -> Undelivered:
    """What a fault of SMTP means: the server's code where it gave one, and whether another try may help."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return Undelivered(f"recipient refused ({codes[0]})", final=min(codes) >= _REFUSED_FROM)
    if isinstance(error, smtplib.SMTPAuthenticationError):  # ours to mend, so the mail waits for that
        return Undelivered(f"log-in refused ({error.smtp_code})", final=False)
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return Undelivered(f"mail refused ({error.smtp_code})", final=error.smtp_code >= _REFUSED_FROM)
    unwritable = isinstance(error, UnicodeError) or "SMTPUTF8" in str(error)  # not a missing STARTTLS
    return Undelivered(type(error).__name__, final=unwritable)
