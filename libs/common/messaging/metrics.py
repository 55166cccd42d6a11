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
