"""``python -m reports api|consume|run|migrate|dead-letters|outbox``."""

import sys

from common.messaging.dead_letters.operation import dead_letters_operation
from common.outbox.operation import outbox_operation, postgres_outbox
from common.process.service import main
from reports.app import build, migrate
from reports.settings import ReportsSettings

OPERATIONS = (dead_letters_operation("reports", ReportsSettings), outbox_operation("reports", postgres_outbox))

if __name__ == "__main__":
    sys.exit(main("reports", ReportsSettings, build=build, migrate=migrate, operations=OPERATIONS))
