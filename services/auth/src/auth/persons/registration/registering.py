"""Opening an account: registered by anybody, opened by whoever reads the mail. Slow hashing is outside transactions.

Nobody is told which addresses have accounts: a known address and an unknown one get the same answer after the same
hash and the same number of statements, and what there is to say is said by mail, to the owner.
"""

from dataclasses import dataclass

from auth.accounts import code_store
from auth.accounts import store as account_store
from auth.accounts.attempts import Attempts, Purpose
from auth.accounts.codes import Purpose as CodeFor
from auth.accounts.codes import code_invalid, new_code
from auth.accounts.passwords import PasswordHashing
from auth.accounts.rules import read_email, read_registration
from auth.audit_log.sealed.origins import note_here
from auth.mails.requesting import Mails
from auth.mails.rules import Letter, MailKind
from auth.persons.registration import store
from common.audit_log import user_actor
from common.contracts.auth import UserRegistered
from common.contracts.message import NO_TENANT
from common.primitives.clock import Clock
from common.primitives.ids import uuid7
from common.stores.postgres import Database, Tx


@dataclass(frozen=True, slots=True)
class Registering:
    """The use cases over their dependencies; ``address`` is where a request comes from."""

    database: Database
    passwords: PasswordHashing
    attempts: Attempts
    mails: Mails
    clock: Clock

    async def register(self, email: str, password: str, name: str | None, *, address: str) -> None:
        """Keep a registration and have its code mailed; the owner of a known address is told that somebody tried.

        ``Invalid`` with every fault of an unsound one.
        """
        sound = read_registration(email, password, name)
        await self.attempts.admit(Purpose.REGISTER, "", address)
        password_hash, code = await self.passwords.hash(sound.password), new_code()
        async with self.database.begin(NO_TENANT) as tx:
            account = await account_store.account_by_email(tx.conn, sound.email.key)
            if account is None:
                until = await store.add(tx, sound, password_hash, code, self.clock.now())
                await self.mails.request(tx, Letter(MailKind.CONFIRMATION, sound.email.address, until, code))
                return
            await self._tell_owner(tx, account, code)

    async def _tell_owner(self, tx: Tx, account: account_store.Account, code: str) -> None:
        until = await code_store.add_code(tx, CodeFor.RESET, account.user_id, code, self.clock.now())
        letter = Letter(MailKind.ACCOUNT_KNOWN, account.email, until, code)
        await self.mails.request(tx, letter, withhold=None if account.is_active else "account-closed")

    async def resend(self, email: str, *, address: str) -> None:
        """Mail another code for the last registration of an address, if there is one."""
        known = read_email(email)
        await self.attempts.admit(Purpose.MAIL, known.key if known else "", address)
        if known is None:
            return
        code, now = new_code(), self.clock.now()
        async with self.database.begin(NO_TENANT) as tx:
            waiting = await store.newest(tx, known.key, now)
            until = await store.renew(tx, waiting or uuid7(), code, now)
            letter = Letter(MailKind.CONFIRMATION, known.address, until, code)
            await self.mails.request(tx, letter, withhold=None if waiting else "no-registration")

    async def confirm(self, code: str, *, address: str) -> account_store.Account:
        """Open the account whose code came back, and announce it; ``Invalid`` for any other code."""
        await self.attempts.admit(Purpose.CODE, "", address)
        user_id, now = uuid7(), self.clock.now()
        async with self.database.begin(NO_TENANT) as tx:
            found = await store.find(tx, code, now)
            if found is None:
                raise code_invalid()
            await store.forget(tx, found.email.key)
            if not await account_store.add_account(tx, user_id, found.email, found.name, found.password_hash):
                raise code_invalid()  # another registration of the address was confirmed meanwhile
            await note_here(tx, user_actor(user_id), "account.registered", user_id)
            tx.emit(UserRegistered(tenant_id=NO_TENANT, user_id=user_id, occurred_at=now))
            account = await account_store.account_by_id(tx.conn, user_id)
        assert account is not None
        return account
