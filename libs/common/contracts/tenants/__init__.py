"""Messages of tenants."""

from common.contracts.tenants.clients import ClientArchived, ClientDeleted, ClientRestored
from common.contracts.tenants.member_joined import MemberJoined
from common.contracts.tenants.member_removed import MemberRemoved
from common.contracts.tenants.organization_created import OrganizationCreated
from common.contracts.tenants.organization_state import OrganizationState
from common.contracts.tenants.quota_released import QuotaReleased
from common.contracts.tenants.quota_reserved import QuotaReserved
from common.contracts.tenants.tenant_erased import TenantErased

__all__ = [
    "ClientArchived",
    "ClientDeleted",
    "ClientRestored",
    "MemberJoined",
    "MemberRemoved",
    "OrganizationCreated",
    "OrganizationState",
    "QuotaReleased",
    "QuotaReserved",
    "TenantErased",
]
