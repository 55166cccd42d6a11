"""Topic ``auth.access-revoked``."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime, Field

from common.contracts.message import Event, Open, Personal, Technical, Terms

RevokedKind = Literal["session", "user", "member", "organization", "client", "key"]
"""Whose access tokens: a session's, a user's, a user's in one organisation, an organisation's, those of the users of
one client of it, a signing key's."""
RevokedBecause = Literal[
    "logout", "logout-everywhere", "reuse", "password-changed", "role-changed", "member-removed", "suspended",
    "account-closed", "operator-removed", "key-compromised", "by-operator", "key-revoked",
]  # fmt: skip
"""Why, for those who look at it; nobody decides by it."""


class AccessRevoked(Event):
    """Access tokens are void before they expire.

    Every process that verifies tokens reads this topic from a quarter of an hour ago on, beside its consumers and in
    no group, into the table of ``common.http.access``. It carries nothing that was not an id.
    """

    topic: ClassVar[str] = "auth.access-revoked"
    key_field: ClassVar[str] = "subject"
    terms: ClassVar[Terms] = Terms(
        purpose="To void access tokens in every service within two seconds, also where Valkey is away.",
        orders="the revocations of one subject; the latest moment counts, in whatever order they come",
        visibility="internal",
    )

    subject: Personal[str] = Field(
        max_length=120,
        description="Whose tokens: session:<id>, user:<id>, member:<organisation>/<user>, organization:<id>, "
        "client:<organisation>/<client>, key:<id>.",
    )
    before: AwareDatetime = Field(
        description="Tokens that were issued before are void (UTC, milliseconds); a few seconds ahead of occurred_at."
    )
    reason: Technical[Open[RevokedBecause]] = Field(description="Why; an unknown word changes nothing.")
