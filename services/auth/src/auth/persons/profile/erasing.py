"""Erasing a person: the account with all that hangs on it, and the key of what was sealed for him."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from auth.accounts import store as account_store
from auth.accounts.attempts import Purpose
from auth.accounts.rules import read_email
from auth.audit_log.sealed.persons import forget_person
from auth.factors import store as factor_store
from auth.factors.proving import SecondFactor, code_wrong
from auth.mails import store as mail_store
from auth.mails.rules import MailKind
from auth.memberships import store as membership_store
from auth.persons.profile.changing import Changing, notice
from auth.persons.registration import store as registration_store
from auth.sessions.ending import end_all
from common.audit_log import note
from common.contracts.auth import UserErased
from common.contracts.message import NO_TENANT
from common.http import Principal
from common.messaging.dead_letters.sealing import Sealing
from common.messaging.sealed import seal_json
from common.primitives.errors import Conflict
from common.stores.postgres import Tx

ERASED_WITHIN = timedelta(days=30)
"""How long others have to forget a person."""


@dataclass(frozen=True, slots=True)
class Erasing:
    """The use case. ``shared`` seals the address for tenants, which knows whom it has invited and not who that is."""

    changing: Changing
    factor: SecondFactor
    shared: Sealing

    async def erase(self, who: Principal, password: str, code: str | None, *, address: str) -> None:
        """Erase the account for good; ``Conflict`` where an organisation would be left without an owner.

        The id stays where it says who did something, and leads to nobody any more.
        """
        account = await self.changing.proved(who.user_id, password, address)
        await self._see_that_the_code_is_good(who.user_id, code, address)
        await self._see_that_nobody_else_is_left_alone(who.user_id)
        database, clock = self.changing.database, self.changing.clock
        now = clock.now()
        async with database.begin(NO_TENANT) as tx:
            await end_all(tx, who.user_id, now, "account-closed")
            await self._forget(tx, who.user_id, account.email)
            note(tx, who, "account.erased", who.user_id)  # where from is forgotten, too
            key_id, sealed = seal_json(self.shared, {"email": account.email}, f"{UserErased.topic}/{who.user_id}")
            about = {"user_id": who.user_id, "erase_by": now + ERASED_WITHIN, "occurred_at": now}
            tx.emit(UserErased(tenant_id=NO_TENANT, key_id=key_id, sealed=sealed, **about))
            await self.changing.mails.request(tx, notice(MailKind.ACCOUNT_CLOSED, account.email, clock))

    async def _forget(self, tx: Tx, user_id: UUID, email: str) -> None:
        """Mails and registrations are the address's; sessions, factors, codes and the password go with the account."""
        await mail_store.forget_of(tx.conn, self.changing.mails.sealing.digest(email))
        if (known := read_email(email)) is not None:
            await registration_store.forget(tx, known.key)
        await account_store.erase(tx, user_id)
        await forget_person(tx.conn, user_id)

    async def _see_that_the_code_is_good(self, user_id: UUID, code: str | None, address: str) -> None:
        """Where there is a second factor, it is asked for again."""
        async with self.changing.database.begin(NO_TENANT) as tx:
            found = await factor_store.factor_of(tx.conn, user_id)
        if found is None or found.confirmed_at is None:
            return
        attempt = await self.changing.attempts.admit(Purpose.SECOND_FACTOR, str(user_id), address)
        async with self.changing.database.begin(NO_TENANT) as tx:
            method = await self.factor.proved(tx, user_id, code or "", self.changing.clock.now())
        if method is None:
            raise code_wrong()
        await self.changing.attempts.forget(Purpose.SECOND_FACTOR, str(user_id), address, attempt)

    async def _see_that_nobody_else_is_left_alone(self, user_id: UUID) -> None:
        async with self.changing.database.begin(NO_TENANT) as tx:
            own = await membership_store.memberships_of(tx.conn, user_id)
        for each in (one for one in own if one.role == "owner"):
            async with self.changing.database.begin(each.organization_id) as tx:
                others = await membership_store.roles_beside(tx, user_id)
            if "owner" not in others:
                told = "You are the last owner of an organisation: close it, or make somebody else an owner first."
                raise Conflict("last-owner", told, organization_id=str(each.organization_id))
