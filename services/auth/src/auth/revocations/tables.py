"""The table of revocations, as queries see it. It belongs to no tenant (``SYSTEM_TABLES``)."""

from sqlalchemy import Column, DateTime, MetaData, Table, Text

SYSTEM_TABLES = {
    "revocations": "a session or a user is of no organisation, and a token's ties are looked up at once",
}
"""Tables without row-level security, each with its reason; a lint compares all of auth's with the database."""

metadata = MetaData()
_TIME = DateTime(timezone=True)


revocations = Table(
    "revocations",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("before", _TIME, nullable=False),
    Column("reason", Text, nullable=False),
    Column("changed_at", _TIME, nullable=False),
)
