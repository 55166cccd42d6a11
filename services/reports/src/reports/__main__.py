"""``python -m reports api|consume|run|migrate``."""

import sys

from common.service import main
from reports.app import build, migrate
from reports.settings import ReportsSettings

if __name__ == "__main__":
    sys.exit(main("reports", ReportsSettings, build=build, migrate=migrate))
