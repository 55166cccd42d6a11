"""Write ``docs/settings.md`` from the settings classes; ``--check`` compares."""

from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic_settings import BaseSettings

from common.contracts.registry import SERVICES
from common.process.secret_files import is_secret, variable_of
from common.process.settings import ServiceSettings
from generated import write_or_check

TARGET = Path(__file__).parents[1] / "settings.md"
INTRODUCTION = """# Settings

Every service reads environment variables and nothing else. This table is generated from the code (see `make check`).
A variable that is missing or wrong stops the start with one sentence that names it; values of secrets are never shown.
Each secret may stand in a file instead: the variable with `_FILE` after it names that file.
"""


def settings_of(service: str) -> type[ServiceSettings]:
    """The one settings class that ``<service>.settings`` defines."""
    module = import_module(f"{service}.settings")
    (found,) = (
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, ServiceSettings) and each.__module__ == module.__name__
    )
    return found


def rows(settings: type[BaseSettings]) -> list[str]:
    """One table row per field."""
    return [
        f"| `{variable_of(settings, name, field)}` | {_default(field)} | {field.description or ''} |"
        for name, field in settings.model_fields.items()
    ]


def _default(field: Any) -> str:
    secret = is_secret(field)
    if field.is_required():
        return "required, secret" if secret else "required"
    if field.default_factory is not None:
        return "computed"
    return ("none, secret" if secret else "none") if field.default is None else f"`{field.default}`"


def document() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for service in SERVICES:
        settings = settings_of(service)
        parts += [f"\n## {service}\n", "| variable | default | what it is |", "|---|---|---|", *rows(settings)]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    raise SystemExit(write_or_check(TARGET, document(), "settings_table.py"))
