"""What auth listens to."""

from functools import partial

from auth.memberships.handlers import remember_membership
from common.contracts.tenants import MemberJoined
from common.messaging.log import Log
from common.messaging.runtime.consumer import Consumer, Protection, Subscription, on
from common.stores.postgres import UnitOfWork


def subscriptions(unit: UnitOfWork) -> tuple[Subscription, ...]:
    """The subscription table."""
    return (on(MemberJoined, partial(remember_membership, unit=unit), name="remember_membership"),)


def consumer(unit: UnitOfWork, log: Log, protection: Protection | None = None) -> Consumer:
    """The consumer of this service."""
    return Consumer("auth", subscriptions(unit), log, protection=protection)
