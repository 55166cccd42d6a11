"""Messages of tenants."""

from common.contracts.tenants.clients import ClientArchived, ClientDeleted, ClientRestored, ClientState
from common.contracts.tenants.erasing import (
    EndPayments,
    EraseAccess,
    EraseAudits,
    EraseFigures,
    EraseGraph,
    EraseOrganization,
    EraseReadings,
    EraseReports,
    EraseWebsites,
    ErasureStepReplied,
)
from common.contracts.tenants.exports import (
    AssembleExport,
    DiscardExport,
    ExportAnalytics,
    ExportAnalyzer,
    ExportAuth,
    ExportCollector,
    ExportReports,
    ExportSimulator,
    ExportStepReplied,
    ExportTenants,
)
from common.contracts.tenants.flags_state import FlagSet, FlagsState
from common.contracts.tenants.invitation_made import InvitationMade
from common.contracts.tenants.member_joined import MemberJoined
from common.contracts.tenants.member_removed import MemberRemoved
from common.contracts.tenants.member_role_changed import MemberRoleChanged
from common.contracts.tenants.organization_closed import OrganizationClosed
from common.contracts.tenants.organization_created import OrganizationCreated
from common.contracts.tenants.organization_state import OrganizationState
from common.contracts.tenants.plans.billing_commands import (
    ApplySubscription,
    AwaitPayment,
    BeginSubscription,
    BillingStepReplied,
    CloseAccount,
    ExpireCheckout,
    NotePayment,
    OpenAccount,
)
from common.contracts.tenants.plans.quota_released import QuotaReleased
from common.contracts.tenants.plans.quota_reserved import QuotaReserved
from common.contracts.tenants.plans.subscription_changed import PaymentFailed, SubscriptionChanged
from common.contracts.tenants.tenant_erased import TenantErased

__all__ = [
    "ApplySubscription",
    "AssembleExport",
    "AwaitPayment",
    "BeginSubscription",
    "BillingStepReplied",
    "ClientArchived",
    "ClientDeleted",
    "ClientRestored",
    "ClientState",
    "CloseAccount",
    "DiscardExport",
    "EndPayments",
    "EraseAccess",
    "EraseAudits",
    "EraseFigures",
    "EraseGraph",
    "EraseOrganization",
    "EraseReadings",
    "EraseReports",
    "EraseWebsites",
    "ErasureStepReplied",
    "ExpireCheckout",
    "ExportAnalytics",
    "ExportAnalyzer",
    "ExportAuth",
    "ExportCollector",
    "ExportReports",
    "ExportSimulator",
    "ExportStepReplied",
    "ExportTenants",
    "FlagSet",
    "FlagsState",
    "InvitationMade",
    "MemberJoined",
    "MemberRemoved",
    "MemberRoleChanged",
    "NotePayment",
    "OpenAccount",
    "OrganizationClosed",
    "OrganizationCreated",
    "OrganizationState",
    "PaymentFailed",
    "QuotaReleased",
    "QuotaReserved",
    "SubscriptionChanged",
    "TenantErased",
]
