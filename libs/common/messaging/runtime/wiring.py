"""How a service's settings become its way into Kafka: for composition roots."""

from collections.abc import Awaitable, Callable

from common.messaging.dead_letters.sealing import Sealing
from common.messaging.fence import Fence
from common.messaging.kafka.log import KafkaLog, Membership
from common.messaging.runtime.ownership import Protection
from common.process.settings import ServiceSettings


def kafka_log(settings: ServiceSettings, client_id: str) -> KafkaLog:
    """A member's log; nothing is connected yet."""
    membership = Membership(instance_id=settings.kafka_instance_id)
    return KafkaLog(settings.kafka, client_id=client_id, membership=membership)


def sealing_of(settings: ServiceSettings) -> Sealing:
    """The keys of the dead letters; in local mode without any, a key that lives as long as the process."""
    keys = settings.dead_letter_keys
    return Sealing.of(keys.get_secret_value()) if keys is not None else Sealing.ephemeral()


def protection_of(
    settings: ServiceSettings,
    *,
    fence: Fence | None = None,
    rolled_back: Callable[[], Awaitable[None]] | None = None,
) -> Protection:
    """What guards the effects of a service's consumers."""
    sealing = sealing_of(settings)
    if rolled_back is None:
        return Protection(fence=fence, sealing=sealing, state_dir=settings.state_dir)
    return Protection(fence=fence, sealing=sealing, rolled_back=rolled_back, state_dir=settings.state_dir)
