"""How a service's settings become its way to verify tokens: for composition roots."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from functools import partial

from common.contracts.auth import AccessRevoked
from common.http.access.keys import JwksKeys, KeySource
from common.http.access.revocations import Revocations
from common.http.access.valkey import RevocationSet, valkey_at
from common.http.access.watching import Watch
from common.http.tokens import GuardedVerifier
from common.messaging.envelope import Record
from common.messaging.kafka.history import KafkaHistory
from common.process.settings import ServiceSettings


def verifier_of(settings: ServiceSettings, service: str, keys: KeySource | None = None) -> GuardedVerifier:
    """A verifier with the keys that auth publishes, or with ``keys``; ``create_app`` starts and stops its watch."""
    table = Revocations()
    valkey = RevocationSet(valkey_at(settings.redis_url.get_secret_value())) if settings.redis_url else None
    news = partial(_news, KafkaHistory(settings.kafka, client_id=f"{service}-revocations"))
    return GuardedVerifier(keys or JwksKeys(settings.jwks_url), table, watch=Watch(table, valkey, news))


def _news(history: KafkaHistory, since: datetime) -> AsyncIterator[Sequence[Record]]:
    return history.follow([AccessRevoked.topic], since=since, idle=True)
