"""``python -m simulator api|consume|run|migrate|dead-letters|outbox|saga``."""

from common.messaging.dead_letters.operation import dead_letters_operation
from common.outbox.operation import outbox_operation, postgres_outbox
from common.process.service import main
from common.saga.operators import saga_operation
from simulator.app import build, migrate, saga_runner
from simulator.settings import SimulatorSettings

OPERATIONS = (
    dead_letters_operation("simulator", SimulatorSettings),
    outbox_operation("simulator", postgres_outbox),
    saga_operation(saga_runner),
)

if __name__ == "__main__":
    raise SystemExit(main("simulator", SimulatorSettings, build=build, migrate=migrate, operations=OPERATIONS))
