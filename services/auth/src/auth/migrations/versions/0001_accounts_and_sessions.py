"""Accounts, sessions, memberships, signing keys, audit log, messaging."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.stores.postgres.ddl import drop_messaging_tables, messaging_tables, tenant_table

revision = "0001"
down_revision = None

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)

MEMBER_READS_OWN = """
CREATE POLICY member_reads_own ON memberships FOR SELECT
USING (user_id = nullif(current_setting('app.user', true), '')::uuid)
"""

REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""

ONLY_INSERT = """
DO $$
DECLARE grantee_name text;
BEGIN
  FOR grantee_name IN
    SELECT DISTINCT grantee FROM information_schema.role_table_grants
    WHERE table_schema = current_schema() AND table_name = 'audit_log' AND grantee <> current_user
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON audit_log FROM %I', grantee_name);
  END LOOP;
END $$
"""


def created() -> "sa.Column[object]":
    return sa.Column("created_at", TIME, nullable=False, server_default=sa.func.now())


def updated() -> "sa.Column[object]":
    return sa.Column("updated_at", TIME, nullable=False, server_default=sa.func.now())


def upgrade() -> None:
    _accounts()
    _sessions()
    _memberships()
    _signing_keys()
    _audit_log()
    messaging_tables()


def _accounts() -> None:
    op.create_table(
        "users",
        sa.Column("id", ID, primary_key=True),
        sa.Column("email", sa.String(255), nullable=False),
        sa.Column("email_key", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.String(255)),
        sa.Column("is_active", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("last_login_at", TIME),
        created(),
        updated(),
    )
    op.create_index("users_created_at", "users", [sa.text("created_at DESC")])
    op.create_table(
        "credentials",
        sa.Column("user_id", ID, sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("password_hash", sa.String(255), nullable=False),
        created(),
        updated(),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", ID, primary_key=True),
        sa.Column("user_id", ID, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("organization_id", ID),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("revoked_at", TIME),
        sa.Column("revoked_reason", sa.String(50)),
        sa.CheckConstraint("revoked_reason IN ('logout', 'reuse')", name="sessions_revoked_reason"),
        sa.CheckConstraint("(revoked_at IS NULL) = (revoked_reason IS NULL)", name="sessions_revoked_for_a_reason"),
        created(),
        updated(),
    )
    op.create_index("sessions_user", "sessions", ["user_id"])
    op.create_table(
        "refresh_tokens",
        sa.Column("id", ID, primary_key=True),
        sa.Column("session_id", ID, sa.ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("token_hash", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("used_at", TIME),
        sa.CheckConstraint("octet_length(token_hash) = 32", name="refresh_tokens_sha256"),
        created(),
    )
    # A family has one good token at a time, whatever the code does.
    op.create_index(
        "refresh_tokens_one_good", "refresh_tokens", ["session_id"], unique=True, postgresql_where="used_at IS NULL"
    )
    op.create_index("refresh_tokens_session", "refresh_tokens", ["session_id"])


def _memberships() -> None:
    tenant_table(
        "memberships",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("role", sa.String(50), nullable=False),
        sa.Column("joined_at", TIME, nullable=False),
        sa.CheckConstraint("role IN ('admin', 'member', 'viewer')", name="memberships_role"),
        primary_key=("tenant_id", "user_id"),
    )
    op.create_index("memberships_user", "memberships", ["user_id"])
    op.execute(MEMBER_READS_OWN)


def _signing_keys() -> None:
    op.create_table(
        "signing_keys",
        sa.Column("kid", sa.String(32), primary_key=True),
        sa.Column("algorithm", sa.String(16), nullable=False),
        sa.Column("public_jwk", JSONB, nullable=False),
        sa.Column("private_key_sealed", sa.LargeBinary, nullable=False),
        sa.Column("active_from", TIME, nullable=False),
        created(),
    )


def _audit_log() -> None:
    tenant_table(
        "audit_log",
        sa.Column("user_id", ID),  # no foreign key: rows outlive users
        sa.Column("action", sa.String(50), nullable=False),
        sa.Column("resource_type", sa.String(50), nullable=False),
        sa.Column("resource_id", ID),
        sa.Column("metadata", JSONB, nullable=False, server_default=sa.text("'{}'")),
        sa.CheckConstraint(
            "action IN ('CREATE', 'READ', 'UPDATE', 'DELETE', 'LOGIN', 'LOGOUT', 'OAUTH_CONNECT', 'TOKEN_REFRESHED', "
            "'ANALYSIS_EXECUTED') OR action LIKE 'SUBSCRIPTION\\_%'",
            name="audit_log_action",
        ),
    )
    op.create_index("audit_log_user", "audit_log", ["user_id"])
    op.create_index("audit_log_created_at", "audit_log", [sa.text("created_at DESC")])
    op.create_index("audit_log_resource", "audit_log", ["resource_type", "resource_id"])
    op.execute(REFUSE_CHANGE)
    for name, event, scope in (("rows", "UPDATE OR DELETE", "ROW"), ("all", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER append_only_{name} BEFORE {event} ON audit_log "
            f"FOR EACH {scope} EXECUTE FUNCTION refuse_change()"
        )
        op.execute(f"ALTER TABLE audit_log ENABLE ALWAYS TRIGGER append_only_{name}")
    op.execute(ONLY_INSERT)


def downgrade() -> None:
    drop_messaging_tables()
    for table in ("audit_log", "signing_keys", "memberships", "refresh_tokens", "sessions", "credentials", "users"):
        op.drop_table(table)
    op.execute("DROP FUNCTION refuse_change()")
