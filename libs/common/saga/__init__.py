"""Sagas: declared as data (``definition``), advanced by a pure function (``steps``), kept by a ``runner``."""

from common.saga.definition import Order, Saga, SagaState, SoFar, Step, StepState
from common.saga.steps import Aborted, Advance, Cancelled, DeadlinePassed, Replied, Retried, advance, begin

__all__ = [
    "Aborted",
    "Advance",
    "Cancelled",
    "DeadlinePassed",
    "Order",
    "Replied",
    "Retried",
    "Saga",
    "SagaState",
    "SoFar",
    "Step",
    "StepState",
    "advance",
    "begin",
]
