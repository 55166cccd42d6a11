"""One leased job queue, for work that takes longer than a handler may, over PostgreSQL and MongoDB.

A handler adds a job in the transaction of its own effect and returns; workers take jobs by lane and do them. What the
queue promises, whichever store keeps it (``libs/tests/jobs`` proves each line on both):

- **Kept.** A job is there if, and only if, the transaction that added it committed; added again, it stays as it is.
- **At least once.** A job is offered until a transaction ends it. Taking it is a lease; the lease of a worker that
  died or fell silent runs out, and another worker takes the job: a kill costs the lease's time and nothing else.
- **One effect.** Each taking has a token of its own, and a job's end (or its progress) is written under that token in
  the transaction of the effect. A worker whose job was taken over, given back or dropped meanwhile is told False there
  and makes no effect. A lease that ran out still holds until somebody takes the job: of the effect and the taking,
  whichever commits first stands, never both.
- **Clocks may differ.** ``now`` is the worker's clock. One that is ahead takes over too early, one behind too late:
  work is done twice or waits, an effect is still made once.
- **Fair.** A lane has room of its own in each worker, so a long or resting lane holds up no other. Within a lane
  tenants take turns: whoever has the fewest jobs under way comes first, however many another has added before. Of one
  tenant's jobs the one due longest comes first: what is added later never overtakes it. A lane of long jobs is never
  one tenant's alone (``Lane.of_a_tenant``).
- **An end.** A job that was taken ``most_attempts`` times and never ended is given up with a reason that its owner
  keeps; after a fault it waits before it is tried again.
- **A clean stop.** What was begun is finished within the time a worker has for that, or given back at once.

What a job is about (a plan, a crawl, a rebuild), how its progress shows and how fast a provider may be asked stay the
business of the service that owns the queue.
"""

from common.jobs.job import Do, GiveUp, Job, JobsUnavailable, Lane, LeaseLost, States, Terms, doubling
from common.jobs.store import Backlog, JobStore, Leases, Share
from common.jobs.worker import Worker

__all__ = [
    "Backlog",
    "Do",
    "GiveUp",
    "Job",
    "JobStore",
    "JobsUnavailable",
    "Lane",
    "LeaseLost",
    "Leases",
    "Share",
    "States",
    "Terms",
    "Worker",
    "doubling",
]
