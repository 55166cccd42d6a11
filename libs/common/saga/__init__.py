"""Sagas: declared as data (``definition``), advanced by a pure function (``steps``), kept by a ``runner``."""

from common.saga.definition import Saga, SagaState, Step, StepState
from common.saga.steps import Aborted, Advance, Cancelled, DeadlinePassed, Replied, Retried, advance, begin

__all__ = [
    "Aborted",
    "Advance",
    "Cancelled",
    "DeadlinePassed",
    "Replied",
    "Retried",
    "Saga",
    "SagaState",
    "Step",
    "StepState",
    "advance",
    "begin",
]
