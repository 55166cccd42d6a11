"""What auth listens to."""

from functools import partial

from auth.accounts.handlers import mail_payment_failed
from auth.audit_log.handlers import TOGETHER, keep_entries
from auth.erasure.handlers import erase_access
from auth.exports.handlers import export_part
from auth.mails.handlers import Post, mail_invitation
from auth.memberships.handlers import remember_client, remember_membership, remember_organization
from common.contracts.auth import ActionNoted
from common.contracts.tenants import (
    ClientState,
    EraseAccess,
    ExportAuth,
    InvitationMade,
    MemberJoined,
    MemberRemoved,
    MemberRoleChanged,
    OrganizationState,
    PaymentFailed,
)
from common.messaging.log import Log
from common.messaging.runtime.consumer import Consumer, Protection, Subscription, on, on_key
from common.primitives.clock import Clock
from common.stores.postgres import UnitOfWork


def subscriptions(unit: UnitOfWork, clock: Clock, post: Post) -> tuple[Subscription, ...]:
    """The subscription table."""
    remembered = partial(remember_membership, unit=unit)
    return (
        on(MemberJoined, remembered, name="remember_membership"),
        on(MemberRoleChanged, remembered, name="remember_role"),
        on(MemberRemoved, remembered, name="forget_membership"),
        on(OrganizationState, partial(remember_organization, unit=unit), name="remember_organization"),
        on(ClientState, partial(remember_client, unit=unit), name="remember_client"),
        on(InvitationMade, partial(mail_invitation, unit=unit, post=post), name="mail_invitation"),
        on(PaymentFailed, partial(mail_payment_failed, unit=unit, post=post), name="mail_payment_failed"),
        on(EraseAccess, partial(erase_access, unit=unit), name="erase_access"),
        on(ExportAuth, partial(export_part, unit=unit), name="export_part"),
        on_key(ActionNoted, partial(keep_entries, unit=unit, clock=clock), most=TOGETHER, name="keep_entries"),
    )


def consumer(
    unit: UnitOfWork, log: Log, clock: Clock, post: Post, protection: Protection | None = None
) -> Consumer:  # fmt: skip
    """The consumer of this service."""
    return Consumer("auth", subscriptions(unit, clock, post), log, protection=protection)
