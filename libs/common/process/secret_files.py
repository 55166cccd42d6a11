"""Secrets out of files: ``<VARIABLE>_FILE`` names a file where ``<VARIABLE>`` itself is not set.

That is how container platforms hand secrets in; and an environment is inherited by children, a file is not.
"""

import os
from pathlib import Path
from typing import Any, get_args

from pydantic import AliasChoices, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource


def is_secret(field: FieldInfo) -> bool:
    """Whether a field holds a secret."""
    return SecretStr in (field.annotation, *get_args(field.annotation))


def variable_of(settings: type[BaseSettings], name: str, field: FieldInfo) -> str:
    """The environment variable that a field is read from."""
    alias = field.validation_alias
    chosen = alias.choices[0] if isinstance(alias, AliasChoices) else alias
    return str(chosen or f"{settings.model_config.get('env_prefix', '')}{name}").upper()


class SecretFiles(PydanticBaseSettingsSource):
    """A source for settings: reads the file of every secret whose variable with ``_FILE`` is set.

    Whitespace around the secret is no part of it. Raises ``ValueError`` naming the variable where the file can't be
    read.
    """

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """See ``PydanticBaseSettingsSource``."""
        variable = f"{variable_of(self.settings_cls, field_name, field)}_FILE"
        path = os.environ.get(variable)
        if not path or not is_secret(field):
            return None, field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableSecret(f"{variable} names a file that can't be read ({type(error).__name__})") from None

    def __call__(self) -> dict[str, Any]:
        """What files say; nothing for fields that have none."""
        found = {}
        for name, field in self.settings_cls.model_fields.items():
            value, _, _ = self.get_field_value(field, name)
            if value is not None:
                alias = field.validation_alias
                key = alias.choices[0] if isinstance(alias, AliasChoices) else alias
                found[str(key or name)] = value
        return found


class UnreadableSecret(Exception):  # noqa: N818 - told to a person
    """A ``_FILE`` variable names a file that can't be read; the text names the variable, never a content."""
