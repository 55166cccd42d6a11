"""PostgreSQL for a service: transactions bound to one tenant, outbox and inbox in the same transaction."""

from common.stores.postgres.transaction import Tx
from common.stores.postgres.unit import Database, UnitOfWork

__all__ = ["Database", "Tx", "UnitOfWork"]
