"""A person's sessions: log in, refresh, log out. Slow hashing is outside transactions."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from auth.accounts import store as account_store
from auth.accounts.attempts import Attempts, Purpose
from auth.accounts.passwords import PasswordHashing
from auth.accounts.rules import normal_password, read_email
from auth.audit_log.sealed.origins import note_here, session_seen
from auth.factors import store as factor_store
from auth.factors.proving import SecondFactor, code_wrong
from auth.factors.rules import CHALLENGE_LIFE, challenge_digest, new_challenge
from auth.keys.ring import KeyRing
from auth.keys.signing_keys import SigningKey
from auth.memberships import store as membership_store
from auth.memberships.rules import Membership
from auth.operators import store as operator_store
from auth.revocations import store as revocation_store
from auth.sessions import store as session_store
from auth.sessions.access_tokens import TokenHolder, issue
from auth.sessions.choosing import challenge_invalid, chosen, chosen_or_only, credentials_wrong, organization_of
from auth.sessions.rules import (
    Client,
    Grant,
    Lifetimes,
    PresentedToken,
    RefreshAction,
    Waiting,
    digest,
    judge,
    new_refresh_token,
    open_successor,
    refresh_token_expiry,
    seal_successor,
)
from common.audit_log import NOBODY, Actor, note, user_actor
from common.contracts.auth import RevokedBecause
from common.contracts.message import NO_TENANT
from common.http.access.revocations import ties_of
from common.primitives.clock import Clock
from common.primitives.errors import Unauthorized
from common.primitives.ids import uuid7
from common.process.telemetry import log
from common.stores.postgres import Database, Tx

_log = log("authentication")


@dataclass(frozen=True, slots=True)
class _Issuing:
    """When and with what a grant is signed: fetched before the transaction, which then needs no second connection."""

    now: datetime
    key: SigningKey
    client: Client


@dataclass(frozen=True, slots=True)
class Profile:
    """A user as he sees himself."""

    account: account_store.Account
    memberships: Sequence[Membership]


@dataclass(frozen=True, slots=True)
class Authentication:
    """The use cases."""

    database: Database
    passwords: PasswordHashing
    keys: KeyRing
    attempts: Attempts
    lifetimes: Lifetimes
    clock: Clock
    factor: SecondFactor
    announced: Callable[[], None] = lambda: None
    """Called after a revocation was committed here: whoever tells the other services need not wait for his turn."""

    async def log_in(
        self, email: str, password: str, organization_id: UUID | None, *, address: str, client: Client | None = None
    ) -> Grant | Waiting:
        """Begin a session, or wait for the second factor of who has one.

        Whether the e-mail is unknown, the account closed or the password wrong is not told.
        """
        known = read_email(email)
        email_key = known.key if known else email[:320].lower()
        attempt = await self.attempts.admit(Purpose.LOG_IN, email_key, address)
        account, memberships = await self._look_up(email_key)
        password = normal_password(password)
        matches = await self.passwords.verify(account.password_hash if account else None, password)
        if account is None or not matches or not account.is_active:
            await self._note_refusal(account)
            raise credentials_wrong()
        await self.attempts.forget(Purpose.LOG_IN, email_key, address, attempt)
        outdated = self.passwords.outdated(account.password_hash)
        new_hash = await self.passwords.hash(password) if outdated else None
        membership = chosen_or_only(memberships, organization_id)
        issuing = _Issuing(self.clock.now(), await self.keys.signing(), client or Client(address))
        async with self.database.begin(membership.organization_id if membership else NO_TENANT) as tx:
            if not await account_store.note_login(tx, account, issuing.now, new_hash):
                raise credentials_wrong()  # the password was changed, or the account closed, while we hashed
            factor = await factor_store.factor_of(tx.conn, account.user_id)
            if factor is not None and factor.confirmed_at is not None:
                return await self._wait(tx, account.user_id, membership, issuing)
            return await self._open_session(tx, account.user_id, membership, issuing)

    async def finish_log_in(self, challenge: str, code: str, *, address: str, client: Client | None = None) -> Grant:
        """Go on with a log-in that waits; ``Unauthorized`` where none does, ``Forbidden`` for a wrong code.

        A challenge is good for five tries within five minutes, by the client that gave the password.
        """
        issuing = _Issuing(self.clock.now(), await self.keys.signing(), client or Client(address))
        async with self.database.begin(NO_TENANT) as tx:  # a try counts, whatever comes of it
            waiting = await factor_store.try_challenge(tx, challenge_digest(challenge), issuing.now)
        if waiting is None or not compare_digest(waiting.client, issuing.client.digest()):
            raise challenge_invalid()
        attempt = await self.attempts.admit(Purpose.SECOND_FACTOR, str(waiting.user_id), address)
        async with self.database.begin(waiting.organization_id or NO_TENANT) as tx:
            account = await account_store.account_by_id(tx.conn, waiting.user_id)
            memberships = await membership_store.memberships_of(tx.conn, waiting.user_id)
            membership = chosen(memberships, waiting.organization_id)
            method = await self.factor.proved(tx, waiting.user_id, code, issuing.now)
            if method is not None:
                if account is None or not account.is_active or not await factor_store.end_challenge(tx, waiting.id):
                    raise challenge_invalid()
                grant = await self._open_session(tx, waiting.user_id, membership, issuing, method=method)
        if method is None:
            raise code_wrong()
        await self.attempts.forget(Purpose.SECOND_FACTOR, str(waiting.user_id), address, attempt)
        return grant

    async def enter(
        self, user_id: UUID, organization_id: UUID | None, prove: Callable[[Tx], Awaitable[str]], *, client: Client
    ) -> Grant:
        """Begin a session of somebody whom ``prove`` proves, in its transaction, and who has proved both factors by it:
        it answers by which method, and raises where he is not proved."""
        issuing = _Issuing(self.clock.now(), await self.keys.signing(), client)
        async with self.database.begin(NO_TENANT) as tx:
            memberships = await membership_store.memberships_of(tx.conn, user_id)
        membership = chosen_or_only(memberships, organization_id)
        async with self.database.begin(membership.organization_id if membership else NO_TENANT) as tx:
            if not await account_store.note_seen(tx, user_id, issuing.now):
                raise credentials_wrong()
            return await self._open_session(tx, user_id, membership, issuing, method=await prove(tx))

    async def refresh(
        self, refresh_token: str, organization_id: UUID | None, client: Client | None = None
    ) -> Grant:  # fmt: skip
        """Exchange a refresh token, acting for ``organization_id`` from now on where given.

        A membership that is not visible yet leaves the token good, so that the client can simply try again.
        """
        issuing = _Issuing(self.clock.now(), await self.keys.signing(), client or Client())
        async with self.database.begin(await self._acted_for(refresh_token)) as tx:
            token = await session_store.find_token(tx, digest(refresh_token))
            verdict = judge(token, issuing.now, issuing.client) if token else RefreshAction.ENDED
            if token and verdict in (RefreshAction.ROTATE, RefreshAction.REPEAT):
                membership = await self._acting(tx, token, organization_id)
                await session_store.go_on(tx, token, issuing.now, issuing.client, organization_of(membership))
                await self._note_switch(tx, token, membership)
                successor = await self._successor(tx, token, refresh_token, issuing)
                subject = TokenHolder(token.user_id, token.session_id, membership)
                return await self._grant(tx, subject, successor, issuing)
            if token and verdict is RefreshAction.REUSED:  # the end of the family is committed, then the caller is told
                await self._end(tx, token, issuing.now, "reuse")
        self.announced()
        raise Unauthorized("session-ended", "The session has ended; log in again.")

    async def log_out(self, refresh_token: str) -> None:
        """End the session of any of its tokens; an unknown token has nothing to end (RFC 7009, 2.2)."""
        async with self.database.begin(await self._acted_for(refresh_token)) as tx:
            token = await session_store.find_token(tx, digest(refresh_token))
            if token is not None:
                await self._end(tx, token, self.clock.now(), "logout")
        self.announced()

    async def profile(self, user_id: UUID) -> Profile:
        """The user himself; ``Unauthorized`` where the account is gone or closed since the token was issued."""
        async with self.database.begin(NO_TENANT) as tx:
            account = await account_store.account_by_id(tx.conn, user_id)
            memberships = await membership_store.memberships_of(tx.conn, user_id)
        if account is None or not account.is_active:
            raise Unauthorized("account-closed", "This account does not exist any more.")
        return Profile(account, memberships)

    async def _acted_for(self, refresh_token: str) -> UUID:
        """In whose log it belongs what is done with a token: the organisation's that its session acts for."""
        async with self.database.system() as conn:
            return await session_store.organization_of(conn, digest(refresh_token)) or NO_TENANT

    async def _look_up(self, email_key: str) -> tuple[account_store.Account | None, Sequence[Membership]]:
        """The account and its organisations; the same queries whether or not it exists."""
        async with self.database.begin(NO_TENANT) as tx:
            account = await account_store.account_by_email(tx.conn, email_key)
            return account, await membership_store.memberships_of(tx.conn, account.user_id if account else uuid7())

    async def _open_session(
        self, tx: Tx, user_id: UUID, membership: Membership | None, issuing: _Issuing, *, method: str = "password"
    ) -> Grant:  # fmt: skip
        holder, expires_at = TokenHolder(user_id, uuid7(), membership), issuing.now + self.lifetimes.session
        await session_store.open_session(tx, holder, issuing.client, issuing.now, expires_at=expires_at)
        await session_seen(tx, user_id, holder.session_id)
        actor, organization_id = user_actor(user_id, holder.session_id), organization_of(membership)
        about = {"organization_id": organization_id, "method": method}
        await note_here(tx, actor, "session.opened", holder.session_id, **about)
        return await self._grant(tx, holder, await self._new_token(tx, holder.session_id, expires_at, issuing), issuing)

    async def _wait(self, tx: Tx, user_id: UUID, membership: Membership | None, issuing: _Issuing) -> Waiting:
        text = new_challenge()
        waiting = factor_store.Challenge(uuid7(), user_id, organization_of(membership), issuing.client.digest())
        await factor_store.add_challenge(tx, waiting, challenge_digest(text), issuing.now)
        return Waiting(text, int(CHALLENGE_LIFE.total_seconds()))

    async def _acting(self, tx: Tx, token: PresentedToken, organization_id: UUID | None) -> Membership | None:
        """As what the session goes on: in the organisation that is asked for, or as before where none is.

        An operator of the platform is let in everywhere, as one who looks; that he was is noted.
        """
        wanted = organization_id or token.organization_id
        memberships = await membership_store.memberships_of(tx.conn, token.user_id)
        own = next((each for each in memberships if each.organization_id == wanted), None)
        if own is not None or wanted is None:
            return own
        if await operator_store.is_operator(tx.conn, token.user_id):
            note(tx, Actor("operator", token.user_id, token.session_id), "operator.entered", wanted)
            return Membership(wanted, "operator")
        return chosen(memberships, organization_id)

    async def _successor(self, tx: Tx, token: PresentedToken, refresh_token: str, issuing: _Issuing) -> str:
        """The refresh token that follows: a new one, or the one that another tab was given a moment ago."""
        if token.successor is not None:
            return open_successor(token.successor, refresh_token)
        successor = new_refresh_token()
        sealed = seal_successor(successor, refresh_token)
        await session_store.use_up(tx, token, issuing.now, issuing.client, sealed)
        return await self._new_token(tx, token.session_id, token.session_expires_at, issuing, successor)

    async def _new_token(
        self, tx: Tx, session_id: UUID, session_expires_at: datetime, issuing: _Issuing, refresh_token: str = ""
    ) -> str:
        refresh_token = refresh_token or new_refresh_token()
        expires_at = refresh_token_expiry(issuing.now, session_expires_at, self.lifetimes)
        await session_store.add_token(tx, session_id, digest(refresh_token), expires_at)
        return refresh_token

    async def _grant(self, tx: Tx, subject: TokenHolder, refresh_token: str, issuing: _Issuing) -> Grant:
        organization_id = organization_of(subject.membership)
        client_id = subject.membership.client_id if subject.membership else None
        ties = ties_of(subject.user_id, subject.session_id, organization_id, issuing.key.kid, client_id)
        after_ms = await revocation_store.void_until(tx.conn, ties)
        access_token = issue(subject, issuing.key, issuing.now, self.lifetimes.access, after_ms=after_ms)
        return Grant(access_token, refresh_token, int(self.lifetimes.access.total_seconds()), organization_id)

    async def _note_switch(self, tx: Tx, token: PresentedToken, membership: Membership | None) -> None:
        """The session is seen here; where it acts for another organisation from now on, that is noted."""
        await session_seen(tx, token.user_id, token.session_id)
        organization_id = organization_of(membership)
        if organization_id != token.organization_id:
            actor = user_actor(token.user_id, token.session_id)
            await note_here(tx, actor, "session.switched", token.session_id, organization_id=organization_id)

    async def _note_refusal(self, account: account_store.Account | None) -> None:
        """Whether there is an account or not: the same work, so that time does not tell."""
        async with self.database.begin(NO_TENANT) as tx:
            actor = replace(NOBODY, user_id=account.user_id) if account else NOBODY
            await note_here(tx, actor, "session.refused", actor.user_id, reason="credentials-wrong")

    async def _end(self, tx: Tx, token: PresentedToken, now: datetime, reason: RevokedBecause) -> None:
        if await session_store.revoke(tx, token.session_id, now, reason):
            actor, facts = user_actor(token.user_id, token.session_id), {"organization_id": token.organization_id}
            if reason == "reuse":
                await note_here(tx, actor, "session.token-reused", token.session_id, **facts)
                _log.warning("a refresh token was used twice, its session is ended", session_id=str(token.session_id))
            else:
                await note_here(tx, actor, "session.ended", token.session_id, reason=reason, **facts)
