"""The queue of plans and turns: ids, lanes and times of all tenants' work. What a job is about stands in its own row.

A job's id is the plan's or the turn's, its parent the plan or the run. It is gone when it ends.
"""

from common.jobs.postgres import JobTable, PostgresJobs
from common.stores.postgres import Database
from simulator.shared.tables import jobs

PLAN_LANE = "plan"
"""The lane of plans; those of turns are named after their providers."""

JOBS = JobTable(jobs)
"""The queue inside a transaction."""


def job_queue(database: Database) -> PostgresJobs:
    """The queue as workers take from it."""
    return PostgresJobs(database, jobs)
