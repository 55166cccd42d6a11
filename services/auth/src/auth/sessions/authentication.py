"""What a person can do about his identity: register, log in, refresh, log out. Slow hashing is outside transactions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from auth.accounts import store as account_store
from auth.accounts.attempts import Attempts
from auth.accounts.passwords import PasswordHashing
from auth.accounts.rules import normal_password, read_email, read_registration
from auth.keys.ring import KeyRing
from auth.keys.signing_keys import SigningKey
from auth.memberships import store as membership_store
from auth.memberships.rules import Membership
from auth.sessions import store as session_store
from auth.sessions.access_tokens import TokenHolder, issue
from auth.sessions.rules import (
    Lifetimes,
    PresentedToken,
    RefreshAction,
    digest,
    judge,
    new_refresh_token,
    refresh_token_expiry,
)
from common.contracts.auth import UserRegistered
from common.contracts.message import NO_TENANT
from common.primitives.clock import Clock
from common.primitives.errors import Conflict, Unauthorized
from common.primitives.ids import uuid7
from common.process.telemetry import log
from common.stores.postgres import Database, Tx

_log = log("authentication")


@dataclass(frozen=True, slots=True)
class Grant:
    """What a log-in or a refresh hands out; ``expires_in`` is the access token's life in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int
    organization_id: UUID | None


@dataclass(frozen=True, slots=True)
class _Issuing:
    """When and with what a grant is signed: fetched before the transaction, which then needs no second connection."""

    now: datetime
    key: SigningKey


@dataclass(frozen=True, slots=True)
class Profile:
    """A user as he sees himself."""

    account: account_store.Account
    memberships: Sequence[Membership]


