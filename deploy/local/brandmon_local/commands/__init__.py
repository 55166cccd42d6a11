"""What the local stack adds to ``brandmon``, by entry points: its switch, the demo, operators' commands.

Loaded at every start of the command line: what takes long is imported by the commands.
"""

import typer

from brandmon_local.commands.operator_commands import add_operator_commands
from brandmon_local.commands.stack_commands import add_stack_commands


def add_commands(app: typer.Typer) -> None:
    """Make them commands of ``app``."""
    add_stack_commands(app)
    add_operator_commands(app)
