"""``python -m auth api|consume|run|migrate|audit-log|dead-letters|outbox|keys|operators|revoke``."""

from auth.app import anchor_of, build, migrate
from auth.audit_log.operations import audit_log_operation
from auth.keys.operation import keys_operation
from auth.operators.operation import OPERATORS
from auth.revocations.operation import REVOKE
from auth.settings import AuthSettings
from common.messaging.dead_letters.operation import dead_letters_operation
from common.outbox.operation import outbox_operation, postgres_outbox
from common.process.service import main

OPERATIONS = (
    audit_log_operation(anchor_of),
    dead_letters_operation("auth", AuthSettings),
    outbox_operation("auth", postgres_outbox),
    keys_operation(lambda settings: settings.key_encryption_secret.get_secret_value()),
    OPERATORS,
    REVOKE,
)

if __name__ == "__main__":
    raise SystemExit(main("auth", AuthSettings, build=build, migrate=migrate, operations=OPERATIONS))
