"""Templates of the other deploy folders: ``{{name}}`` is replaced, everything else stays as it is written."""

import re
from collections.abc import Mapping
from pathlib import Path

DEPLOY = Path(__file__).parents[3]
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def render(template: Path, values: Mapping[str, str | int]) -> str:
    """The template with every ``{{name}}`` filled in; ``KeyError`` where ``values`` has no such name."""
    return _PLACE.sub(lambda match: str(values[match.group(1)]), template.read_text())


def names(template: Path) -> set[str]:
    """The names that ``template`` wants."""
    return set(_PLACE.findall(template.read_text()))
