"""An analysis with what people said of the business: their word stands above the site's."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from analyzer.sites.rules.analysis import Competitor, WebsiteAnalysis, missing
from analyzer.sites.rules.said.facts import Facts, SaidRivals
from common.contracts.vocabulary import (
    CategoryProposal,
    Concern,
    FactField,
    NamedOther,
    Offering,
    Segment,
    SourcedText,
    Understood,
)

T = TypeVar("T", bound=SourcedText)


def asked_for(found: WebsiteAnalysis) -> tuple[FactField, ...]:
    """The fields of which a person must be asked before anything is. An analysis that scores none is taken as it is."""
    if all(each.by_person for each in found.understood):
        return ()
    return missing(found)


def accepted(found: WebsiteAnalysis) -> WebsiteAnalysis | None:
    """``found`` with the best proposal for what is not understood; None where something needed has no proposal.

    That nothing is known of offerings or problems stops nobody who accepts: plain questions remain.
    """
    asked = asked_for(found)
    if "category" in asked and not found.proposals:
        return None
    if "kind" in asked and found.business_kind is None:
        return None
    if "category" in asked:
        found = found.model_copy(update={"category": found.proposals[0].text})
    return found


def corrected(found: WebsiteAnalysis, said: Facts) -> WebsiteAnalysis:
    """``found`` with every field that people spoke of as they said it; the rest stays as it was read."""
    update: dict[str, Any] = {}
    for field in said.fields:
        update |= _APPLIED[field](found.model_copy(update=update), said)
    known = found.understood
    if found.offerings and not update.get("offerings", found.offerings):
        known = tuple(_EMPTIED if each.field == "offerings" else each for each in known)
    return found.model_copy(update={**update, "understood": _understood(known, said.fields)})


def _name(found: WebsiteAnalysis, said: Facts) -> dict[str, Any]:
    """The name, which is then neither sold nor a rival's."""
    assert said.name is not None
    same = _key(said.name.name) == _key(found.brand.name)
    kept = found.brand.aliases if same else ()
    aliases = tuple(dict.fromkeys((*said.name.aliases, *kept)))
    own = {_key(each) for each in (said.name.name, *aliases)}
    return {
        "brand": found.brand.model_copy(update={"name": said.name.name, "aliases": aliases}),
        "offerings": tuple(each for each in found.offerings if _key(each.text) not in own),
        "competitors": tuple(each for each in found.competitors if _key(each.name) not in own),
        "others": tuple(each for each in found.others if _key(each.text) not in own),
    }


def _kind(found: WebsiteAnalysis, said: Facts) -> dict[str, Any]:
    assert said.kind is not None
    given = said.kind
    update: dict[str, Any] = {"business_kind": given.kind}
    if given.business_model is not None:
        update |= {"business_model": given.business_model, "business_model_reason": "A person said so."}
    return update if given.local is None else {**update, "local": given.local}


def _category(found: WebsiteAnalysis, said: Facts) -> dict[str, Any]:
    assert said.category is not None
    given = said.category
    own = CategoryProposal(text=given.text, singular=given.singular, terms=given.terms, score=1.0)
    others = tuple(each for each in found.proposals if _key(each.text) != _key(given.text))
    return {"category": given.text, "proposals": (own, *others)}


def _offerings(found: WebsiteAnalysis, said: Facts) -> dict[str, Any]:
    given = [Offering(**each.model_dump()) for each in said.offerings or ()]
    return {"offerings": _with_places(given, found.offerings)}


def _segments(found: WebsiteAnalysis, said: Facts) -> dict[str, Any]:
    given = [Segment(**each.model_dump()) for each in said.segments or ()]
    return {"target_markets": _with_places(given, found.target_markets)}


def _problems(found: WebsiteAnalysis, said: Facts) -> dict[str, Any]:
    known = {_key(each.text): each for each in found.problems}
    return {"problems": tuple(known.get(_key(text)) or Concern(text=text) for text in said.problems or ())}


def _places(found: WebsiteAnalysis, said: Facts) -> dict[str, Any]:
    return {"places": _with_places([SourcedText(text=text) for text in said.places or ()], found.places)}


def _language(found: WebsiteAnalysis, said: Facts) -> dict[str, Any]:
    return {"language": said.language}


def _rivals(found: WebsiteAnalysis, said: Facts) -> dict[str, Any]:
    assert said.rivals is not None
    own = {_key(name) for name in (found.brand.name, *found.brand.aliases)}
    rivals = tuple(each for each in _with_rivals(found.competitors, said.rivals) if _key(each.name) not in own)
    named = {_key(each.name) for each in rivals}
    removed = tuple(NamedOther(text=each.name, url=each.url, evidence=each.evidence, relation="other")
                    for each in found.competitors if _key(each.name) not in named)  # fmt: skip
    others = tuple(each for each in found.others if _key(each.text) not in named)
    return {"competitors": rivals, "others": (*others, *removed)}


def _with_rivals(found: Sequence[Competitor], said: SaidRivals) -> tuple[Competitor, ...]:
    spelled = {_key(alias) for each in said.added for alias in each.aliases}
    removed = {_key(name) for name in said.removed} | spelled
    kept = {_key(each.name): each for each in found if _key(each.name) not in removed}
    for each in said.added:
        known = kept.get(_key(each.name)) or Competitor(name=each.name)
        kept[_key(each.name)] = known.model_copy(update=each.model_dump())
    return tuple(kept.values())


def _with_places(given: Iterable[T], found: Iterable[SourcedText]) -> tuple[T, ...]:
    """What was said, with the page and the words where the site says the same."""
    known = {_key(each.text): each for each in found}
    places = {"url", "evidence"}
    return tuple(
        each.model_copy(update=known[_key(each.text)].model_dump(include=places)) if _key(each.text) in known else each
        for each in given
    )


_APPLIED: dict[FactField, Callable[[WebsiteAnalysis, Facts], dict[str, Any]]] = {
    "name": _name, "kind": _kind, "category": _category, "offerings": _offerings, "segments": _segments,
    "problems": _problems, "rivals": _rivals, "places": _places, "language": _language,
}  # fmt: skip


_EMPTIED = Understood(field="offerings", score=0.0, witnesses=0, reason="All that was found is its own name.")


def _understood(found: Sequence[Understood], said: Sequence[FactField]) -> tuple[Understood, ...]:
    own = tuple(
        Understood(field=field, score=1.0, witnesses=1, reason="A person said so.", by_person=True) for field in said
    )
    return (*(each for each in found if each.field not in said), *own) if found or own else ()


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
