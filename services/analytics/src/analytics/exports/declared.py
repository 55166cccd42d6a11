"""What analytics exports of an organisation, and what stays out."""

from analytics.erasure.holdings import OF_TENANT
from analytics.exports.clickhouse import of_clickhouse
from analytics.shared.clickhouse import ClickHouse
from common.exports.declared import DELIVERY, Exported, Exports
from common.exports.sources import Sources, of_tables
from common.stores.postgres import Database

EXPORTS = Exports(
    "analytics",
    taken={
        "materialisations": Exported("Which figures were computed of which audit, and when."),
        "clickhouse:answers": Exported("Facts: each answer that figures are computed of."),
        "clickhouse:brand_state_facts": Exported("Facts: each brand that an answer names, and how."),
        "clickhouse:share_of_voice": Exported("Figures: share of voice and the like, with their intervals."),
        "clickhouse:substitution_patterns": Exported("Figures: who stands where the brand is missing."),
    },
    left={**DELIVERY, "rebuilds": "operators' rebuilds: counts and times, no organisation's data"},
)


def sources(database: Database, clickhouse: ClickHouse) -> Sources:
    """Where its rows come from."""
    facts = {str(place): of_clickhouse(clickhouse, place.name) for place in OF_TENANT.of_engine("clickhouse")}
    return Sources({**of_tables(database, OF_TENANT, EXPORTS), **facts}, {})
