"""``python -m collector api|consume|run|migrate|dead-letters|outbox``."""

from collector.app import build, migrate, outbox
from collector.settings import CollectorSettings
from common.messaging.dead_letters.operation import dead_letters_operation
from common.outbox.operation import outbox_operation
from common.service import main

OPERATIONS = (dead_letters_operation("collector", CollectorSettings), outbox_operation("collector", outbox))

if __name__ == "__main__":
    raise SystemExit(main("collector", CollectorSettings, build=build, migrate=migrate, operations=OPERATIONS))
