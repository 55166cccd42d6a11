"""How somebody writes: with or without capitals and end marks. Names keep theirs."""

import re
from collections.abc import Iterable

from simulator.plans.rules.languages.grammar import finished
from simulator.plans.rules.languages.pack import Role

_ACRONYM = re.compile(r"(?<!\w)[A-ZÀ-Ý][A-ZÀ-Ý0-9&+/-]+(?!\w)")


def written(text: str, role: Role, language: str, names: Iterable[str], place: int) -> str:
    """``text`` as the person of ``role`` types it; who writes in small letters leaves out many an end mark."""
    whole = finished(text, language)
    if not role.small:
        return whole
    kept = [*(name for name in names if name), *_ACRONYM.findall(whole)]
    small = whole.lower()
    for name in kept:
        small = re.sub(rf"(?<!\w){re.escape(name.lower())}(?!\w)", name.replace("\\", r"\\"), small)
    if small.endswith(".") or (place % 3 == 1 and small.endswith("?")):
        small = small[:-1].rstrip()
    return small
