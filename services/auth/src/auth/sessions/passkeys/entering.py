"""Logging in with a passkey: two factors in one answer of a device."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from webauthn import base64url_to_bytes

from auth.accounts.attempts import Purpose
from auth.audit_log.sealed.origins import note_here
from auth.factors.passkeys import store
from auth.factors.passkeys.rules import (
    Challenges,
    PasskeyCopiedError,
    PasskeyRefusedError,
    Site,
    challenge_in,
    copied,
    request_options,
    set_up,
    signed_by,
)
from auth.factors.passkeys.store import Passkey
from auth.sessions.authentication import Authentication
from auth.sessions.rules import Client, Grant
from common.audit_log import NOBODY
from common.contracts.message import NO_TENANT
from common.primitives.errors import Unauthorized
from common.process.telemetry import log
from common.stores.postgres import Tx

_log = log("passkeys")


@dataclass(frozen=True, slots=True)
class Entering:
    """The use cases; ``site`` is None where no passkeys are set up."""

    sessions: Authentication
    site: Site | None
    challenges: Challenges

    def options(self, client: Client) -> dict[str, Any]:
        """What the page hands to the device; the same for everybody, so it tells nothing about anybody."""
        challenge = self.challenges.new("log-in", client.digest(), self.sessions.clock.now())
        return request_options(set_up(self.site), challenge)

    async def log_in(
        self, credential: dict[str, Any], organization_id: UUID | None, *, address: str, client: Client
    ) -> Grant:
        """Begin a session of the passkey's person. Which of its parts was wrong is not told."""
        site = set_up(self.site)
        attempt = await self.sessions.attempts.admit(Purpose.PASSKEY, "", address)
        user_id: UUID | None = None
        try:
            user_id = await self._whose(credential)

            async def prove(tx: Tx) -> str:
                await self._prove(tx, site, credential, client)
                return "passkey"

            grant = await self.sessions.enter(user_id, organization_id, prove, client=client)
        except PasskeyRefusedError as refused:
            raise await self._refusal(user_id, refused) from None
        await self.sessions.attempts.forget(Purpose.PASSKEY, "", address, attempt)
        return grant

    async def _whose(self, credential: dict[str, Any]) -> UUID:
        async with self.sessions.database.begin(NO_TENANT) as tx:
            return (await _known(tx, credential)).user_id

    async def _prove(self, tx: Tx, site: Site, credential: dict[str, Any], client: Client) -> None:
        """In the transaction that begins the session: the answer is used up, and the count goes on, with it."""
        now, passkey = self.sessions.clock.now(), await _known(tx, credential)
        challenge = challenge_in(credential)
        until = self.challenges.until(challenge, "log-in", client.digest(), now)
        said = signed_by(site, credential, challenge, passkey.public_key)
        handle = credential["response"].get("userHandle")
        if handle is not None and base64url_to_bytes(handle) != passkey.user_id.bytes:
            raise PasskeyRefusedError("the passkey is another person's")
        if not await store.spend(tx, challenge, until, now):
            raise PasskeyRefusedError("the challenge was answered before")
        if copied(passkey.sign_count, said.sign_count):
            raise PasskeyCopiedError("the count did not go up: the key may exist twice")
        await store.use(tx, passkey.id, said, now)

    async def _refusal(self, user_id: UUID | None, refused: PasskeyRefusedError) -> Unauthorized:
        _log.info("passkey refused", reason=str(refused))
        async with self.sessions.database.begin(NO_TENANT) as tx:
            actor = replace(NOBODY, user_id=user_id) if user_id else NOBODY
            await note_here(tx, actor, "session.refused", actor.user_id, reason=refused.reason, method="passkey")
        return Unauthorized("passkey-wrong", "This passkey does not log in here, or its answer is used up.")


async def _known(tx: Tx, credential: dict[str, Any]) -> Passkey:
    try:
        found = await store.by_credential(tx, base64url_to_bytes(credential["rawId"]))
    except ValueError:
        found = None
    if found is None:
        raise PasskeyRefusedError("nobody has this passkey")
    return found
