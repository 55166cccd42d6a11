"""The profiles as contracts carry them: every statement with what it rests on, nothing said of two customers."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

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
    told: tuple[Finding, ...] = ()
    """What a person said of this customer and the customer can say: it is spoken of before what the site tells."""

    @property
    def voice(self) -> tuple[object, ...]:
        """What the conversations are made of, beside the site: two of one voice say the same."""
        return self.profile.id, self.profile.sequence_number, self.role, self.group, self.town, self.told


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
    return tuple(profile_at(site, customer, place, len(customers)) for place, customer in enumerate(customers))


def icp_id(site: Understanding, key: str) -> UUID:
    """The id of a customer's profile by the customer's ``key``: the same in every plan in this language."""
    return derived_id("icp", site.analysis.website_id, GENERATION, site.pack.language, key)


def profile_at(site: Understanding, customer: Customer, place: int, among: int) -> IdealCustomer:
    """The profile of a customer at a place (from 0) among so many: each has another share of the site's concerns."""
    problems, doubts = _concerns(site.stock, "problem"), _concerns(site.stock, "doubt")
    return _profile(site, customer, place, problems[place::among][:1], doubts[place::among][:1])


def _concerns(stock: Stock, shape: str) -> list[Finding]:
    return [each for each in stock.findings if each.shape == shape]


def _profile(
    site: Understanding, customer: Customer, place: int, problems: list[Finding], doubts: list[Finding]
) -> IdealCustomer:
    role, group, town = customer.role, customer.group, town_at(site, place)
    firm = role.buyer in ("business", "team", "institution")
    pains = (*(each.text for each in problems), *role.pains)
    objections = (*(each.text for each in doubts), *role.doubts)
    size = group.segment.size if group and group.segment.size else None
    profile = Profile(
        id=icp_id(site, customer.key),
        sequence_number=place + 1,
        name=_name(customer),
        description=f"{elided(role.about, site.pack.language)} {looks(site, town)}",
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


def looks(site: Understanding, town: SourcedText | None) -> str:
    """The sentence that says what a customer looks for."""
    many = site.market.in_town(site.market.many, town.text if town else None, site.pack)
    return elided(site.pack.notes["looks"].format(many=many), site.pack.language)


def town_at(site: Understanding, place: int) -> SourcedText | None:
    """Where the customer at a place (from 0) looks, where suppliers are looked for by place."""
    towns = site.market.towns
    return towns[_TOWN_OF[place] % len(towns)] if towns else None


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
