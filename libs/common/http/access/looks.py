"""Each request of an operator of the platform is noted in the audit log of the organisation that he looks into."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from common.audit_log import note

Begin = Callable[[UUID], AbstractAsyncContextManager[Any]]
"""Opens a transaction of an organisation, with an outbox: ``UnitOfWork.begin``, ``MongoUnit.begin``."""


@dataclass(frozen=True, slots=True)
class OperatorLooks:
    """Notes looks, before anything is shown: where that can't be done, nothing is shown."""

    begin: Begin

    async def noted(self, operator: Any, method: str, route: str) -> None:
        """Note that ``operator`` (a ``Principal``) asked for ``route``, as it is written in the API's description."""
        async with self.begin(operator.tenant) as tx:
            note(tx, operator, "operator.looked", operator.tenant, method=method, route=route)
