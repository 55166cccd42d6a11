"""Every metric of messaging, with what to do about it."""

from prometheus_client import Counter, Gauge, Histogram

HANDLED = Counter(
    "brandmon_messages_handled_total",
    "Messages by outcome. 'rejected' rising: look at the dead letters; 'retried' rising: a store is slow or away.",
    ["consumer", "topic", "outcome"],
)
SECONDS = Histogram(
    "brandmon_message_seconds",
    "Time a handler took. Above a second: the work belongs in a worker, not in a handler.",
    ["consumer", "topic"],
)
LAG = Gauge("brandmon_consumer_lag", "Messages not yet handled. Rising steadily: add replicas.", ["consumer"])
PROGRESS = Gauge("brandmon_consumer_last_progress_seconds", "Unix time of the last handled message.", ["consumer"])
LETTERS = Counter(
    "brandmon_dead_letters_total",
    "Messages laid aside, by why: 'rejected' has a reason to look at, 'waits' stands behind one of its key.",
    ["consumer", "why"],
)
PARKED_KEYS = Gauge(
    "brandmon_parked_keys", "Keys whose messages wait for an operator: replay or drop their first letter.", ["consumer"]
)
OLDEST_LETTER = Gauge(
    "brandmon_oldest_dead_letter_seconds",
    "Age of the oldest letter that waits. Letters are kept for 90 days: past 80 it is lost soon.",
    ["consumer"],
)
ROLLED_BACK = Counter(
    "brandmon_broker_rolled_back_total",
    "Partitions whose end lay before what was known of them: the broker lost records; run outbox reconcile --full.",
    ["consumer"],
)
FENCED = Counter(
    "brandmon_fenced_total",
    "Effects refused because another member owned the partition by then: this process was frozen or cut off.",
    ["consumer"],
)
