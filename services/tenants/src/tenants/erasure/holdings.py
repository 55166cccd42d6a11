"""What tenants keeps of an organisation: it goes last, when all others have nothing of it any more."""

from sqlalchemy import select

from common.exports.tables import OF_EXPORTS
from common.saga.tables import saga_deadlines, saga_history, sagas
from common.stores.erasure.tenants import MESSAGING, TOMBSTONES, TenantHoldings, TenantRows, folder
from tenants.billing.tables import checkouts, jobs, stripe_customers
from tenants.clients.tables import client_logos, client_purges, clients
from tenants.erasure.rules import ERASURE
from tenants.members.invitations.tables import invitations
from tenants.organizations.flags.tables import feature_flags
from tenants.organizations.tables import memberships, organization_erasures, organization_exports, organizations
from tenants.quota.tables import reservations, subscriptions

_OF_ERASURE = select(sagas.c.id).where(sagas.c.name == ERASURE)
_SHOWN = "how the erasure itself went: who was asked and answered when, for operators"

_TABLES = (
    jobs, checkouts, stripe_customers, reservations, subscriptions, client_purges, client_logos,
    invitations, memberships, clients, feature_flags, organization_erasures,
    organization_exports,
)  # fmt: skip
OF_TENANT = TenantHoldings(
    rows=(
        *MESSAGING,
        *OF_EXPORTS,
        *map(TenantRows, _TABLES),
        TenantRows(saga_deadlines, unless=saga_deadlines.c.saga_id.in_(_OF_ERASURE), why=_SHOWN),
        TenantRows(saga_history, unless=saga_history.c.saga_id.in_(_OF_ERASURE), why=_SHOWN),
        TenantRows(sagas, unless=sagas.c.name == ERASURE, why=_SHOWN),
        TenantRows(organizations),
    ),
    places=(folder("organization-exports"),),
    kept={
        **TOMBSTONES,
        "recent_uses": "how often somebody founded: digests of persons and addresses, for a day",
        "webhook_events": "which events of Stripe's came: its ids and times, which name nobody without its customer",
    },
)
"""Rows of sagas go after their deadlines and histories, which are told apart by them."""
