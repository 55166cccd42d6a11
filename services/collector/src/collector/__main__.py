"""``python -m collector api|consume|run|migrate|dead-letters|outbox|states``."""

from collector.app import announce_states, build, migrate, outbox
from collector.settings import CollectorSettings
from common.messaging.dead_letters.operation import dead_letters_operation
from common.outbox.operation import outbox_operation
from common.outbox.states import states_operation
from common.process.service import main

OPERATIONS = (
    dead_letters_operation("collector", CollectorSettings),
    outbox_operation("collector", outbox),
    states_operation("collector", announce_states),
)

if __name__ == "__main__":
    raise SystemExit(main("collector", CollectorSettings, build=build, migrate=migrate, operations=OPERATIONS))
