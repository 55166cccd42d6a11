"""The fields of a business that people may correct: their words, and their values as lines for a person. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

FIELDS = ("name", "kind", "category", "offerings", "segments", "problems", "rivals", "places", "language")
LISTS = ("offerings", "segments", "problems", "rivals", "places")
KINDS = {
    "maker": "makes what it sells: goods, software",
    "shop": "sells what others make",
    "service_provider": "does work for its customers: a practice, an agency, a garage",
    "marketplace": "brings buyers and sellers together",
    "publisher": "is read, watched or listened to",
    "non_profit": "works for a cause",
    "public_body": "an office, a school, a museum",
}
BUYERS = {
    "b2b": "sells to businesses",
    "b2c": "sells to people",
    "b2b2c": "sells to people through businesses",
    "marketplace": "sells to both sides of a market",
}
OPTIONS = {
    "name": '--name "..."',
    "kind": "--kind KIND",
    "category": '--category "..."',
    "offerings": '--offering "..."',
    "segments": '--segment "..."',
    "problems": '--problem "..."',
    "places": '--place "..."',
    "language": "--language CODE",
}
"""How ``brandmon site set`` takes a field."""


def same(text: str) -> str:
    """What two spellings of one thing have in common: case and blanks don't count."""
    return " ".join(text.casefold().split())


def text_of(entry: Any) -> str:
    """The words of one entry of a list."""
    return str(entry.get("text") or entry.get("name") or "") if isinstance(entry, Mapping) else str(entry)


def lines(field: str, value: Any) -> list[str]:
    """A value as lines for a person, one for each entry of a list; empty where nothing is known."""
    if not value:
        return []
    if field in _LINE and isinstance(value, Mapping):
        return list(filter(None, [_LINE[field](value)]))
    if isinstance(value, list):
        return [_entry(each) for each in value]
    return [text_of(value)]


def listed(words: Iterable[str]) -> str:
    """Words as a person says a list: one, two and three."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _name(value: Mapping[str, Any]) -> str:
    return _with(value["name"], _also(value.get("aliases")))


def _kind(value: Mapping[str, Any]) -> str:
    sells = BUYERS.get(value.get("business_model") or "", value.get("business_model"))
    return ", ".join(filter(None, [str(value["kind"]), sells, "looked for by its place" if value.get("local") else ""]))


def _category(value: Mapping[str, Any]) -> str:
    return _with(value["text"], _also(value.get("terms"))) if value["text"] else ""


def _rivals_said(value: Mapping[str, Any]) -> str:
    """What was said of rivals, which is no list of them."""
    added, removed = (", ".join(map(_entry, value.get(part) or ())) for part in ("added", "removed"))
    return "; ".join(filter(None, [added and f"added {added}", removed and f"removed {removed}"])) or "nothing"


_LINE = {"name": _name, "kind": _kind, "category": _category, "rivals": _rivals_said}


def _entry(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return str(entry)
    more = [entry.get("price"), *(entry.get("features") or ())]
    more += [entry.get(part) for part in ("buyer", "role", "size")]
    return _with(text_of(entry), "; ".join(filter(None, [*more, _also(entry.get("aliases"))])))


def _also(others: Iterable[str] | None) -> str:
    return f"also {', '.join(others)}" if others else ""


def _with(text: str, more: str) -> str:
    return f"{text} ({more})" if more else text
