"""Reservations of every quota, with an end of their own; the largest plan is called agency."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_KINDS = "quota IN ('websites', 'audits', 'answers', 'spend', 'members', 'clients')"
_MONTHS = "quota NOT IN ('audits', 'answers') OR extract(day FROM period_start) = 1"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("reservations", sa.Column("quota", sa.String(20), nullable=False, server_default="answers"))
    op.add_column("reservations", sa.Column("expires_at", sa.DateTime(timezone=True)))
    for column in ("reserved", "used"):
        op.alter_column("reservations", column, type_=sa.BigInteger)
    op.create_check_constraint("reservations_quota", "reservations", _KINDS)
    op.drop_constraint("reservations_period_is_a_month", "reservations")
    op.create_check_constraint("reservations_period_is_a_month", "reservations", _MONTHS)
    op.drop_constraint("reservations_one_per_audit", "reservations")
    op.create_unique_constraint(
        "reservations_one_per_subject", "reservations", ["tenant_id", "audit_id", "quota"]
    )  # fmt: skip
    op.drop_index("reservations_period", "reservations")
    op.create_index("reservations_period", "reservations", ["tenant_id", "quota", "period_start"])
    _rename_the_largest("enterprise", "agency")


def _rename_the_largest(before: str, after: str) -> None:
    # the owner's own statements are under row-level security, too; for this one they stand aside
    op.drop_constraint("subscriptions_tier", "subscriptions")
    op.execute("ALTER TABLE subscriptions NO FORCE ROW LEVEL SECURITY")
    renamed = sa.text("UPDATE subscriptions SET tier = :after WHERE tier = :before")
    op.execute(renamed.bindparams(after=after, before=before))
    op.execute("ALTER TABLE subscriptions FORCE ROW LEVEL SECURITY")
    op.create_check_constraint(
        "subscriptions_tier", "subscriptions", f"tier IN ('free', 'basic', 'pro', '{after}')"
    )  # fmt: skip


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _rename_the_largest("agency", "enterprise")
    op.execute("ALTER TABLE reservations NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM reservations WHERE quota <> 'answers'")
    op.execute("ALTER TABLE reservations FORCE ROW LEVEL SECURITY")
    op.drop_index("reservations_period", "reservations")
    op.create_index("reservations_period", "reservations", ["tenant_id", "period_start"])
    op.drop_constraint("reservations_one_per_subject", "reservations")
    op.create_unique_constraint("reservations_one_per_audit", "reservations", ["tenant_id", "audit_id"])
    op.drop_constraint("reservations_period_is_a_month", "reservations")
    op.create_check_constraint(
        "reservations_period_is_a_month", "reservations", "extract(day FROM period_start) = 1"
    )  # fmt: skip
    op.drop_constraint("reservations_quota", "reservations")
    for column in ("reserved", "used"):
        op.alter_column("reservations", column, type_=sa.Integer)
    for column in ("expires_at", "quota"):
        op.drop_column("reservations", column)
