"""Inviting by mail, sending again, taking back, accepting."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from common.audit_log import note, user_actor
from common.contracts.tenants import InvitationMade
from common.contracts.vocabulary import Role
from common.http import Principal
from common.http.permissions import granted
from common.messaging.dead_letters.sealing import Sealing
from common.messaging.sealed import seal_json
from common.primitives.clock import Clock
from common.primitives.errors import Conflict, Forbidden
from common.primitives.ids import uuid7
from common.stores.postgres import Database, Tx
from tenants.clients.rules import read_email
from tenants.clients.store import usable_client
from tenants.members.changing import authority
from tenants.members.invitations import store
from tenants.members.invitations.rules import (
    LIFE,
    Invitation,
    Person,
    digest,
    new_token,
    organization_of,
    see_that_it_is_his,
    see_that_it_is_open,
    unknown,
)
from tenants.members.rules import see_that_client_fits, see_that_he_may
from tenants.organizations import store as organization_store
from tenants.organizations.limits import Window, use
from tenants.organizations.membership import Member, join, member
from tenants.organizations.standing import usable
from tenants.quota import holding
from tenants.quota.plans import Plans

MOST_PENDING = 200
MAILS_OF_AN_ORGANIZATION = Window(200)
MAILS_TO_AN_ADDRESS = Window(10)
"""Per day: nobody's mailbox is filled by us."""
PAUSE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to invite, as what."""

    email: str
    role: Role
    client_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Inviting:
    """The use cases over their dependencies."""

    database: Database
    sealing: Sealing
    plans: Plans

    @property
    def clock(self) -> Clock:
        """The clock of the plans."""
        return self.plans.clock

    async def invite(self, caller: Principal, wanted: Wanted) -> Invitation:
        """Invite an address with a role that reaches no further than the caller's. An open invitation is replaced."""
        email, now = read_email(wanted.email), self.clock.now()
        see_that_client_fits(wanted.role, wanted.client_id)
        async with self.database.begin(caller.tenant) as tx:
            await usable(tx)
            see_that_he_may(await authority(tx, caller), granted(wanted.role))
            if wanted.client_id is not None:
                await usable_client(tx, wanted.client_id)
            before = await store.pending_for(tx, email)
            if before is not None:
                again = replace(
                    before, role=wanted.role, client_id=wanted.client_id, invited_by=caller.user_id
                )  # fmt: skip
                note(tx, caller, "member.invited", before.id, role=wanted.role)
                return await self._send(tx, again, now, first=False)
            if await store.number_pending(tx) >= MOST_PENDING:
                raise Conflict("invitations-full", f"At most {MOST_PENDING} invitations are open at a time.")
            new = Invitation(
                id=uuid7(), email=email, role=wanted.role, client_id=wanted.client_id, invited_by=caller.user_id,
                sent_at=now, times_sent=0, expires_at=now, status="pending", created_at=now,
            )  # fmt: skip
            note(tx, caller, "member.invited", new.id, role=wanted.role)
            return await self._send(tx, new, now, first=True)

    async def send_again(self, caller: Principal, invitation_id: UUID) -> Invitation:
        """A new mail with a new token and a new time; the old token is good no longer."""
        now = self.clock.now()
        async with self.database.begin(caller.tenant) as tx:
            await usable(tx)
            found = await self._open_one(tx, caller, invitation_id)
            note(tx, caller, "member.invited", found.id, role=found.role)
            return await self._send(tx, replace(found, invited_by=caller.user_id), now, first=False)

    async def revoke(self, caller: Principal, invitation_id: UUID) -> None:
        """Take an open invitation back."""
        async with self.database.begin(caller.tenant) as tx:
            await usable(tx)
            found = await self._open_one(tx, caller, invitation_id)
            await store.end(tx, found.id, "revoked", self.clock.now())
            note(tx, caller, "member.invitation-withdrawn", found.id)

    async def accept(self, token: str, person: Person) -> tuple[UUID, Invitation]:
        """Make the person a member of the organisation that the token names; its id, and the invitation."""
        organization_id = organization_of(token)
        try:
            return organization_id, await self._accept(organization_id, token, person)
        except (Conflict, Forbidden) as refusal:
            async with self.database.begin(organization_id) as tx:
                found = await store.by_token(tx, digest(token))
                of = found.id if found else None
                note(tx, user_actor(person.user_id), "member.invitation-refused", of, reason=refusal.type)
            raise

    async def _accept(self, organization_id: UUID, token: str, person: Person) -> Invitation:
        now = self.clock.now()
        async with self.database.begin(organization_id) as tx:
            await holding.take_turns(tx, self.plans)
            found = await store.by_token(tx, digest(token)) if await organization_store.held(tx) else None
            if found is None:
                raise unknown()
            see_that_it_is_his(found, person)
            see_that_it_is_open(found, now)
            await usable(tx)
            await _see_that_it_still_holds(tx, found)
            await store.end(tx, found.id, "accepted", now)
            if await member(tx, person.user_id) is None:
                await holding.admit(tx, self.plans, {"members": 1})
            if not await join(tx, Member(person.user_id, found.role, found.client_id, now), now):
                raise Conflict("member-already", "You belong to this organisation already.")
            own = {"role": found.role, "invitation_id": found.id}
            note(tx, user_actor(person.user_id), "member.joined", person.user_id, **own)
            return found

    async def _open_one(self, tx: Tx, caller: Principal, invitation_id: UUID) -> Invitation:
        allowed, found = await authority(tx, caller), await store.by_id(tx, invitation_id)
        if found is None:
            raise unknown()
        see_that_he_may(allowed, granted(found.role))
        if found.status != "pending":
            see_that_it_is_open(found, found.sent_at)
        return found

    async def _send(self, tx: Tx, invitation: Invitation, now: datetime, *, first: bool) -> Invitation:
        if not first and now < invitation.sent_at + PAUSE:
            wait = int((invitation.sent_at + PAUSE - now).total_seconds()) + 1
            raise Conflict("invitation-just-sent", f"It was sent a moment ago; wait {wait} s.", retry_after=wait)
        await use(tx, "invite", str(tx.tenant_id), MAILS_OF_AN_ORGANIZATION, now)
        await use(tx, "invite-to", invitation.email.lower(), MAILS_TO_AN_ADDRESS, now)
        token = new_token(tx.tenant_id)
        sent = replace(
            invitation, sent_at=now, times_sent=invitation.times_sent + 1, expires_at=now + LIFE
        )  # fmt: skip
        if first:
            await store.add(tx, sent, digest(token))
        else:
            await store.save(tx, sent, digest(token))
        await self._announce(tx, sent, token, now)
        return sent

    async def _announce(self, tx: Tx, sent: Invitation, token: str, now: datetime) -> None:
        organization = await organization_store.held(tx)
        assert organization is not None
        mail = {"email": sent.email, "token": token, "organization": organization["name"], "role": sent.role}
        key_id, sealed = seal_json(self.sealing, mail, f"{InvitationMade.topic}/{sent.id}")
        tx.emit(
            InvitationMade(
                tenant_id=tx.tenant_id, occurred_at=now, invitation_id=sent.id, key_id=key_id, sealed=sealed,
                expires_at=sent.expires_at,
            )
        )  # fmt: skip


async def _see_that_it_still_holds(tx: Tx, invitation: Invitation) -> None:
    """Who invited must still be let to: nobody comes in by the word of somebody who was removed since."""
    inviting = await member(tx, invitation.invited_by)
    allowed = granted(inviting.role) if inviting else frozenset()
    if "members:write" not in allowed or not granted(invitation.role) <= allowed:
        raise Conflict("invitation-revoked", "Who invited you may not do so any more; ask for a new invitation.")
    if invitation.client_id is not None:
        await usable_client(tx, invitation.client_id)
