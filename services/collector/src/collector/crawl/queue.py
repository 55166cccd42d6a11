"""The queue of crawls: a job is the document of its crawl, which stays on record with its progress and its end."""

from pymongo.asynchronous.database import AsyncDatabase

from collector.shared.schema import CRAWL_JOBS
from collector.shared.store import Document
from common.jobs import States
from common.jobs.mongo import MongoJobs

LANE = "crawl"


def crawl_queue(db: AsyncDatabase[Document]) -> MongoJobs:
    """The queue in the service's database. Its ends are ``done``, ``refused`` and ``cancelled``."""
    return MongoJobs(db, CRAWL_JOBS, states=States("waiting", "running"), lane=LANE)
