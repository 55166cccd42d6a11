"""What analytics keeps of a website, and of an organisation."""

from analytics.figures.tables import materialisations
from analytics.shared.tenancy import TABLES
from common.exports.tables import OF_EXPORTS
from common.stores.erasure.holdings import Holdings, Rows
from common.stores.erasure.tenants import MESSAGING, TOMBSTONES, Place, TenantHoldings, TenantRows
from common.stores.postgres.tables import erasures, saga_replies

HOLDINGS = Holdings(
    rows=(Rows(materialisations), Rows(saga_replies, "saga_id", of=erasures)),
    elsewhere=frozenset(f"clickhouse:{table}" for table in TABLES),
    kept={"rebuilds": "operators' rebuilds: counts and times, no tenant's data"},
)

OF_TENANT = TenantHoldings(
    rows=(*MESSAGING, *OF_EXPORTS, TenantRows(materialisations)),
    places=tuple(Place("clickhouse", table) for table in sorted(TABLES)),
    kept={**TOMBSTONES, "rebuilds": "operators' rebuilds: counts and times, no tenant's data"},
)
