"""``python -m analyzer api|consume|run|migrate|replay|dead-letters|outbox``."""

from analyzer.app import build, migrate
from analyzer.operations import OPERATIONS
from analyzer.settings import AnalyzerSettings
from common.service import main

if __name__ == "__main__":
    raise SystemExit(main("analyzer", AnalyzerSettings, build=build, migrate=migrate, operations=OPERATIONS))
