"""What analytics listens to."""

from functools import partial
from typing import Any

from analytics.erasure.clickhouse import erase_rows
from analytics.erasure.handlers import erase_figures, erase_website
from analytics.exports.handlers import export_part
from analytics.facts.handlers import keep_brand_states
from analytics.figures.handlers import materialise_again, materialise_share_of_voice, withdraw_share_of_voice
from analytics.shared.clickhouse import ClickHouse
from common.contracts.analyzer import BrandStateExtracted, RescoringAdvanced
from common.contracts.collector import WebsiteDeleted
from common.contracts.simulator import MaterialiseShareOfVoice, WithdrawShareOfVoice
from common.contracts.tenants import EraseFigures, ExportAnalytics
from common.messaging.log import Log
from common.messaging.runtime.consumer import Consumer, Protection, Subscription, on, on_batch
from common.primitives.clock import Clock
from common.stores.erasure.sparing import sparing
from common.stores.postgres import UnitOfWork


def subscriptions(unit: UnitOfWork, clickhouse: ClickHouse, clock: Clock) -> tuple[Subscription, ...]:
    """The subscription table. What writes to ClickHouse is kept off websites that were erased, before and after."""
    erase = partial(erase_rows, clickhouse=clickhouse)
    both: dict[str, Any] = {"unit": unit, "erase": erase}
    tools: dict[str, Any] = {"unit": unit, "clickhouse": clickhouse, "clock": clock}
    return (
        on_batch(
            BrandStateExtracted,
            sparing(partial(keep_brand_states, clickhouse=clickhouse), **both),
            name="keep_brand_states",
        ),
        on(
            MaterialiseShareOfVoice,
            sparing(partial(materialise_share_of_voice, **tools), **both),
            name="materialise_share_of_voice",
        ),
        on(RescoringAdvanced, sparing(partial(materialise_again, **tools), **both), name="materialise_again"),
        on(WebsiteDeleted, partial(erase_website, unit=unit, clickhouse=clickhouse), name="erase_website"),
        on(EraseFigures, partial(erase_figures, unit=unit, clickhouse=clickhouse), name="erase_figures"),
        on(ExportAnalytics, partial(export_part, unit=unit), name="export_part"),
        on(WithdrawShareOfVoice, partial(withdraw_share_of_voice, unit=unit), name="withdraw_share_of_voice"),
    )


def consumer(
    unit: UnitOfWork, clickhouse: ClickHouse, clock: Clock, log: Log, protection: Protection | None = None
) -> Consumer:
    """The consumer of this service."""
    return Consumer("analytics", subscriptions(unit, clickhouse, clock), log, protection=protection)
