"""What operators can ask of the graph: to be rebuilt."""

import argparse
import sys
from functools import partial

from analyzer.graph.rebuild import rebuild
from analyzer.graph.store import TenantGraph
from analyzer.settings import AnalyzerSettings
from common.messaging.kafka.history import KafkaHistory
from common.process.operations import Operation, print_rows
from common.process.rebuilds import tell
from common.stores.erasure.sparing import unerased
from common.stores.postgres import Database


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["graph"], help="graph: rebuild it")
    parser.add_argument("--compare-only", action="store_true", help="compare and throw the rebuilt graph away")


async def _replay(settings: AnalyzerSettings, chosen: argparse.Namespace) -> int:
    graph = TenantGraph.at(settings.neo4j_url, settings.neo4j_user, settings.neo4j_password.get_secret_value())
    database = Database(settings.database_url.get_secret_value(), service="analyzer", pool_size=1)
    history = KafkaHistory(settings.kafka, client_id="analyzer-replay")

    async def progress(records: int, total: int) -> None:
        if not chosen.as_json:
            sys.stderr.write(f"running: {records:,} of {total:,} events\n")

    try:
        left = partial(unerased, unit=database)
        ended = await rebuild(graph, history, switch=not chosen.compare_only, tell=progress, left=left)
    finally:
        await graph.close()
        await database.dispose()
    if chosen.as_json:
        print_rows([ended.as_row()], as_json=True, empty="")
    else:
        tell("facts of the graph", ended.outcome, ended.as_row())
    return 0 if ended.outcome != "different" else 1


REPLAY: Operation[AnalyzerSettings] = Operation(
    "replay", "Rebuild the graph from the beginning of its topics, compare, switch.", _arguments, _replay
)
