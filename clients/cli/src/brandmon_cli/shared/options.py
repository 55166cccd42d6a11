"""Options that many commands share."""

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text for people.")]
Directory = Annotated[Path, typer.Option("--dir", envvar="BRANDMON_DIR", help="Where the local stack keeps its data.")]
HERE = Path(".local")
AN_ID = "01a21b9e-8c8f-7233-a1af-9b2ebf882d67"
"""What an id looks like."""
AuditId = Annotated[str, typer.Argument(metavar="AUDIT", help="The audit's id, as brandmon audits list shows it.")]
Website = Annotated[str, typer.Argument(help="The website: its id, address or domain.")]
Organization = Annotated[
    str | None,
    typer.Option(
        "--organization", envvar="BRANDMON_ORGANIZATION", metavar="ORGANIZATION",
        help="Act for this organisation: its name, short name or id. Default: the one that is in use, or the only one.",
    ),
]  # fmt: skip

ORGANIZATION: ContextVar[str | None] = ContextVar("organization", default=None)
"""What ``--organization`` says, or its variable, for the command that runs."""


def example(words: str) -> str:
    """An example as a command's help shows it below the options."""
    return f"For example: brandmon {words}"


def for_organization(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that asks the gateway the option ``--organization``."""

    @wraps(command)
    def with_option(*, organization: str | None = None, **arguments: Any) -> None:
        before = ORGANIZATION.set(organization)
        try:
            command(**arguments)
        finally:
            ORGANIZATION.reset(before)

    own = inspect.signature(command)
    option = inspect.Parameter("organization", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Organization)
    with_option.__signature__ = own.replace(parameters=[*own.parameters.values(), option])  # type: ignore[attr-defined]
    with_option.__annotations__ = {**command.__annotations__, "organization": Organization}
    return with_option
