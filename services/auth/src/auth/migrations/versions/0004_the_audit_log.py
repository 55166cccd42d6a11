"""The audit log as a chain per organisation: monthly partitions, sealed persons, signed roots."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.stores.postgres.ddl import protect, tenant_table

revision = "0004"
down_revision = "0003"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)

NO_CHANGE = """
CREATE FUNCTION audit_log_refuses(audit_table regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON %s '
                 'FOR EACH ROW EXECUTE FUNCTION refuse_change()', audit_table);
  EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %s '
                 'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', audit_table);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only_rows', audit_table);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only_all', audit_table);
END $$
"""

NEW_PART = """
CREATE FUNCTION audit_log_part(month timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  first timestamptz := date_trunc('month', month);
  part text := 'audit_log_' || to_char(first, 'YYYY_MM');
BEGIN
  IF first < '2020-01-01' OR first > now() + interval '2 years' THEN
    RAISE EXCEPTION 'no part of the audit log is made for that month';
  END IF;
  PERFORM pg_advisory_xact_lock(4182360418);
  IF to_regclass(part) IS NOT NULL THEN RETURN true; END IF;
  BEGIN
    EXECUTE format('CREATE TABLE %I PARTITION OF audit_log FOR VALUES FROM (%L) TO (%L)',
                   part, first, first + interval '1 month');
  EXCEPTION WHEN check_violation THEN
    RETURN false;  -- entries of that month lie in the part for all others already, and stay there
  END;
  PERFORM audit_log_part_guarded(part);
  RETURN true;
END $$
"""
"""The service owns nothing, and can have a part made all the same: this one thing, with the owner's rights."""

GUARDED = """
CREATE FUNCTION audit_log_part_guarded(part text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE grantee_name text;
BEGIN
  EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I '
                 'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', part);
  EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only_all', part);
  EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only_rows', part);
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
  EXECUTE format('CREATE POLICY own_rows ON %I USING (tenant_id = nullif(current_setting(''app.tenant'', true), '''')'
                 '::uuid) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', part);
  FOR grantee_name IN SELECT DISTINCT grantee FROM information_schema.role_table_grants
    WHERE table_schema = current_schema() AND table_name = part AND grantee <> current_user
  LOOP EXECUTE format('REVOKE ALL ON %I FROM %I', part, grantee_name); END LOOP;
END $$
"""
"""A part is reached through the whole only: its own privileges are taken away."""

ONLY_INSERT = """
DO $$
DECLARE grantee_name text; audit_table text;
BEGIN
  FOREACH audit_table IN ARRAY ARRAY['audit_log', 'audit_log_roots'] LOOP
    FOR grantee_name IN SELECT DISTINCT grantee FROM information_schema.role_table_grants
      WHERE table_schema = current_schema() AND table_name = audit_table AND grantee <> current_user
    LOOP EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM %I', audit_table, grantee_name); END LOOP;
  END LOOP;
END $$
"""

ONLY_FOR_THE_SERVICE = """
DO $$
DECLARE grantee_name text;
BEGIN
  REVOKE ALL ON FUNCTION audit_log_part(timestamptz) FROM PUBLIC;
  FOR grantee_name IN SELECT DISTINCT grantee FROM information_schema.role_table_grants
    WHERE table_schema = current_schema() AND table_name = 'audit_log' AND grantee <> current_user
  LOOP EXECUTE format('GRANT EXECUTE ON FUNCTION audit_log_part(timestamptz) TO %I', grantee_name); END LOOP;
END $$
"""


def upgrade() -> None:
    op.execute("ALTER TABLE audit_log RENAME TO audit_log_unchained")
    op.execute("ALTER INDEX audit_log_pkey RENAME TO audit_log_unchained_pkey")
    _entries()
    _heads()
    _roots()
    _persons()
    op.execute(ONLY_INSERT)
    op.execute(ONLY_FOR_THE_SERVICE)
    for months in ("0 months", "1 month", "2 months"):
        op.execute(f"SELECT audit_log_part(now() + interval '{months}')")


def _entries() -> None:
    hashes = (sa.Column("previous", sa.LargeBinary, nullable=False), sa.Column("hash", sa.LargeBinary, nullable=False))
    op.create_table(
        "audit_log",
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("recorded_at", TIME, nullable=False),
        sa.Column("occurred_at", TIME, nullable=False),
        *(sa.Column(name, sa.String(64), nullable=False) for name in ("action", "service", "actor", "resource_type")),
        *(sa.Column(name, ID) for name in ("resource_id", "user_id", "session_id", "key_id")),
        sa.Column("facts", JSONB, nullable=False),
        sa.Column("origin", sa.LargeBinary),
        sa.Column("origin_of", ID),
        *hashes,
        sa.CheckConstraint("sequence > 0 AND octet_length(hash) = 32 AND octet_length(previous) = 32"),
        sa.PrimaryKeyConstraint("tenant_id", "sequence", "recorded_at", name="audit_log_chain"),
        postgresql_partition_by="RANGE (recorded_at)",
    )
    protect("audit_log")
    op.create_index("audit_log_event", "audit_log", ["tenant_id", "id"])
    op.create_index("audit_log_action_of", "audit_log", ["tenant_id", "action", "sequence"])
    op.create_index("audit_log_person", "audit_log", ["tenant_id", "user_id", "sequence"])
    op.create_index("audit_log_thing", "audit_log", ["tenant_id", "resource_id", "sequence"])
    op.create_index("audit_log_occurred", "audit_log", ["tenant_id", "occurred_at"])
    op.execute(NO_CHANGE)
    op.execute("SELECT audit_log_refuses('audit_log')")
    op.execute(GUARDED)
    op.execute(NEW_PART)
    op.execute("CREATE TABLE audit_log_default PARTITION OF audit_log DEFAULT")
    op.execute("SELECT audit_log_part_guarded('audit_log_default')")


def _heads() -> None:
    tenant_table(
        "audit_log_heads",
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        primary_key=("tenant_id",),
    )
    op.create_table(
        "audit_log_lengths",
        sa.Column("tenant_id", ID, primary_key=True),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("rooted", sa.BigInteger, nullable=False),
    )
    op.create_index("audit_log_unrooted", "audit_log_lengths", ["tenant_id"], postgresql_where="sequence > rooted")


def _roots() -> None:
    op.create_table(
        "audit_log_roots",
        sa.Column("number", sa.BigInteger, primary_key=True),
        sa.Column("signed", sa.Text, nullable=False),
        sa.Column("made_at", TIME, nullable=False),
    )
    op.execute("SELECT audit_log_refuses('audit_log_roots')")
    op.create_table(
        "audit_log_anchored",
        sa.Column("number", sa.BigInteger, primary_key=True),
        sa.Column("anchored_at", TIME, nullable=False),
    )


def _persons() -> None:
    op.create_table(
        "audit_log_persons",
        sa.Column("person_id", ID, primary_key=True),
        sa.Column("key_sealed", sa.LargeBinary),
        sa.Column("made_at", TIME, nullable=False, server_default=sa.func.now()),
        sa.Column("erased_at", TIME),
        sa.CheckConstraint("(key_sealed IS NULL) = (erased_at IS NOT NULL)", name="audit_log_persons_erased"),
    )
    op.create_table(
        "audit_log_origins",
        sa.Column("id", ID, primary_key=True),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("origin", sa.LargeBinary, nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
    )
    op.create_index("audit_log_origins_person", "audit_log_origins", ["person_id"])
    op.create_index("audit_log_origins_seen", "audit_log_origins", ["seen_at"])


def downgrade() -> None:
    for table in ("origins", "persons", "anchored", "roots", "lengths", "heads"):
        op.drop_table(f"audit_log_{table}")
    op.drop_table("audit_log")
    for function in ("part(timestamptz)", "part_guarded(text)", "refuses(regclass)"):
        op.execute(f"DROP FUNCTION audit_log_{function}")
    op.execute("ALTER TABLE audit_log_unchained RENAME TO audit_log")
    op.execute("ALTER INDEX audit_log_unchained_pkey RENAME TO audit_log_pkey")
