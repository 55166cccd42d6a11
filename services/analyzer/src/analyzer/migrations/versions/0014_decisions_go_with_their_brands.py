"""What people decided is never changed, and deleted by erasures alone: until now they were refused, too."""

from alembic import op

revision = "0014"
down_revision = "0013"

_FUNCTION = """
CREATE OR REPLACE FUNCTION brand_decisions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {unless} RAISE EXCEPTION 'decisions are never changed'; END $$
"""
_UNLESS = "IF TG_OP = 'DELETE' AND current_setting('app.erasing', true) = 'on' THEN RETURN OLD; END IF;"


def upgrade() -> None:
    op.execute(_FUNCTION.format(unless=_UNLESS))


def downgrade() -> None:
    op.execute(_FUNCTION.format(unless=""))
