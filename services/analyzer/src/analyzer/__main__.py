"""``python -m analyzer api|consume|run|migrate``."""

from analyzer.app import build, migrate
from analyzer.settings import AnalyzerSettings
from common.service import main

if __name__ == "__main__":
    raise SystemExit(main("analyzer", AnalyzerSettings, build=build, migrate=migrate))
