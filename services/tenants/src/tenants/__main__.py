"""``python -m tenants api|consume|run|migrate|dead-letters|outbox|saga|states|organizations|flags``."""

from common.messaging.dead_letters.operation import dead_letters_operation
from common.outbox.operation import outbox_operation, postgres_outbox
from common.outbox.states import states_operation
from common.process.service import main
from common.saga.operators import saga_operation
from tenants.app import announce_states, build, hold_flag, migrate, saga_runner, suspend_or_resume
from tenants.organizations.flags.operations import flags_operation
from tenants.organizations.operations import organizations_operation
from tenants.settings import TenantsSettings

OPERATIONS = (
    dead_letters_operation("tenants", TenantsSettings),
    outbox_operation("tenants", postgres_outbox),
    saga_operation(saga_runner),
    states_operation("tenants", announce_states),
    organizations_operation(suspend_or_resume),
    flags_operation(hold_flag),
)

if __name__ == "__main__":
    raise SystemExit(main("tenants", TenantsSettings, build=build, migrate=migrate, operations=OPERATIONS))
