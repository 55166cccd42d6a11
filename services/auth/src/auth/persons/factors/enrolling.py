"""What a person does about his second factor. Each step proves with the password, or a code, that it is still he."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from auth.accounts import store as account_store
from auth.accounts.attempts import Attempts, Purpose
from auth.accounts.passwords import PasswordHashing
from auth.accounts.rules import normal_password
from auth.audit_log.sealed.origins import note_here
from auth.factors import store
from auth.factors.proving import SecondFactor, code_wrong
from auth.factors.rules import address_of, new_recovery_codes, new_secret
from common.contracts.message import NO_TENANT
from common.http import Principal
from common.primitives.clock import Clock
from common.primitives.errors import Conflict, Forbidden
from common.stores.postgres import Database, Tx


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Whether there is a second factor, since when, and how many recovery codes are left."""

    confirmed_at: datetime | None
    recovery_codes_left: int


@dataclass(frozen=True, slots=True)
class Enrolling:
    """The use cases over their dependencies; ``address`` is where a request comes from."""

    database: Database
    passwords: PasswordHashing
    attempts: Attempts
    factor: SecondFactor
    clock: Clock

    async def standing(self, user_id: UUID) -> Enrolled:
        """What there is."""
        async with self.database.begin(NO_TENANT) as tx:
            found = await store.factor_of(tx.conn, user_id)
            return Enrolled(found.confirmed_at if found else None, await store.recovery_codes_left(tx.conn, user_id))

    async def begin(self, who: Principal, password: str, *, address: str) -> tuple[str, str]:
        """A new secret and its ``otpauth://`` address; it is no factor before a code of it was given."""
        account = await self._proved(who.user_id, password, address)
        secret = new_secret()
        async with self.database.begin(NO_TENANT) as tx:
            sealed = self.factor.sealing.seal(who.user_id, secret)
            if not await store.begin(tx, who.user_id, sealed, self.clock.now()):
                raise Conflict("second-factor-exists", "There is a second factor; remove it first.")
        return secret, address_of(secret, account.email)

    async def confirm(self, who: Principal, code: str, *, address: str) -> list[str]:
        """Take the secret as the second factor, as the app knows it; the recovery codes, which are told once."""
        attempt = await self.attempts.admit(Purpose.SECOND_FACTOR, str(who.user_id), address)
        now = self.clock.now()
        async with self.database.begin(NO_TENANT) as tx:
            found = await store.factor_of(tx.conn, who.user_id, locked=True)
            if found is None or found.confirmed_at is not None:
                raise _missing() if found is None else Conflict("second-factor-exists", "It was confirmed before.")
            step = self.factor.step(who.user_id, found, code, now)
            if step is None:
                raise code_wrong()
            await store.use_step(tx, who.user_id, step, now)
            await note_here(tx, who, "second-factor.enrolled", who.user_id, kind="totp", factor_id=found.id)
            codes = await self._new_codes(tx, who.user_id)
        await self.attempts.forget(Purpose.SECOND_FACTOR, str(who.user_id), address, attempt)
        return codes

    async def renew_codes(self, who: Principal, password: str, code: str, *, address: str) -> list[str]:
        """New recovery codes; those of before are worthless."""
        await self._proved_twice(who, password, code, address)
        async with self.database.begin(NO_TENANT) as tx:
            await note_here(tx, who, "second-factor.recovery-codes-made", who.user_id)
            return await self._new_codes(tx, who.user_id)

    async def remove(self, who: Principal, password: str, code: str, *, address: str) -> None:
        """Take the second factor away."""
        await self._proved_twice(who, password, code, address)
        async with self.database.begin(NO_TENANT) as tx:
            await store.remove(tx, who.user_id)
            await note_here(tx, who, "second-factor.removed", who.user_id, kind="totp")

    async def _new_codes(self, tx: Tx, user_id: UUID) -> list[str]:
        codes = new_recovery_codes()
        await store.replace_recovery_codes(tx, user_id, [self.factor.sealing.digest(user_id, each) for each in codes])
        return codes

    async def prove(self, who: Principal, password: str, code: str | None, address: str) -> account_store.Account:
        """The account, once its password was given, and a code where it has a second factor."""
        account = await self._proved(who.user_id, password, address)
        if (await self.standing(who.user_id)).confirmed_at is not None:
            await self._coded(who.user_id, code or "", address)
        return account

    async def _proved_twice(self, who: Principal, password: str, code: str, address: str) -> None:
        await self._proved(who.user_id, password, address)
        await self._coded(who.user_id, code, address)

    async def _coded(self, user_id: UUID, code: str, address: str) -> None:
        attempt = await self.attempts.admit(Purpose.SECOND_FACTOR, str(user_id), address)
        async with self.database.begin(NO_TENANT) as tx:
            found = await store.factor_of(tx.conn, user_id)
            if found is None or found.confirmed_at is None:
                raise _missing()
            method = await self.factor.proved(tx, user_id, code, self.clock.now())
        if method is None:
            raise code_wrong()
        await self.attempts.forget(Purpose.SECOND_FACTOR, str(user_id), address, attempt)

    async def _proved(self, user_id: UUID, password: str, address: str) -> account_store.Account:
        """The account, once its password was given; counted, for a stolen token guesses, too."""
        attempt = await self.attempts.admit(Purpose.PASSWORD, str(user_id), address)
        async with self.database.begin(NO_TENANT) as tx:
            account = await account_store.account_by_id(tx.conn, user_id)
        matches = await self.passwords.verify(account.password_hash if account else None, normal_password(password))
        if account is None or not account.is_active or not matches:
            raise Forbidden("password-wrong", "The password is wrong.")
        await self.attempts.forget(Purpose.PASSWORD, str(user_id), address, attempt)
        return account


def _missing() -> Conflict:
    return Conflict("second-factor-missing", "There is no second factor yet.")
