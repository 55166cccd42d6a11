"""Every metric of the job queues, with what to do about it."""

from prometheus_client import Counter, Gauge, Histogram

TAKEN = Counter(
    "brandmon_jobs_taken_total",
    "Jobs by what became of taking them. 'fault' or 'given-up' rising: the log of the worker says why; 'lost' rising: "
    "work outlives its lease, or clocks differ by more than it lasts.",
    ["queue", "lane", "outcome"],
)
"""``outcome``: done, fault, lost, given-back, given-up."""
SECONDS = Histogram(
    "brandmon_job_seconds",
    "Time from taking a job to what became of it.",
    ["queue", "lane"],
    buckets=(0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 1800),
)
RUNNING = Gauge("brandmon_jobs_running", "Jobs under way in this process.", ["queue", "lane"])
DUE = Gauge(
    "brandmon_jobs_due", "Jobs that are due and that no worker has. Rising steadily: add workers.", ["queue", "lane"]
)
OLDEST = Gauge(
    "brandmon_oldest_due_job_seconds",
    "How long the first of them has been due. Above a few lease times: no worker serves the lane, or it is resting.",
    ["queue", "lane"],
)
