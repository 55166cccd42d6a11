"""Clients with logos and the day of their end; invitations; features that are switched on."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from common.stores.postgres.ddl import tenant_table

revision = "0006"
down_revision = "0005"

ID = UUID(as_uuid=True)
TIME = sa.DateTime(timezone=True)
ROLES = "role IN ('owner', 'admin', 'member', 'viewer', 'client', 'billing')"


def updated() -> "sa.Column[object]":
    return sa.Column("updated_at", TIME, nullable=False, server_default=sa.func.now())


def of_organization() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["tenant_id"], ["organizations.tenant_id"], ondelete="CASCADE")


def of_client() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["tenant_id", "client_id"], ["clients.tenant_id", "clients.id"], ondelete="CASCADE")


def upgrade() -> None:
    _clients()
    _invitations()
    tenant_table(
        "feature_flags",
        sa.Column("feature_name", sa.String(100), nullable=False),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("config", JSONB, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("held", sa.Boolean, nullable=False, server_default=sa.false()),
        updated(),
        of_organization(),
        primary_key=("tenant_id", "feature_name"),
    )
    op.add_column("organizations", sa.Column("flags_revision", sa.BigInteger, nullable=False, server_default="0"))


def _clients() -> None:
    tenant_table(
        "clients",
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("email", sa.String(255)),
        sa.Column("logo_url", sa.String(2048)),
        sa.Column("status", sa.String(20), nullable=False, server_default="active"),
        sa.Column("purge_after", TIME),
        sa.Column("revision", sa.BigInteger, nullable=False, server_default="0"),
        updated(),
        sa.CheckConstraint("status IN ('active', 'inactive', 'archived')", name="clients_status"),
        sa.CheckConstraint("(status = 'archived') = (purge_after IS NOT NULL)", name="clients_archived_ones_end"),
        sa.UniqueConstraint("tenant_id", "name_key", name="clients_name"),
        of_organization(),
    )
    op.create_index("clients_status_of", "clients", ["tenant_id", "status"])
    tenant_table(
        "client_logos",
        sa.Column("client_id", ID, nullable=False),
        sa.Column("media_type", sa.String(50), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("octet_length(content) <= 65536", name="client_logos_are_small"),
        of_client(),
        primary_key=("tenant_id", "client_id"),
    )
    op.create_table(
        "client_purges",
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("lease_until", TIME),
        sa.Column("token", ID),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("tenant_id", "id"),
    )
    op.create_index("client_purges_due", "client_purges", ["tenant_id", "due_at", "id"])
    op.create_foreign_key(
        "memberships_client", "memberships", "clients", ["tenant_id", "client_id"], ["tenant_id", "id"]
    )


def _invitations() -> None:
    tenant_table(
        "invitations",
        sa.Column("email", sa.String(255), nullable=False),
        sa.Column("email_key", sa.Text, nullable=False),
        sa.Column("role", sa.String(50), nullable=False),
        sa.Column("client_id", ID),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("invited_by", ID, nullable=False),
        sa.Column("sent_at", TIME, nullable=False),
        sa.Column("times_sent", sa.Integer, nullable=False, server_default="1"),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("status", sa.String(20), nullable=False, server_default="pending"),
        sa.Column("ended_at", TIME),
        updated(),
        sa.CheckConstraint(ROLES, name="invitations_role"),
        sa.CheckConstraint("(role = 'client') = (client_id IS NOT NULL)", name="invitations_client_of_clients"),
        sa.CheckConstraint("octet_length(token_hash) = 32", name="invitations_sha256"),
        sa.CheckConstraint("status IN ('pending', 'accepted', 'revoked')", name="invitations_status"),
        sa.UniqueConstraint("tenant_id", "token_hash", name="invitations_token"),
        of_organization(),
        of_client(),
    )
    # One address has one open invitation, whatever the code does.
    op.create_index(
        "invitations_one_open", "invitations", ["tenant_id", "email_key"], unique=True,
        postgresql_where="status = 'pending'",
    )  # fmt: skip


def downgrade() -> None:
    op.drop_column("organizations", "flags_revision")
    op.drop_constraint("memberships_client", "memberships")
    for table in ("feature_flags", "invitations", "client_purges", "client_logos", "clients"):
        op.drop_table(table)
