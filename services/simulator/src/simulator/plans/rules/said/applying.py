"""A profile with what people said of it: their word stands above what was planned."""

from collections.abc import Iterator
from typing import Any

from common.contracts.vocabulary import Profile, Statement
from simulator.plans.rules.said.facts import IcpFacts

_NO_STATEMENTS = {"name", "buying_journey_stage", "writing"}
"""Fields of a profile that state nothing: what it is called, where it stands, how it writes."""


def worded(planned: Profile, facts: IcpFacts) -> Profile:
    """``planned`` with every field that people spoke of as they said it, and a statement for each of their words."""
    said: dict[str, Any] = {field: getattr(facts, field) for field in facts.fields if field in Profile.model_fields}
    if not said:
        return planned
    return planned.model_copy(update={**said, "statements": tuple(_statements(planned, said))})


def _statements(planned: Profile, said: dict[str, Any]) -> Iterator[Statement]:
    """What the profile rests on now: a word that the site says as well keeps its page."""
    kept = planned.model_dump()
    replaced = {text for field in said for text in _texts(field, kept[field])}
    still = {text for field in kept if field not in said for text in _texts(field, kept[field])}
    known: dict[str, Statement] = {}
    for each in planned.statements:
        if each.text not in replaced or each.text in still:
            yield each
        known.setdefault(_key(each.text), each)
    own = dict.fromkeys(text for field, value in said.items() for text in _texts(field, value))
    for text in own:
        place = known.get(_key(text))
        sourced = {"url": place.url, "evidence": place.evidence} if place else {}
        yield Statement(text=text, basis="person", **sourced)


def _texts(field: str, value: Any) -> tuple[str, ...]:
    if field in _NO_STATEMENTS:
        return ()
    several = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in several if isinstance(each, str))


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
