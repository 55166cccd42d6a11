"""One organisation's data made into that of another: other ids, and texts that can be told apart.

What an audit left (``tests/stored``) is one organisation's. Rewritten twice it is two organisations that have the same
of everything and share not one id and hardly a sentence: whatever of the one is shown to the other is seen.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:")
_NAMES = re.compile(r"(?i)(?=tillvane|mailchimp|klaviyo|mailerlite|small shop owner)")
"""Names that stand alone where no sentence does: as brands, as the website's, in addresses."""
_SLUGS = re.compile(r"[a-z_:. ]+")


@dataclass(frozen=True)
class Twin:
    """An organisation to be. ``mark`` is the canary: letters that stand in every name and sentence of its own.

    ``flip`` makes its ids of the first one's: 0 leaves them as they are.
    """

    mark: str
    flip: int
    ids: set[str] = field(default_factory=set)
    """Every id that it has, as it was met."""

    def id_of(self, own: str | UUID) -> str:
        """Its id for one of the first."""
        made = str(UUID(int=UUID(str(own)).int ^ self.flip))
        self.ids.add(made)
        return made

    def text(self, value: str) -> str:
        """A text with its ids, names marked, a sentence marked at its end; JSON within a text is rewritten as such."""
        if value[:1] in ("{", "[") and (inner := _json(value)) is not None:
            return json.dumps(self.of(inner), ensure_ascii=False)
        value = UUIDS.sub(lambda found: self.id_of(found.group()), value)
        value = _NAMES.sub(self.mark, value)
        return f"{value} {self.mark}" if _sentence(value) else value

    def of(self, value: Any) -> Any:
        """Anything made of lists, mappings and texts; ids that are no texts are rewritten, too."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, UUID):
            return UUID(self.id_of(value))
        if isinstance(value, Mapping):
            return {self._key(name): self.of(each) for name, each in value.items()}
        return [self.of(each) for each in value] if isinstance(value, list) else value

    def _key(self, name: Any) -> Any:
        return UUIDS.sub(lambda found: self.id_of(found.group()), name) if isinstance(name, str) else name


def _json(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return None


def _sentence(value: str) -> bool:
    return " " in value.strip() and not _DATE.match(value) and not _SLUGS.fullmatch(value)
