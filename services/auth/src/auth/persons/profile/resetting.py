"""A new password for whoever reads the mails of the account. Which addresses have one is told to nobody."""

from dataclasses import dataclass

from auth.accounts import code_store
from auth.accounts import store as account_store
from auth.accounts.attempts import Attempts, Purpose
from auth.accounts.codes import Purpose as CodeFor
from auth.accounts.codes import code_invalid, new_code
from auth.accounts.passwords import PasswordHashing
from auth.accounts.rules import read_email, read_password
from auth.audit_log.sealed.origins import note_here
from auth.mails.requesting import Mails
from auth.mails.rules import Letter, MailKind
from auth.persons.profile.changing import notice
from auth.sessions.ending import end_all
from common.audit_log import NOBODY, user_actor
from common.contracts.message import NO_TENANT
from common.primitives.clock import Clock
from common.stores.postgres import Database


@dataclass(frozen=True, slots=True)
class Resetting:
    """The use cases over their dependencies; ``address`` is where a request comes from."""

    database: Database
    passwords: PasswordHashing
    attempts: Attempts
    mails: Mails
    clock: Clock

    async def ask(self, email: str, *, address: str) -> None:
        """Mail a code to the owner of the address, if it has an account; the work is the same where it has none."""
        known = read_email(email)
        await self.attempts.admit(Purpose.MAIL, known.key if known else "", address)
        if known is None:
            return
        code = new_code()
        async with self.database.begin(NO_TENANT) as tx:
            account = await account_store.account_by_email(tx.conn, known.key)
            owner = account.user_id if account and account.is_active else None
            until = await code_store.add_code(tx, CodeFor.RESET, owner, code, self.clock.now())
            letter = Letter(MailKind.RESET, known.address, until, code)
            await self.mails.request(tx, letter, withhold=None if owner else "no-account")
            await note_here(tx, NOBODY, "password.reset-asked", owner)

    async def reset(self, code: str, password: str, *, address: str) -> None:
        """Set a new password with a mailed code; every session ends. A refused password leaves the code good."""
        await self.attempts.admit(Purpose.CODE, "", address)
        async with self.database.begin(NO_TENANT) as tx:
            found = await code_store.find_code(tx, CodeFor.RESET, code, self.clock.now())
            account = await account_store.account_by_id(tx.conn, found.user_id) if found else None
        if found is None or account is None or not account.is_active:
            raise code_invalid()
        new_hash = await self.passwords.hash(read_password(password, account.email, account.name, account.display_name))
        now, own = self.clock.now(), account.user_id
        async with self.database.begin(NO_TENANT) as tx:
            await account_store.set_password(tx, own, new_hash)
            if found.id not in await code_store.use_up(tx, own, now):  # while we hashed
                raise code_invalid()
            ended = len(await end_all(tx, own, now, "password-changed"))
            await note_here(tx, user_actor(own), "password.reset", own, sessions_ended=ended)
            await self.mails.request(tx, notice(MailKind.PASSWORD_CHANGED, account.email, self.clock))
        email = read_email(account.email)
        await self.attempts.forget(Purpose.LOG_IN, email.key if email else "", address)
