"""What tenants listens to: its part in the audit saga, and how audits end."""

from functools import partial

from common.contracts.simulator import AuditCancelled, AuditCompleted, AuditFailed, ReleaseQuota, ReserveQuota
from common.messaging.log import Log
from common.messaging.runtime.consumer import Consumer, Protection, Subscription, on
from common.stores.postgres import UnitOfWork
from tenants.quota.handlers import release_quota, reserve_quota, settle_quota
from tenants.quota.plans import Plans


def subscriptions(unit: UnitOfWork, plans: Plans) -> tuple[Subscription, ...]:
    """The subscription table."""
    return (
        on(ReserveQuota, partial(reserve_quota, unit=unit, plans=plans), name="reserve_quota"),
        on(ReleaseQuota, partial(release_quota, unit=unit, plans=plans), name="release_quota"),
        on(AuditCompleted, partial(settle_quota, unit=unit, plans=plans), name="settle_quota"),
        on(AuditFailed, partial(settle_quota, unit=unit, plans=plans), name="settle_quota"),
        on(AuditCancelled, partial(settle_quota, unit=unit, plans=plans), name="settle_quota"),
    )


def consumer(unit: UnitOfWork, plans: Plans, log: Log, protection: Protection | None = None) -> Consumer:
    """The consumer of this service."""
    return Consumer("tenants", subscriptions(unit, plans), log, protection=protection)
