"""``python -m tenants api|consume|run|migrate|dead-letters|outbox``."""

from common.messaging.dead_letters.operation import dead_letters_operation
from common.outbox.operation import outbox_operation, postgres_outbox
from common.service import main
from tenants.app import build, migrate
from tenants.settings import TenantsSettings

OPERATIONS = (dead_letters_operation("tenants", TenantsSettings), outbox_operation("tenants", postgres_outbox))

if __name__ == "__main__":
    raise SystemExit(main("tenants", TenantsSettings, build=build, migrate=migrate, operations=OPERATIONS))
