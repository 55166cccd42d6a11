"""Sagas: declared as data (``definition``), advanced by a pure function (``steps``), kept by a ``runner``."""

from common.saga.definition import Saga, SagaState, Step, StepState
from common.saga.steps import Advance, Cancelled, DeadlinePassed, Replied, advance, begin

__all__ = [
    "Advance",
    "Cancelled",
    "DeadlinePassed",
    "Replied",
    "Saga",
    "SagaState",
    "Step",
    "StepState",
    "advance",
    "begin",
]
