"""``python -m collector api|consume|run|migrate``."""

import sys

from collector.app import build, migrate
from collector.settings import CollectorSettings
from common.service import main

if __name__ == "__main__":
    sys.exit(main("collector", CollectorSettings, build=build, migrate=migrate))
