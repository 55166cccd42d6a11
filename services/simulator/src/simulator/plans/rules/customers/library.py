"""The customers that the rules know for a site, as what people say of customers is put over them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import get_args
from uuid import UUID

from common.contracts.vocabulary import BuyerKind, Concern, Profile, Register, SourcedText
from simulator.plans.rules.customers.choosing import ICPS, Customer, customers_of
from simulator.plans.rules.customers.profiles import IdealCustomer, Understanding, icp_id, looks, profile_at, town_at
from simulator.plans.rules.findings.shapes import complaint
from simulator.plans.rules.findings.stock import Finding
from simulator.plans.rules.findings.told import told_findings
from simulator.plans.rules.languages.grammar import finished
from simulator.plans.rules.languages.pack import Role
from simulator.plans.rules.names import brand_words
from simulator.plans.rules.said import IcpFacts, Word

_OFFERED = 2 * ICPS
_FIRMS: frozenset[BuyerKind] = frozenset(("business", "team", "institution"))
_REGISTERS: tuple[Register, ...] = get_args(Register)
_TOWN = re.compile(r"[^\W\d_]+(?:[ .'’-]{1,2}[^\W\d_]+){0,4}")


@dataclass(frozen=True)
class RoleLibrary:
    """The site's groups and the roles of its field of trade; see ``Library``."""

    site: Understanding

    @cached_property
    def offered(self) -> Sequence[UUID]:
        """Those that would be chosen, the best first."""
        return [icp_id(self.site, each.key) for each in self._customers]

    def at(self, icp_id: UUID, place: int) -> IdealCustomer:
        """One of them at a place from 1, with the place's share of the site's concerns."""
        customer = self._customers[self.offered.index(icp_id)]
        return profile_at(self.site, customer, place - 1, min(ICPS, len(self._customers)))

    def lent(self, word: Word, place: int) -> IdealCustomer:
        """As it was planned before, else with a name alone: what nobody said of an added customer is not known."""
        town = town_at(self.site, place - 1)
        name = word.facts.name or ""
        planned = word.planned or Profile(
            id=word.icp_id, sequence_number=place, name=name, description=f"{name}. {looks(self.site, town)}"
        )
        profile = planned.model_copy(update={"id": word.icp_id, "sequence_number": place})
        role = self._role_before(profile) or self._voice(profile)
        return IdealCustomer(profile, role, None, town)

    def spoken(self, customer: IdealCustomer, profile: Profile, facts: IcpFacts) -> IdealCustomer:
        """A customer who speaks as people say: of its own troubles, in its register, for itself or for a firm."""
        role = customer.role
        if facts.buyer is not None:
            same = (facts.buyer in _FIRMS) == (role.buyer in _FIRMS)
            role = replace(role, buyer=facts.buyer)
            role = role if same else replace(role, threads=(), turns=())
        if facts.writing is not None:
            role = replace(role, writing=facts.writing, small=role.small and facts.writing == role.writing)
        if facts.trigger is not None:  # what the role tells of how it began would contradict it
            role = replace(role, trigger=finished(facts.trigger, self.site.pack.language), threads=())
        if facts.pain_points is not None:  # what the role is troubled by otherwise nobody said of this one
            role = replace(role, pains=())
        return replace(customer, profile=profile, role=role, told=self._told(facts), town=self._town(customer, facts))

    def _told(self, facts: IcpFacts) -> tuple[Finding, ...]:
        pains = (*(facts.pain_points or ()), *([facts.trigger] if facts.pain_points and facts.trigger else ()))
        wanted = (facts.objections or (), facts.decision_factors or (), facts.goals or ())
        return told_findings(pains, *wanted, (self.site.pack, brand_words(self.site.analysis)))

    @cached_property
    def _customers(self) -> tuple[Customer, ...]:
        return customers_of(self.site.market, self.site.stock, self.site.pack, _OFFERED)

    def _role_before(self, planned: Profile) -> Role | None:
        """The role that a profile was made of: its name tells, and its id proves it."""
        for role in self.site.pack.roles.values():
            group = planned.name.removeprefix(role.name).removeprefix(" (").removesuffix(")")
            if icp_id(self.site, f"{role.id}\x1f{group.lower()}") == planned.id:
                return role
        return None

    def _voice(self, profile: Profile) -> Role:
        """Somebody of whom is known what the profile says, and who tells nothing else."""
        registers = [each for each in _REGISTERS if each == profile.writing]
        return Role(
            id="", sector=self.site.market.sector.name, buyer=self._customers[0].role.buyer, size="any",
            stage="consideration", writing=registers[0] if registers else "plain", basis="", name=profile.name,
            about=profile.description, trigger=profile.trigger or looks(self.site, None),
            pains=tuple(self._sayable(profile.pain_points)), goals=profile.goals, motivations=profile.motivations,
            doubts=profile.objections, criteria=profile.decision_factors, sources=profile.information_sources,
            threads=(), turns=(),
        )  # fmt: skip

    def _sayable(self, pains: Sequence[str]) -> Iterator[str]:
        """Troubles as a customer says them, without an end mark; others, and those with a name, stay in the profile."""
        names = brand_words(self.site.analysis)
        for pain in pains:
            text = complaint(Concern(text=pain), self.site.pack, names)
            if text is not None:
                yield text

    def _town(self, customer: IdealCustomer, facts: IcpFacts) -> SourcedText | None:
        """Where such a supplier is looked for: where people say that the customer is, if one looks by place at all."""
        said = facts.location
        local = customer.town is not None and said is not None and _TOWN.fullmatch(said)
        return SourcedText(text=said) if local and said else customer.town
