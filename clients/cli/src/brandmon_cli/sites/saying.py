"""What a person says of a business, as the facts that the API takes: each made from what holds now. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.lists import parted
from brandmon_cli.sites.fields import BUYERS, FIELDS, KINDS, LISTS, listed, same, text_of

Json = dict[str, Any]
Pairs = tuple[tuple[str, str], ...]
WRONG = 2
CODES = Path(__file__).with_name("iso639.txt")
"""Exit code where the command itself is wrong."""


@dataclass(frozen=True, slots=True)
class Known:
    """What holds now: the site as ``GET /v1/sites/{id}`` shows it, and what people said last of each field."""

    site: Json
    said: Mapping[str, Any] = field(default_factory=dict)

    def row(self, name: str) -> Json:
        """How one field is understood."""
        found = (each for each in self.site["fields"] if each["field"] == name)
        return next(found, {"field": name, "value": None, "read": None, "missing": False})

    def value(self, name: str) -> Any:
        """What holds of one field; None where nothing is known."""
        return self.row(name)["value"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to say. What is None or empty was not spoken of.

    ``lists`` replaces whole lists; ``added`` and ``removed`` are pairs of a list and one of its entries; ``aliases``
    are pairs of a rival and another name of it; ``given`` are facts in the API's form.
    """

    name: str | None = None
    also_called: tuple[str, ...] = ()
    kind: str | None = None
    sells_to: str | None = None
    local: bool | None = None
    category: str | None = None
    terms: tuple[str, ...] = ()
    language: str | None = None
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    added: Pairs = ()
    removed: Pairs = ()
    aliases: Pairs = ()
    forgotten: tuple[str, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)


def facts_of(wanted: Wanted, known: Known) -> Json:
    """The facts to send; ``Failure`` (2) where nothing is said, or what is said is no fact."""
    facts = dict(wanted.given)
    for name, make in _MAKERS.items():
        if (value := make(wanted, known)) is not None:
            facts[name] = value
    for name in LISTS:
        value = _rivals(wanted, known) if name == "rivals" else _entries(name, wanted, known)
        if value is not None:
            facts[name] = value
    for name in facts:
        one_of(name, FIELDS, "field")
    if isinstance(facts.get("language"), str):
        language_code(facts["language"])
    forgotten = [one_of(name, FIELDS, "field") for name in wanted.forgotten]
    if both := sorted(set(facts) & set(forgotten)):
        raise Failure(f"Either say something of {listed(both)} or take it back.", code=WRONG)
    facts |= dict.fromkeys(forgotten)
    if not facts:
        raise Failure("Say what is to be corrected; brandmon site set --help names every field.", code=WRONG)
    return facts


def one_of(word: str, words: Iterable[str], what: str) -> str:
    """``word`` as it is written in ``words``; ``Failure`` (2) where it is none of them."""
    plain = same(word).replace("-", "_").replace(" ", "_")
    if plain not in (words := tuple(words)):
        raise Failure(f"There is no {what} {word}; choose from: {', '.join(words)}.", code=WRONG)
    return plain


def pairs(words: Iterable[str], what: str) -> Pairs:
    """``NAME=TEXT`` taken apart, a pair for each thing in the text; ``what`` is the form as the help shows it."""
    found = []
    for word in words:
        left, equals, right = (part.strip() for part in word.partition("="))
        if not (left and equals and right):
            raise Failure(f"Write {what}, not {word}.", code=WRONG)
        found += [(left, each) for each in parted(right, sentences=left == "problems")]
    return tuple(found)


def _name(wanted: Wanted, known: Known) -> Json | None:
    if wanted.name is None and not wanted.also_called:
        return None
    now = known.value("name") or {"name": "", "aliases": []}
    name = now["name"] if wanted.name is None else wanted.name
    kept = now["aliases"] if same(name) == same(now["name"]) else (known.said.get("name") or {}).get("aliases", ())
    aliases = wanted.also_called or tuple(each for each in kept if same(each) != same(name))
    return {"name": name, "aliases": list(aliases)}


