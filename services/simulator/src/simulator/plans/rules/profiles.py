"""Five ideal customer profiles (ICPs) of a site, derived from its own markets, problems, offerings and objections.

Pure and deterministic: the same analysis gives the same profiles, whenever and under whichever id it was made.
"""

import re
from dataclasses import dataclass
from random import Random
from typing import TypeVar
from uuid import UUID

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import Profile
from common.primitives.ids import derived_id
from simulator.plans.rules.english.concerns import Doubt, doubts, statements
from simulator.plans.rules.english.grammar import capitalized, indefinite, number
from simulator.plans.rules.english.market import (
    Audience,
    Product,
    audience_of,
    brand_words,
    features_of,
    model_of,
    product_of,
    speaks_english,
)
from simulator.plans.rules.english.wording import (
    FACTORS,
    GENERAL_AUDIENCES,
    GENERAL_DOUBTS,
    GENERAL_PAINS,
    Size,
    doubt_words,
    size_of,
)

T = TypeVar("T")

ICPS = 5
GENERATION = "icp-1"
"""Part of every derived id: raised when the derivation changes so that old and new profiles are different rows."""


@dataclass(frozen=True, slots=True)
class Market:
    """What is common to all profiles of a site."""

    website_id: UUID
    product: Product
    features: tuple[str, ...]
    audiences: tuple[Audience, ...]
    pains: tuple[str, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Demographics:
    """What is assumed about the person; None where nothing supports an assumption."""

    age_range: str
    gender: str
    location: str | None
    income_level: str | None
    education: str | None


@dataclass(frozen=True, slots=True)
class IdealCustomer:
    """A profile with what planning and the tables need beside it."""

    profile: Profile
    audience: Audience
    size: Size | None
    pains: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    demographics: Demographics
    seniority: str | None
    information_sources: tuple[str, ...]
    buying_journey_stage: str


def market_of(analysis: WebsiteAnalyzed) -> Market:
    """The site's market in a customer's words."""
    english = speaks_english(analysis)
    product = product_of(analysis)
    brands = brand_words(analysis)
    model = model_of(analysis)
    named = [audience_of(each.text, model) for each in analysis.target_markets if english]
    general = [audience_of(text, model) for text in GENERAL_AUDIENCES[model]]
    chosen: list[Audience] = []
    for audience in (*named, *general):
        fits = audience is not None and not brands.search(audience.one) and audience.one != product.one
        if audience is not None and fits and not any(_same(audience, other) for other in chosen):
            chosen.append(audience)
    own = statements(analysis.problems, brands) if english else ()
    return Market(
        website_id=analysis.website_id,
        product=product,
        features=features_of(analysis, product) if english else (),
        audiences=tuple(chosen[:ICPS]),
        pains=(*own, *GENERAL_PAINS[product.nature][len(own) :])[: max(3, len(own))],
        doubts=_with_general(doubts(analysis.objections, brands) if english else ()),
    )


def _same(left: Audience, right: Audience) -> bool:
    words, others = set(left.one.lower().split()), set(right.one.lower().split())
    return words <= others or others <= words or _telling(words) == _telling(others)


def _telling(words: set[str]) -> set[str]:
    """The words that tell audiences apart: a small store and an independent shop are one market."""
    return {_SYNONYMS.get(word, word) for word in words} - {"small", "independent", "local", "little"}


_SYNONYMS = {"store": "shop", "company": "business", "firm": "business", "enterprise": "business"}


def _with_general(own: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    kinds = {doubt.kind for doubt in own}
    missing = tuple(doubt for doubt in GENERAL_DOUBTS if doubt.kind not in kinds)
    return (*own, *missing[: max(0, 5 - len(own))])


def profiles_of(analysis: WebsiteAnalyzed, count: int = ICPS) -> tuple[IdealCustomer, ...]:
    """The first ``count`` profiles (1..5) of the site, most important market first."""
    market = market_of(analysis)
    return tuple(_profile(analysis, market, place) for place in range(min(count, len(market.audiences))))


def _profile(analysis: WebsiteAnalyzed, market: Market, place: int) -> IdealCustomer:
    audience = market.audiences[place]
    rng = Random(str(derived_id(market.website_id, GENERATION, audience.one)))  # noqa: S311 - variety, not secrecy
    size = size_of(audience, rng)
    pains = tuple(_in_voice(pain, audience) for pain in _turned(market.pains, place, 3))
    worries = _turned(market.doubts, place, 3)
    name = _name(audience, size)
    profile = Profile(
        id=derived_id("icp", market.website_id, GENERATION, place + 1, name),
        sequence_number=place + 1,
        name=name,
        description=_description(audience, size, market.product),
        job_titles=_job_titles(audience, size),
        company_size=size.band if size and audience.kind == "business" else None,
        industry=analysis.industry if audience.kind == "team" else None,
        pain_points=tuple(capitalized(pain) for pain in pains),
        goals=_goals(market, place),
        motivations=_MOTIVATIONS[audience.kind],
        objections=tuple(capitalized(doubt_words(doubt, audience, market.product.nature)) for doubt in worries),
        decision_factors=_turned(FACTORS[market.product.nature], place, 3),
    )
    return IdealCustomer(
        profile=profile,
        audience=audience,
        size=size,
        pains=pains,
        doubts=worries,
        demographics=_demographics(audience),
        seniority=_seniority(audience, size),
        information_sources=_SOURCES[audience.kind],
        buying_journey_stage=("awareness", "consideration", "purchase")[place % 3],
    )


def _in_voice(pain: str, audience: Audience) -> str:
    """A person who works or buys alone says "I" where the site's customers say "we"."""
    if audience.kind != "person":
        return pain
    for plural_voice, alone in ((r"we're", "I'm"), (r"we are", "I am"), (r"we", "I"), (r"our", "my"), (r"us", "me")):
        pain = re.sub(rf"\b{plural_voice}\b", alone, pain, flags=re.IGNORECASE)
    return capitalized(pain)


def _turned(items: tuple[T, ...], start: int, count: int) -> tuple[T, ...]:
    turned = [items[(start + step) % len(items)] for step in range(min(count, len(items)))]
    return tuple(turned)


def _name(audience: Audience, size: Size | None) -> str:
    if audience.kind == "business" and size is not None:
        return capitalized(f"{audience.one} owner") if size.people <= 10 else f"Manager at {audience.a_one}"
    return f"Lead of {audience.a_one}" if audience.kind == "team" else capitalized(audience.one)


def _description(audience: Audience, size: Size | None, product: Product) -> str:
    if audience.kind == "business" and size is not None:
        who = f"Runs {audience.a_one} with {number(size.people)} people"
        who = who if size.people <= 10 else f"Works for {audience.a_one} with about {size.people} people"
    elif audience.kind == "team" and size is not None:
        who = f"Leads {audience.a_one} of {number(size.people)}"
    else:
        who = f"Is {audience.a_one}"
    return f"{who} and is looking for {product.want}."


def _job_titles(audience: Audience, size: Size | None) -> tuple[str, ...]:
    if audience.kind == "business" and size is not None:
        return ("Owner", "Managing director") if size.people <= 10 else ("Head of department", "Operations manager")
    if audience.kind == "team":
        return ("Team lead",)
    return (capitalized(audience.one),) if audience.kind == "person" else ()


def _goals(market: Market, place: int) -> tuple[str, ...]:
    wanted = (f"Find {market.product.want} that can be relied on",)
    needed = _turned(market.features, place, 2)
    return (
        *wanted,
        *(capitalized(indefinite(f"good {feature}")) for feature in needed),
        "Be done with the search soon",
    )


_MOTIVATIONS = {
    "business": ("More time for customers", "A business that runs smoothly"),
    "team": ("Results that can be shown", "Less manual work"),
    "person": ("A choice that is not regretted", "Less effort"),
    "household": ("A choice everybody is happy with", "Money well spent"),
}
_SOURCES = {
    "business": ("AI assistants", "Other owners", "Search engines", "Trade newsletters"),
    "team": ("AI assistants", "Review portals", "Colleagues", "Search engines"),
    "person": ("AI assistants", "Search engines", "Reviews", "Friends"),
    "household": ("AI assistants", "Friends and family", "Reviews", "Search engines"),
}
_AGES = {"student": "18-25", "retired": "65+", "pensioner": "65+", "senior": "65+", "young": "25-39", "teen": "13-19"}


def _demographics(audience: Audience) -> Demographics:
    age = next((band for word, band in _AGES.items() if word in audience.one.split()), "25-60")
    return Demographics(age_range=age, gender="any", location=None, income_level=None, education=None)


def _seniority(audience: Audience, size: Size | None) -> str | None:
    if audience.kind == "business" and size is not None:
        return "owner" if size.people <= 10 else "manager"
    return "lead" if audience.kind == "team" else None
