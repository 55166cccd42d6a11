"""Invitations to an address are found over all organisations, when the person of that address is erased."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_index("invitations_address", "invitations", ["email_key"])
    op.execute(
        "CREATE POLICY addressee_reads_own ON invitations FOR SELECT "
        "USING (email_key = nullif(current_setting('app.address', true), ''))"
    )


def downgrade() -> None:
    op.execute("DROP POLICY addressee_reads_own ON invitations")
    op.drop_index("invitations_address", "invitations")
