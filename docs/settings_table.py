"""``python docs/settings_table.py``: write ``docs/settings.md`` from the settings classes; ``--check`` compares."""

from importlib import import_module
from pathlib import Path
from typing import Any, get_args

from pydantic import AliasChoices, SecretStr
from pydantic_settings import BaseSettings

from common.contracts.registry import SERVICES
from common.process.settings import ServiceSettings
from generated import write_or_check

TARGET = Path(__file__).with_name("settings.md")
INTRODUCTION = """# Settings

Every service reads environment variables and nothing else. This table is generated from the code (see `make check`).
A variable that is missing or wrong stops the start with one sentence that names it; values of secrets are never shown.
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
    prefix = str(settings.model_config.get("env_prefix", ""))
    return [
        f"| `{_variable(prefix, name, field)}` | {_default(field)} | {field.description or ''} |"
        for name, field in settings.model_fields.items()
    ]


def _variable(prefix: str, name: str, field: Any) -> str:
    alias = field.validation_alias
    return str(alias.choices[0] if isinstance(alias, AliasChoices) else alias or f"{prefix}{name}").upper()


def _default(field: Any) -> str:
    secret = SecretStr in (field.annotation, *get_args(field.annotation))
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
