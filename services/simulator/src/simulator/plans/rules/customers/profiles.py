"""The profiles as contracts carry them: every statement with what it rests on, nothing said of two customers."""

from collections.abc import Iterator
from dataclasses import dataclass

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import Basis, Profile, SourcedText, Statement
from common.primitives.ids import derived_id
from simulator.plans.rules.customers.choosing import Customer, customers_of
from simulator.plans.rules.findings.market import Market, market_of
from simulator.plans.rules.findings.stock import Finding, Stock, stock_of
from simulator.plans.rules.languages.grammar import capitalized, elided
from simulator.plans.rules.languages.pack import Pack, Role, pack_of

GENERATION = "icp-2"
"""Part of every derived id: raised when the derivation changes so that old and new profiles are different rows."""


_TOWN_OF = (0, 1, 0, 2, 0)
"""Which of a business's places a customer lives in: most often the first, its own."""


@dataclass(frozen=True, slots=True)
class IdealCustomer:
    """A profile with what planning needs beside it: the role that speaks and the town it lives in."""

    profile: Profile
    role: Role
    group: Finding | None
    town: SourcedText | None


@dataclass(frozen=True, slots=True)
class Understanding:
    """A site as planning sees it, in one language."""

    analysis: WebsiteAnalyzed
    pack: Pack
    market: Market
    stock: Stock


def understood(analysis: WebsiteAnalyzed, language: str) -> Understanding:
    """What can be said of a site. Raises KeyError for a language without a pack."""
    pack = pack_of(language)
    market = market_of(analysis, pack)
    return Understanding(analysis, pack, market, stock_of(analysis, market, pack))


def profiles_of(site: Understanding) -> tuple[IdealCustomer, ...]:
    """The five profiles of a site, its own groups first. The same analysis gives the same profiles."""
    customers = customers_of(site.market, site.stock, site.pack)
    problems, doubts = _concerns(site.stock, "problem"), _concerns(site.stock, "doubt")
    return tuple(
        _profile(site, customer, place, problems[place :: len(customers)][:1], doubts[place :: len(customers)][:1])
        for place, customer in enumerate(customers)
    )


def _concerns(stock: Stock, shape: str) -> list[Finding]:
    return [each for each in stock.findings if each.shape == shape]


def _profile(
    site: Understanding, customer: Customer, place: int, problems: list[Finding], doubts: list[Finding]
) -> IdealCustomer:
    role, group, towns = customer.role, customer.group, site.market.towns
    town = towns[_TOWN_OF[place] % len(towns)] if towns else None
    firm = role.buyer in ("business", "team", "institution")
    pains = (*(each.text for each in problems), *role.pains)
    objections = (*(each.text for each in doubts), *role.doubts)
    size = group.segment.size if group and group.segment.size else None
    profile = Profile(
        id=derived_id("icp", site.analysis.website_id, GENERATION, site.pack.language, customer.key),
        sequence_number=place + 1,
        name=_name(customer),
        description=elided(
            f"{role.about} {site.pack.notes['looks'].format(many=_many(site, town))}", site.pack.language
        ),
        job_titles=_titles(customer),
        company_size=size if firm else None,
        industry=capitalized(group.text) if group and firm else None,
        pain_points=pains,
        goals=role.goals,
        motivations=role.motivations,
        objections=objections,
        decision_factors=tuple(capitalized(each) for each in role.criteria),
        information_sources=tuple(capitalized(each) for each in role.sources),
        trigger=role.trigger,
        buying_journey_stage=role.stage,
        seniority=role.seniority if firm else None,
        age_range=role.age,
        location=town.text if town else None,
        writing=role.writing,
        statements=tuple(_statements(customer, (*problems, *doubts), town, size)),
    )
    return IdealCustomer(profile, role, group.finding if group else None, town)


def _many(site: Understanding, town: SourcedText | None) -> str:
    return site.market.in_town(site.market.many, town.text if town else None, site.pack)


def _name(customer: Customer) -> str:
    if customer.group is None:
        return customer.role.name
    return f"{customer.role.name} ({customer.group.text})"[:255]


def _titles(customer: Customer) -> tuple[str, ...]:
    named = customer.group.segment.role if customer.group else None
    return (capitalized(named),) if named else customer.role.titles


def _statements(
    customer: Customer, findings: tuple[Finding, ...], town: SourcedText | None, size: str | None
) -> Iterator[Statement]:
    role, group = customer.role, customer.group
    if group is not None:
        yield _from_site(group.text, group.segment)
        if size:
            yield _from_site(size, group.segment)
        if group.segment.role:
            yield _from_site(capitalized(group.segment.role), group.segment)
    for finding in findings:
        yield _from_site(finding.text, finding.source)
    if town is not None:
        yield _from_site(town.text, town)
    for said in (*role.pains, *role.goals, *role.doubts, *(capitalized(each) for each in role.criteria)):
        yield _of(said, "segment")
    for said in (role.trigger, *role.motivations, *(capitalized(each) for each in role.sources)):
        yield _of(said, "assumed")
    if role.age:
        yield _of(role.age, "segment")


def _from_site(text: str, source: SourcedText) -> Statement:
    return Statement(text=text, url=source.url, evidence=source.evidence or source.text, basis="site")


def _of(text: str, basis: Basis) -> Statement:
    return Statement(text=text, basis=basis)
