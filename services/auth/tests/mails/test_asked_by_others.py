"""Mails that tenants asks for: invitations, which come sealed, and plans that are unpaid."""

from base64 import b64encode
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from auth.accounts.handlers import mail_payment_failed
from auth.app import post_of
from auth.mails.handlers import Post, mail_invitation
from auth.mails.tables import mails
from auth.settings import AuthSettings
from common.contracts.tenants import InvitationMade, PaymentFailed
from common.contracts.vocabulary import Role
from common.messaging.dead_letters.sealing import Sealing
from common.messaging.outcomes import AlreadyHandled, Rejected
from common.messaging.sealed import seal_json
from common.primitives.ids import uuid7
from common.testing.examples import SHARED_KEY

from ..service import Parcel, Service

pytestmark = pytest.mark.engines
TOKEN = "bmi_a-token-that-nobody-else-has"


@pytest.fixture
def post(settings: AuthSettings, service: Service) -> Post:
    return post_of(settings, service.clock)


def invitation(service: Service, email: str, *, key: str = SHARED_KEY, place: UUID | None = None) -> InvitationMade:
    tenant, invitation_id, now = uuid7(), uuid7(), service.clock.now()
    told = {"email": email, "token": TOKEN, "organization": "http://evil.example", "role": "viewer"}
    key_id, sealed = seal_json(Sealing.of(key), told, f"{InvitationMade.topic}/{place or invitation_id}")
    return InvitationMade(
        tenant_id=tenant, invitation_id=invitation_id, key_id=key_id, sealed=sealed, expires_at=now + timedelta(days=7)
    )


async def sent(service: Service, email: str) -> list[Parcel]:
    """What has left for this address, once all that waits was carried."""
    worker = service.delivery.worker()
    while await worker.claim():
        await worker.drain()
    return service.mailbox.to(email)


async def test_an_invitation_brings_its_token_to_who_is_invited_once(service: Service, post: Post) -> None:
    email = f"{uuid7().hex}@shop.example"
    event = invitation(service, email)
    await mail_invitation(event, unit=service.unit, post=post)
    with pytest.raises(AlreadyHandled):
        await mail_invitation(event, unit=service.unit, post=post)
    [mail] = await sent(service, email)
    assert TOKEN in mail.written.text.split("\n")
    assert "brandmon invitations accept" in mail.written.text
    assert "evil" not in mail.written.text + mail.written.html


async def test_an_invitation_that_was_sealed_elsewhere_or_for_another_is_rejected_and_says_nothing(
    service: Service, post: Post
) -> None:
    email = f"{uuid7().hex}@shop.example"
    stranger = b64encode(b"x" * 32).decode()
    own = invitation(service, email)
    changed = own.model_copy(update={"sealed": b64encode(bytes(64)).decode()})
    for event in (invitation(service, email, key=stranger), invitation(service, email, place=uuid7()), changed):
        with pytest.raises(Rejected) as refused:
            await mail_invitation(event, unit=service.unit, post=post)
        assert email not in str(refused.value)
    assert await sent(service, email) == []


async def test_an_invitation_that_comes_too_late_does_not_leave(service: Service, post: Post) -> None:
    email = f"{uuid7().hex}@shop.example"
    await mail_invitation(invitation(service, email), unit=service.unit, post=post)
    service.clock.moment += timedelta(days=7)
    assert await sent(service, email) == []
    async with service.unit.system() as conn:
        reasons = (await conn.execute(select(mails.c.reason).where(mails.c.kind == "invitation"))).scalars().all()
    assert "too-late" in reasons


async def test_an_unpaid_plan_is_told_to_those_who_may_pay_and_nobody_else(service: Service, post: Post) -> None:
    organization, people = uuid7(), {}
    roles: tuple[Role, ...] = ("owner", "billing", "admin", "member")
    for role in roles:
        people[role], user_id = await service.register()
        await service.join(user_id, role, organization)
    outsider, other = await service.register()
    await service.join(other, "owner", uuid7())
    until = service.clock.now() + timedelta(days=14)
    event = PaymentFailed(
        tenant_id=organization, organization_id=organization, tier="pro", grace_until=until, reminder=0
    )
    await mail_payment_failed(event, unit=service.unit, post=post)
    with pytest.raises(AlreadyHandled):
        await mail_payment_failed(event, unit=service.unit, post=post)
    for role, email in (*people.items(), ("outsider", outsider)):
        told = [each for each in await sent(service, email) if each.kind == "payment-failed"]
        assert len(told) == (role in ("owner", "billing")), role
        assert all("The plan pro" in each.written.text for each in told)
