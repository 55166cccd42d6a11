"""What analytics keeps of a website."""

from analytics.figures.tables import materialisations
from analytics.shared.tenancy import TABLES
from common.stores.erasure.holdings import Holdings, Rows
from common.stores.postgres.tables import erasures, saga_replies

HOLDINGS = Holdings(
    rows=(Rows(materialisations), Rows(saga_replies, "saga_id", of=erasures)),
    elsewhere=frozenset(f"clickhouse:{table}" for table in TABLES),
    kept={"rebuilds": "operators' rebuilds: counts and times, no tenant's data"},
)
