"""Messages of tenants."""

from common.contracts.tenants.member_joined import MemberJoined
from common.contracts.tenants.organization_created import OrganizationCreated
from common.contracts.tenants.quota_released import QuotaReleased
from common.contracts.tenants.quota_reserved import QuotaReserved

__all__ = ["MemberJoined", "OrganizationCreated", "QuotaReleased", "QuotaReserved"]
