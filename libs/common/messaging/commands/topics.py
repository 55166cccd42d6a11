"""``python -m common.messaging.commands.topics``: create every topic of the system, once.

The broker is named by ``--bootstrap`` or, as a password in it would be seen by everybody, by ``BRANDMON_KAFKA``.
"""

import argparse
import asyncio
import os
import sys

from common.contracts.registry import topics
from common.messaging.kafka.topics import ensure_topics


def main() -> int:
    """Create what is missing; says how many topics there are and how many are new."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bootstrap", default=os.environ.get("BRANDMON_KAFKA"), metavar="HOST:PORT")
    parser.add_argument("--replication", type=int, default=1)
    chosen = parser.parse_args()
    if not chosen.bootstrap:
        parser.error("say where Kafka is: --bootstrap HOST:PORT or BRANDMON_KAFKA")
    wanted = topics()
    created = asyncio.run(ensure_topics(chosen.bootstrap, wanted, replication=chosen.replication))
    sys.stdout.write(f"{len(wanted)} topics, {created} created\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
