"""``python -m tenants api|consume|run|migrate|dead-letters|outbox|states``."""

from common.messaging.dead_letters.operation import dead_letters_operation
from common.outbox.operation import outbox_operation, postgres_outbox
from common.outbox.states import states_operation
from common.process.service import main
from tenants.app import announce_states, build, migrate
from tenants.settings import TenantsSettings

OPERATIONS = (
    dead_letters_operation("tenants", TenantsSettings),
    outbox_operation("tenants", postgres_outbox),
    states_operation("tenants", announce_states),
)

if __name__ == "__main__":
    raise SystemExit(main("tenants", TenantsSettings, build=build, migrate=migrate, operations=OPERATIONS))