@dataclass(frozen=True, slots=True)
class Authentication:
    """The use cases over their dependencies."""

    database: Database
    passwords: PasswordHashing
    keys: KeyRing
    attempts: Attempts
    lifetimes: Lifetimes
    clock: Clock

    async def register(self, email: str, password: str, name: str | None) -> account_store.Account:
        """Open an account and announce it; ``Invalid`` or, where the e-mail has one, ``Conflict``."""
        sound = read_registration(email, password, name)
        password_hash, user_id = await self.passwords.hash(sound.password), uuid7()
        async with self.database.begin(NO_TENANT) as tx:
            if not await account_store.add_account(tx, user_id, sound.email, sound.name, password_hash):
                raise Conflict("email-taken", "There is an account with this e-mail address; log in instead.")
            await account_store.add_audit_entry(tx, "CREATE", user_id, ("user", user_id))
            tx.emit(UserRegistered(tenant_id=NO_TENANT, user_id=user_id, occurred_at=self.clock.now()))
            account = await account_store.account_by_id(tx.conn, user_id)
        assert account is not None
        return account

    async def log_in(self, email: str, password: str, organization_id: UUID | None, *, address: str) -> Grant:
        """Begin a session. Whether the e-mail is unknown, the account closed or the password wrong is not told."""
        known = read_email(email)
        email_key = known.key if known else email[:320].lower()
        await self.attempts.admit(email_key, address)
        account, memberships = await self._look_up(email_key)
        password = normal_password(password)
        matches = await self.passwords.verify(account.password_hash if account else None, password)
        if account is None or not matches or not account.is_active:
            raise Unauthorized("credentials-wrong", "E-mail address or password is wrong.")
        await self.attempts.forget(email_key, address)
        outdated = self.passwords.outdated(account.password_hash)
        new_hash = await self.passwords.hash(password) if outdated else None
        membership = _membership(memberships, organization_id)
        if organization_id is None and len(memberships) == 1:
            membership = memberships[0]
        issuing = _Issuing(self.clock.now(), await self.keys.signing())
        async with self.database.begin(NO_TENANT) as tx:
            await account_store.note_login(tx, account.user_id, issuing.now, new_hash)
            return await self._open_session(tx, account.user_id, membership, issuing)

    async def refresh(self, refresh_token: str, organization_id: UUID | None) -> Grant:
        """Exchange a refresh token, acting for ``organization_id`` from now on where given.

        A membership that is not visible yet leaves the token good, so that the client can simply try again.
        """
        issuing = _Issuing(self.clock.now(), await self.keys.signing())
        async with self.database.begin(NO_TENANT) as tx:
            token = await session_store.find_token(tx, digest(refresh_token))
            verdict = judge(token, issuing.now) if token else RefreshAction.ENDED
            if token and verdict is RefreshAction.ROTATE:
                return await self._rotate(tx, token, organization_id, issuing)
            if token and verdict is RefreshAction.REUSED:  # the end of the family is committed, then the caller is told
                await self._end(tx, token, issuing.now, "reuse")
        raise Unauthorized("session-ended", "The session has ended; log in again.")

    async def log_out(self, refresh_token: str) -> None:
        """End the session of any of its tokens; an unknown token has nothing to end (RFC 7009, 2.2)."""
        async with self.database.begin(NO_TENANT) as tx:
            token = await session_store.find_token(tx, digest(refresh_token))
            if token is not None:
                await self._end(tx, token, self.clock.now(), "logout")

    async def profile(self, user_id: UUID) -> Profile:
        """The user himself; ``Unauthorized`` where the account is gone or closed since the token was issued."""
        async with self.database.begin(NO_TENANT) as tx:
            account = await account_store.account_by_id(tx.conn, user_id)
            memberships = await membership_store.memberships_of(tx.conn, user_id)
        if account is None or not account.is_active:
            raise Unauthorized("account-closed", "This account does not exist any more.")
        return Profile(account, memberships)

    async def _look_up(self, email_key: str) -> tuple[account_store.Account | None, Sequence[Membership]]:
        """The account and its organisations; the same queries whether or not it exists."""
        async with self.database.begin(NO_TENANT) as tx:
            account = await account_store.account_by_email(tx.conn, email_key)
            return account, await membership_store.memberships_of(tx.conn, account.user_id if account else uuid7())

    async def _open_session(
        self, tx: Tx, user_id: UUID, membership: Membership | None, issuing: _Issuing
    ) -> Grant:  # fmt: skip
        session_id, expires_at = uuid7(), issuing.now + self.lifetimes.session
        organization_id = membership.organization_id if membership else None
        await session_store.open_session(tx, session_id, user_id, organization_id, expires_at=expires_at)
        facts = {"organization_id": str(organization_id)} if organization_id else {}
        await account_store.add_audit_entry(tx, "LOGIN", user_id, ("session", session_id), **facts)
        return await self._grant(tx, TokenHolder(user_id, session_id, membership), expires_at, issuing)

    async def _rotate(self, tx: Tx, token: PresentedToken, organization_id: UUID | None, issuing: _Issuing) -> Grant:
        memberships = await membership_store.memberships_of(tx.conn, token.user_id)
        membership = _membership(memberships, organization_id)
        if organization_id is None:  # he goes on as he was; without an organisation where he is no member any more
            membership = next((own for own in memberships if own.organization_id == token.organization_id), None)
        await session_store.use_up(tx, token, issuing.now, membership.organization_id if membership else None)
        subject = TokenHolder(token.user_id, token.session_id, membership)
        return await self._grant(tx, subject, token.session_expires_at, issuing)

    async def _grant(self, tx: Tx, subject: TokenHolder, session_expires_at: datetime, issuing: _Issuing) -> Grant:
        refresh_token = new_refresh_token()
        expires_at = refresh_token_expiry(issuing.now, session_expires_at, self.lifetimes)
        await session_store.add_token(tx, subject.session_id, digest(refresh_token), expires_at)
        access_token = issue(subject, issuing.key, issuing.now, self.lifetimes.access)
        organization_id = subject.membership.organization_id if subject.membership else None
        return Grant(access_token, refresh_token, int(self.lifetimes.access.total_seconds()), organization_id)

    async def _end(self, tx: Tx, token: PresentedToken, now: datetime, reason: str) -> None:
        if await session_store.revoke(tx, token.session_id, now, reason):
            await account_store.add_audit_entry(
                tx, "LOGOUT", token.user_id, ("session", token.session_id), reason=reason
            )
            if reason == "reuse":
                _log.warning("a refresh token was used twice, its session is ended", session_id=str(token.session_id))


def _membership(memberships: Sequence[Membership], organization_id: UUID | None) -> Membership | None:
    """The membership in ``organization_id``; ``Conflict`` where none is known here, which may be a matter of time."""
    if organization_id is None:
        return None
    for membership in memberships:
        if membership.organization_id == organization_id:
            return membership
    raise Conflict(
        "membership-not-visible",
        "You are no member of this organisation, or have joined it only now; try again in a moment.",
        retry_after=1,
    )
