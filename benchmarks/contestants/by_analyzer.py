"""``loop``: the extraction alone. ``analyzer``, ``rescoring``: the service's consumer, from the log to its database."""

import asyncio
import json
import sys
import time
from uuid import UUID

import structlog
import uvloop

from analyzer.answers.reader import Reader
from analyzer.brands.rules.curation import Curation
from analyzer.consumer import Experts, subscriptions
from analyzer.prompts.classifiers import RuleClassifier
from analyzer.sites.analysts import RuleAnalyst
from benchmarks.contestants.cost import Cost
from common.contracts.analyzer import RescoringAdvanced
from common.contracts.message import Message
from common.contracts.simulator import ResponseReceived
from common.contracts.vocabulary import BrandName
from common.messaging.kafka.log import KafkaLog, Membership
from common.messaging.runtime import metrics
from common.messaging.runtime.consumer import Consumer, Protection
from common.primitives.clock import SystemClock
from common.process.service import leave_the_imported_alone
from common.stores.postgres import UnitOfWork

COUNTED_EVERY_S = 0.02


def loop() -> None:
    """Read all answers of the input, one after the other."""
    given = json.load(sys.stdin)
    reader = Reader(Curation(UUID(int=0), 0, []), [BrandName(name=name) for name in given["brands"]])
    reader.read(given["texts"][0], None)
    leave_the_imported_alone()
    cost = Cost(len(given["texts"]))
    cost.add(0)
    for text in given["texts"]:
        reader.read(text, "Which of them is best?")
        cost.add(1)
    cost.say()


async def analyzer(bootstrap: str, group: str, url: str, count: int) -> None:
    """Consume until the effects of ``count`` answers are committed. Joining the group is counted, importing is not."""
    unit, consumer = _consumer(ResponseReceived, bootstrap, group, url)
    began = time.process_time()
    running = asyncio.create_task(consumer.run())
    while _handled() < count and not running.done():  # noqa: ASYNC110 - a metric tells nobody
        await asyncio.sleep(COUNTED_EVERY_S)
    cpu_s = time.process_time() - began
    consumer.stop()
    await running
    await unit.dispose()
    sys.stdout.write(json.dumps({"cpu_s": cpu_s}) + "\n")


async def rescoring(bootstrap: str, url: str) -> None:
    """Read stored answers again until killed."""
    _, consumer = _consumer(RescoringAdvanced, bootstrap, "analyzer", url)
    await consumer.run()


def _consumer(contract: type[Message], bootstrap: str, group: str, url: str) -> tuple[UnitOfWork, Consumer]:
    """The service's own subscription of one topic."""
    unit = UnitOfWork(url, service="analyzer")
    experts = Experts(RuleAnalyst(), RuleClassifier(), SystemClock())
    wanted = [each for each in subscriptions(unit, experts) if each.contract is contract]
    membership = Membership(instance_id="bench", session_timeout_s=6, heartbeat_interval_s=1)
    log = KafkaLog(bootstrap, client_id="bench", membership=membership)
    Reader(Curation(UUID(int=0), 0, []), []).read("Warm.", None)
    leave_the_imported_alone()
    return unit, Consumer(group, wanted, log, protection=Protection(fence=unit))


def _handled() -> int:
    """Messages whose effects are committed, as the consumer's own metric counts them."""
    samples = (sample for family in metrics.HANDLED.collect() for sample in family.samples)
    return int(sum(sample.value for sample in samples if sample.name.endswith("_total")))


if __name__ == "__main__":
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(40), logger_factory=structlog.PrintLoggerFactory(sys.stderr)
    )
    if sys.argv[1] == "loop":
        loop()
    elif sys.argv[1] == "rescoring":
        uvloop.run(rescoring(*sys.argv[2:4]))
    else:
        uvloop.run(analyzer(*sys.argv[2:5], int(sys.argv[5])))
