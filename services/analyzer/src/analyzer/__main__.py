"""``python -m analyzer api|consume|run|migrate|replay|dead-letters|outbox``."""

from analyzer.app import build, migrate
from analyzer.graph.operation import REPLAY
from analyzer.settings import AnalyzerSettings
from common.messaging.dead_letters.operation import dead_letters_operation
from common.outbox.operation import outbox_operation, postgres_outbox
from common.process.service import main

OPERATIONS = (
    REPLAY,
    dead_letters_operation("analyzer", AnalyzerSettings),
    outbox_operation("analyzer", postgres_outbox),
)

if __name__ == "__main__":
    raise SystemExit(main("analyzer", AnalyzerSettings, build=build, migrate=migrate, operations=OPERATIONS))
