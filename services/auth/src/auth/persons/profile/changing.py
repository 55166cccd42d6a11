"""What a person who is logged in changes about himself; each proves with the password that it is still he."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from auth.accounts import code_store
from auth.accounts import store as account_store
from auth.accounts.attempts import Attempts, Purpose
from auth.accounts.codes import Purpose as CodeFor
from auth.accounts.codes import code_invalid, new_code
from auth.accounts.passwords import PasswordHashing
from auth.accounts.rules import normal_password, read_email, read_password
from auth.audit_log.sealed.origins import note_here
from auth.mails.requesting import Mails
from auth.mails.rules import Letter, MailKind
from auth.memberships import store as membership_store
from auth.persons.profile.rules import leaves_nobody_in_charge
from auth.sessions.authentication import Profile
from auth.sessions.ending import end_all
from common.audit_log import user_actor
from common.contracts.message import NO_TENANT
from common.http import Principal
from common.primitives.clock import Clock
from common.primitives.errors import Conflict, Forbidden, Invalid, Unauthorized
from common.stores.postgres import Database


@dataclass(frozen=True, slots=True)
class Changing:
    """The use cases over their dependencies; ``address`` is where a request comes from."""

    database: Database
    passwords: PasswordHashing
    attempts: Attempts
    mails: Mails
    clock: Clock

    async def rename(self, user_id: UUID, given: Mapping[str, str | None]) -> Profile:
        """Change ``name`` or ``display_name``, whichever is given; None takes it away."""
        async with self.database.begin(NO_TENANT) as tx:
            if given:
                await account_store.rename(tx, user_id, dict(given))
            account = _living(await account_store.account_by_id(tx.conn, user_id))
            return Profile(account, await membership_store.memberships_of(tx.conn, user_id))

    async def change_password(self, who: Principal, current: str, password: str, *, address: str) -> None:
        """Replace the password; every other session ends, and codes that were mailed before are worth nothing."""
        account = await self.proved(who.user_id, current, address)
        new_hash = await self.passwords.hash(read_password(password, account.email, account.name, account.display_name))
        now = self.clock.now()
        async with self.database.begin(NO_TENANT) as tx:
            await account_store.set_password(tx, who.user_id, new_hash)
            ended = len(await end_all(tx, who.user_id, now, "password-changed", keep=who.session_id))
            await code_store.use_up(tx, who.user_id, now)
            await note_here(tx, who, "password.changed", who.user_id, sessions_ended=ended)
            await self.mails.request(tx, notice(MailKind.PASSWORD_CHANGED, account.email, self.clock))

    async def change_email(self, who: Principal, password: str, email: str, *, address: str) -> None:
        """Have a code mailed to the new address; one that has an account is told so, and the answer is the same."""
        new = read_email(email)
        if new is None:
            fault = "This is not an e-mail address."
            raise Invalid("email-invalid", fault, errors=[{"field": "email", "message": fault}])
        await self.proved(who.user_id, password, address)
        code = new_code()
        async with self.database.begin(NO_TENANT) as tx:
            taken = await account_store.account_by_email(tx.conn, new.key)
            own = None if taken else who.user_id
            until = await code_store.add_code(tx, CodeFor.EMAIL, own, code, self.clock.now(), email=new)
            kind = MailKind.EMAIL_KNOWN if taken else MailKind.EMAIL_CHANGE
            await self.mails.request(tx, Letter(kind, new.address, until, None if taken else code))

    async def confirm_email(self, code: str, *, address: str) -> account_store.Account:
        """Give the account its new address, and tell the old one; ``Conflict`` where that has an account by now."""
        await self.attempts.admit(Purpose.CODE, "", address)
        now = self.clock.now()
        async with self.database.begin(NO_TENANT) as tx:
            found = await code_store.find_code(tx, CodeFor.EMAIL, code, now)
            before = await account_store.account_by_id(tx.conn, found.user_id) if found else None
            if found is None or found.email is None or before is None or not before.is_active:
                raise code_invalid()
            if not await account_store.set_email(tx, before.user_id, found.email):
                raise Conflict("email-taken", "There is an account with this e-mail address by now.")
            if found.id not in await code_store.use_up(tx, before.user_id, now):
                raise code_invalid()
            await note_here(tx, user_actor(before.user_id), "account.email-changed", before.user_id)
            await self.mails.request(tx, notice(MailKind.EMAIL_CHANGED, before.email, self.clock))
            return _living(await account_store.account_by_id(tx.conn, before.user_id))

    async def close(self, who: Principal, password: str, *, address: str) -> None:
        """Close the account for good; ``Conflict`` where an organisation would be left to nobody who can run it."""
        account = await self.proved(who.user_id, password, address)
        await self._see_that_others_can_go_on(who.user_id)
        now = self.clock.now()
        async with self.database.begin(NO_TENANT) as tx:
            await account_store.close(tx, who.user_id, now)
            await end_all(tx, who.user_id, now, "account-closed")
            await code_store.use_up(tx, who.user_id, now)
            await note_here(tx, who, "account.closed", who.user_id)
            await self.mails.request(tx, notice(MailKind.ACCOUNT_CLOSED, account.email, self.clock))

    async def proved(self, user_id: UUID, password: str, address: str) -> account_store.Account:
        """The account, once its password was given; counted as log-ins are, for a stolen token guesses, too."""
        attempt = await self.attempts.admit(Purpose.PASSWORD, str(user_id), address)
        async with self.database.begin(NO_TENANT) as tx:
            account = await account_store.account_by_id(tx.conn, user_id)
        matches = await self.passwords.verify(account.password_hash if account else None, normal_password(password))
        account = _living(account)
        if not matches:
            async with self.database.begin(NO_TENANT) as tx:
                await note_here(tx, user_actor(user_id), "password.refused", user_id)
            raise Forbidden("password-wrong", "The password is wrong.")
        await self.attempts.forget(Purpose.PASSWORD, str(user_id), address, attempt)
        return account

    async def _see_that_others_can_go_on(self, user_id: UUID) -> None:
        async with self.database.begin(NO_TENANT) as tx:
            own = await membership_store.memberships_of(tx.conn, user_id)
        for each in own:
            async with self.database.begin(each.organization_id) as tx:
                others = await membership_store.roles_beside(tx, user_id)
            if leaves_nobody_in_charge(each.role, others):
                raise Conflict("last-admin", "An organisation with other members would be left without an admin.")


def notice(kind: MailKind, recipient: str, clock: Clock) -> Letter:
    """A mail that tells the owner what was just done."""
    return Letter(kind, recipient, values={"when": f"{clock.now():%d %B %Y at %H:%M} UTC"})


def _living(account: account_store.Account | None) -> account_store.Account:
    if account is None or not account.is_active:
        raise Unauthorized("account-closed", "This account does not exist any more.")
    return account
