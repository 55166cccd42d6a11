"""PostgreSQL for a service: transactions bound to one tenant, outbox and inbox in the same transaction."""

from common.stores.postgres.unit import Database, Tx, UnitOfWork

__all__ = ["Database", "Tx", "UnitOfWork"]
