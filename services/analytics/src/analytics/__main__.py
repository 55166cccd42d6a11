"""``python -m analytics api|consume|run|migrate|replay``."""

from analytics.app import build, migrate
from analytics.rebuilds.operations import OPERATIONS
from analytics.settings import AnalyticsSettings
from common.process.service import main

if __name__ == "__main__":
    raise SystemExit(main("analytics", AnalyticsSettings, build=build, migrate=migrate, operations=OPERATIONS))
