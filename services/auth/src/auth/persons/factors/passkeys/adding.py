"""What a person does about his passkeys. To add one or take one away he proves again that it is he."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from auth.audit_log.sealed.origins import note_here
from auth.factors.passkeys import store
from auth.factors.passkeys.rules import (
    MOST_PASSKEYS,
    Challenges,
    PasskeyRefusedError,
    Site,
    challenge_in,
    creation_options,
    made_by,
    set_up,
)
from auth.factors.passkeys.store import Passkey
from auth.persons.factors.enrolling import Enrolling
from common.contracts.message import NO_TENANT
from common.http import Principal
from common.primitives.errors import Conflict, Invalid, NotFound
from common.primitives.ids import uuid7
from common.process.telemetry import log
from common.stores.postgres import Tx

_log = log("passkeys")


@dataclass(frozen=True, slots=True)
class Passkeys:
    """The use cases; ``site`` is None where no passkeys are set up, ``client`` the digest of who asks."""

    enrolling: Enrolling
    site: Site | None
    challenges: Challenges

    async def listed(self, user_id: UUID) -> Sequence[Passkey]:
        """The person's passkeys."""
        async with self.enrolling.database.begin(NO_TENANT) as tx:
            return await store.passkeys_of(tx.conn, user_id)

    async def options(
        self, who: Principal, password: str, code: str | None, *, address: str, client: bytes
    ) -> dict[str, Any]:
        """What the page hands to the device, once the password, and a code where there is a second factor, are good."""
        site = set_up(self.site)
        account = await self.enrolling.prove(who, password, code, address)
        known = [each.credential_id for each in await self.listed(who.user_id)]
        challenge = self.challenges.new("add", who.user_id.bytes + client, self.enrolling.clock.now())
        return creation_options(
            site, challenge, user=who.user_id.bytes, email=account.email, name=account.name, known=known
        )

    async def add(self, who: Principal, name: str, credential: dict[str, Any], *, client: bytes) -> Passkey:
        """Keep the passkey that the device made; from now on it logs in."""
        site, now = set_up(self.site), self.enrolling.clock.now()
        try:
            challenge = challenge_in(credential)
            until = self.challenges.until(challenge, "add", who.user_id.bytes + client, now)
            made = made_by(site, credential, challenge)
        except PasskeyRefusedError as refused:
            raise _invalid(str(refused)) from None
        async with self.enrolling.database.begin(NO_TENANT) as tx:
            if not await store.spend(tx, challenge, until, now):
                raise _invalid("the challenge was answered before")
            if await store.number_of(tx, who.user_id) >= MOST_PASSKEYS:
                raise Conflict("passkeys-full", f"An account has at most {MOST_PASSKEYS} passkeys; remove one.")
            own = uuid7()
            if not await store.add(tx, own, who.user_id, name, made, now):
                raise Conflict("passkey-exists", "This passkey is known already.")
            await note_here(tx, who, "second-factor.enrolled", who.user_id, kind="passkey", factor_id=own)
        return Passkey(
            own, who.user_id, made.credential_id, made.public_key, made.sign_count, made.synced, name, now, None
        )

    async def rename(self, who: Principal, passkey_id: UUID, name: str) -> Passkey:
        """Call it otherwise."""
        async with self.enrolling.database.begin(NO_TENANT) as tx:
            renamed = await store.rename(tx, who.user_id, passkey_id, name)
        if renamed is None:
            raise _unknown()
        return renamed

    async def remove(
        self, who: Principal, passkey_id: UUID, password: str, code: str | None, *, address: str
    ) -> None:  # fmt: skip
        """Take it away: it logs in no more. The sessions that it began go on; they are ended in their list."""
        await self.enrolling.prove(who, password, code, address)
        async with self.enrolling.database.begin(NO_TENANT) as tx:
            await self._removed(tx, who, passkey_id)

    async def _removed(self, tx: Tx, who: Principal, passkey_id: UUID) -> None:
        if not await store.remove(tx, who.user_id, passkey_id):
            raise _unknown()
        await note_here(tx, who, "second-factor.removed", who.user_id, kind="passkey", factor_id=passkey_id)


def _invalid(why: str) -> Invalid:
    _log.info("passkey refused", reason=why)
    return Invalid("passkey-invalid", "The device's answer does not prove a passkey for this site; begin again.")


def _unknown() -> NotFound:
    return NotFound("passkey-not-found", "You have no such passkey.")
