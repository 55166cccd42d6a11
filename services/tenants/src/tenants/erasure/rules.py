"""The erasure of an organisation as a saga: who erases in which order, and how it stands. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from common.contracts.message import Command
from common.contracts.tenants import (
    EndPayments,
    EraseAccess,
    EraseAudits,
    EraseFigures,
    EraseGraph,
    EraseOrganization,
    EraseReadings,
    EraseReports,
    EraseWebsites,
    ErasureStepReplied,
)
from common.primitives.ids import derived_id
from common.saga import Order, Saga, Step
from common.saga.definition import SagaState

ERASURE = "organisation-erasure"
"""The saga's name."""
ERASED_WITHIN = timedelta(days=30)
"""How long whoever else keeps something of an erased organisation has."""
_ASKED_AGAIN_AFTER = timedelta(minutes=10)


def erasure_id(organization_id: UUID) -> UUID:
    """The saga's id: an organisation is erased once."""
    return derived_id(ERASURE, organization_id)


def _step(command: type[Command]) -> Step:
    return Step(command.topic.partition(".")[2], Order(command), None, _ASKED_AGAIN_AFTER)


ERASURE_SAGA = Saga(
    ERASURE,
    1,
    reply=ErasureStepReplied,
    steps=tuple(
        map(
            _step,
            (
                EndPayments,
                EraseAudits,
                EraseWebsites,
                EraseReadings,
                EraseGraph,
                EraseFigures,
                EraseReports,
                EraseAccess,
                EraseOrganization,
            ),
        )
    ),
    forward=True,
)
"""What works comes first, so that nothing new is made for the others; who lets people see how it stands, at last."""


@dataclass(frozen=True, slots=True)
class Stand:
    """How one service's part stands. ``orders``: how often it was asked; ``erased``: how many rows."""

    step: str
    service: str
    status: str
    since: datetime | None
    ended_at: datetime | None
    orders: int
    erased: int | None


@dataclass(frozen=True, slots=True)
class Erasure:
    """How the end of an organisation stands: open, closing, or being erased, with what has been answered by whom."""

    status: Literal["open", "closing", "erasing"]
    erase_after: datetime | None
    began_at: datetime | None
    parts: Sequence[Stand] = ()

    @property
    def waits_for(self) -> str | None:
        """The service that has not answered yet."""
        return next((each.service for each in self.parts if each.status == "running"), None)


def stands(state: SagaState) -> Sequence[Stand]:
    """How each part of an erasure stands, in order."""
    return [
        Stand(
            each.name,
            step.participant,
            each.status,
            each.started_at,
            each.ended_at,
            each.attempts,
            each.result.get("rows") if each.status == "done" else None,
        )
        for each, step in zip(state.steps, ERASURE_SAGA.steps, strict=True)
    ]
