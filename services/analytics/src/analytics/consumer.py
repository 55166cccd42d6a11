"""What analytics listens to."""

from functools import partial

from analytics.facts.handlers import keep_brand_states
from analytics.figures.handlers import materialise_again, materialise_share_of_voice, withdraw_share_of_voice
from analytics.shared.clickhouse import ClickHouse
from common.contracts.analyzer import BrandStateExtracted, RescoringAdvanced
from common.contracts.simulator import MaterialiseShareOfVoice, WithdrawShareOfVoice
from common.messaging.log import Log
from common.messaging.runtime.consumer import Consumer, Protection, Subscription, on, on_batch
from common.primitives.clock import Clock
from common.stores.postgres import UnitOfWork


def subscriptions(unit: UnitOfWork, clickhouse: ClickHouse, clock: Clock) -> tuple[Subscription, ...]:
    """The subscription table."""
    return (
        on_batch(BrandStateExtracted, partial(keep_brand_states, clickhouse=clickhouse), name="keep_brand_states"),
        on(
            MaterialiseShareOfVoice,
            partial(materialise_share_of_voice, unit=unit, clickhouse=clickhouse, clock=clock),
            name="materialise_share_of_voice",
        ),
        on(
            RescoringAdvanced,
            partial(materialise_again, unit=unit, clickhouse=clickhouse, clock=clock),
            name="materialise_again",
        ),
        on(WithdrawShareOfVoice, partial(withdraw_share_of_voice, unit=unit), name="withdraw_share_of_voice"),
    )


def consumer(
    unit: UnitOfWork, clickhouse: ClickHouse, clock: Clock, log: Log, protection: Protection | None = None
) -> Consumer:
    """The consumer of this service."""
    return Consumer("analytics", subscriptions(unit, clickhouse, clock), log, protection=protection)
