"""``python -m auth api|consume|run|migrate|dead-letters|outbox``."""

from auth.app import build, migrate
from auth.settings import AuthSettings
from common.messaging.dead_letters.operation import dead_letters_operation
from common.outbox.operation import outbox_operation, postgres_outbox
from common.process.service import main

OPERATIONS = (dead_letters_operation("auth", AuthSettings), outbox_operation("auth", postgres_outbox))

if __name__ == "__main__":
    raise SystemExit(main("auth", AuthSettings, build=build, migrate=migrate, operations=OPERATIONS))
