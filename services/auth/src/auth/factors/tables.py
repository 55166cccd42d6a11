"""The tables of second factors, as queries see them: a person's, so they belong to no tenant (``SYSTEM_TABLES``)."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Integer, LargeBinary, Table
from sqlalchemy.dialects.postgresql import UUID

from auth.accounts.tables import metadata

SYSTEM_TABLES = {
    "second_factors": "a second factor is the person's, in whatever organisation he acts",
    "recovery_codes": "recovery codes are the person's",
    "login_challenges": "a log-in that waits for a code acts for no organisation yet",
}
"""Tables without row-level security, each with its reason; a lint compares all of auth's with the database."""

_ID = UUID(as_uuid=True)
_TIME = DateTime(timezone=True)


def _user(*, primary_key: bool = False) -> Column[object]:
    own = ForeignKey("users.id", ondelete="CASCADE")
    return Column("user_id", _ID, own, nullable=False, primary_key=primary_key)


second_factors = Table(
    "second_factors",
    metadata,
    _user(primary_key=True),
    Column("id", _ID, nullable=False),
    Column("secret_sealed", LargeBinary, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("confirmed_at", _TIME),
    Column("last_step", BigInteger),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("id", _ID, primary_key=True),
    _user(),
    Column("code_hash", LargeBinary, nullable=False),
    Column("used_at", _TIME),
)

login_challenges = Table(
    "login_challenges",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("challenge_hash", LargeBinary, nullable=False, unique=True),
    _user(),
    Column("organization_id", _ID),
    Column("client", LargeBinary, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("expires_at", _TIME, nullable=False),
)