def _kind(wanted: Wanted, known: Known) -> Json | None:
    if wanted.kind is None and wanted.sells_to is None and wanted.local is None:
        return None
    now = known.value("kind")
    if wanted.kind is None and not now:
        raise Failure(f"Say what kind of business it is, too: --kind with one of {', '.join(KINDS)}.", code=WRONG)
    said = known.said.get("kind") or {}
    kind = now["kind"] if wanted.kind is None else one_of(wanted.kind, KINDS, "kind of business")
    buyers = wanted.sells_to and one_of(wanted.sells_to, BUYERS, "kind of buyers")
    local = said.get("local") if wanted.local is None else wanted.local
    return {"kind": kind, "business_model": buyers or said.get("business_model"), "local": local}


def _category(wanted: Wanted, known: Known) -> Json | None:
    if wanted.category is None and not wanted.terms:
        return None
    now = known.value("category") or {"text": ""}
    text = now["text"] if wanted.category is None else wanted.category
    held = (now, *known.site.get("proposals", ()))
    like: Json = next((each for each in held if same(each["text"]) == same(text)), {})
    return {"text": text, "singular": like.get("singular"), "terms": list(wanted.terms or like.get("terms") or ())}


def _language(wanted: Wanted, _: Known) -> str | None:
    return None if wanted.language is None else language_code(wanted.language)


def language_code(text: str) -> str:
    """The ISO 639-1 code that ``text`` is; ``Failure`` (2) where it is none."""
    code = text.strip().lower()
    if code not in CODES.read_text(encoding="ascii").split():
        raise Failure(f"A language is a code of two letters (ISO 639-1), such as de, not {text}.", code=WRONG)
    return code


_MAKERS: dict[str, Callable[[Wanted, Known], Any]] = {
    "name": _name, "kind": _kind, "category": _category, "language": _language,
}  # fmt: skip


def _of(field_name: str, spoken: Pairs) -> list[str]:
    return [text for name, text in spoken if one_of(name, LISTS, "list") == field_name]


def _entries(name: str, wanted: Wanted, known: Known) -> list[Any] | None:
    """A list with what was added and without what was removed; an entry that is known keeps what is known of it."""
    texts, added, removed = wanted.lists.get(name), _of(name, wanted.added), _of(name, wanted.removed)
    if texts is None and not added and not removed:
        return None
    held = {same(text_of(each)): each for each in known.value(name) or ()}
    plain = name in ("problems", "places")
    kept = dict(held) if texts is None else {}
    for text in (*(texts or ()), *added):
        kept[same(text)] = held.get(same(text)) or (text if plain else {"text": text})
    for text in removed:
        if kept.pop(same(text), None) is None:
            raise Failure(f"Among the {name} there is no {text}.")
    return list(kept.values())


def _rivals(wanted: Wanted, known: Known) -> Json | None:
    """What was said of rivals before, with what is said now: the site's own list is no part of it."""
    adding, removing = _of("rivals", wanted.added), _of("rivals", wanted.removed)
    if not adding and not removing and not wanted.aliases:
        return None
    if both := {same(name) for name in adding} & {same(name) for name in removing}:
        raise Failure(f"Either add {listed(sorted(both))} or remove it.", code=WRONG)
    before = known.said.get("rivals") or {}
    added = {same(each["name"]): each for each in before.get("added", ())}
    removed = {same(name): name for name in before.get("removed", ())}
    shown = [*added.values(), *(known.value("rivals") or ()), *(known.row("rivals")["read"] or ())]
    for name in adding:
        rival = _called(name, shown) or {"name": name, "aliases": [], "domains": []}
        shown.append(rival)
        added[same(rival["name"])] = rival
        removed.pop(same(rival["name"]), None)
    for name, alias in wanted.aliases:
        rival = _rival(name, [*added.values(), *shown])
        aliases = dict.fromkeys((*rival.get("aliases", ()), alias))
        added[same(rival["name"])] = {**rival, "aliases": list(aliases)}
    for name in removing:
        rival = _rival(name, shown)
        added.pop(same(rival["name"]), None)
        removed[same(rival["name"])] = rival["name"]
    return {"added": list(added.values()), "removed": list(removed.values())}


def _called(name: str, rivals: Iterable[Json]) -> Json | None:
    names = ((each, map(same, (each["name"], *each.get("aliases", ())))) for each in rivals)
    return next((each for each, called in names if same(name) in called), None)


def _rival(name: str, rivals: Iterable[Json]) -> Json:
    found = _called(name, rivals)
    if found is None:
        raise Failure(f"There is no rival called {name}. See: brandmon site rivals WEBSITE")
    return found
