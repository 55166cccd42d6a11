"""What every saga speaks, by the name it had at first."""

from common.contracts.message import Command, StepReply, StepResult

__all__ = ["Command", "StepReply", "StepResult"]
