"""What people decided about brands, and how the decisions shape what is looked for. Pure.

A decision never deletes: a merged brand keeps its own name, aliases and id, so that a split restores it exactly. Every
decision raises the organisation's revision, which is part of the version of what is read from then on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from analyzer.brands.rules.names import brand_id, normalized
from analyzer.extraction import WantedBrand
from common.contracts.vocabulary import BrandDecisionKind, BrandName, BrandStanding
from common.primitives.errors import Conflict


@dataclass(frozen=True, slots=True)
class CuratedBrand:
    """A brand as people left it. ``version`` counts the decisions on it; 0 is a brand nobody has looked at."""

    brand_id: UUID
    name: str
    standing: BrandStanding = "candidate"
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    exact_case: bool = False
    merged_into: UUID | None = None
    version: int = 0
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person wants: only the fields of its ``kind`` are looked at."""

    kind: BrandDecisionKind
    name: str | None = None
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    exact_case: bool = False
    into: UUID | None = None
    excluded: tuple[str, ...] = ()


def decided(brand: CuratedBrand, decision: Decision) -> CuratedBrand:
    """The brand after the decision. Raises Conflict where its standing forbids it."""
    if brand.merged_into is not None and decision.kind != "split":
        raise Conflict("brand-merged", "This brand is part of another one. Split it first.")
    match decision.kind:
        case "confirm" | "reject":
            changed = replace(brand, standing="confirmed" if decision.kind == "confirm" else "rejected")
        case "rename":
            changed = replace(brand, name=decision.name or brand.name)
        case "spell":
            changed = replace(brand, aliases=decision.aliases, domains=decision.domains, exact_case=decision.exact_case)
        case "exclude":
            _refuse_own_names(brand, decision.excluded)
            changed = replace(brand, excluded=decision.excluded)
        case "merge":
            if decision.into is None or decision.into == brand.brand_id:
                raise Conflict("brand-merge-target", "A brand is merged into another one.")
            changed = replace(brand, merged_into=decision.into)
        case "split":
            if brand.merged_into is None:
                raise Conflict("brand-not-merged", "This brand is not part of another one.")
            changed = replace(brand, merged_into=None)
    return replace(changed, version=brand.version + 1)


def _refuse_own_names(brand: CuratedBrand, excluded: Sequence[str]) -> None:
    """Without its own name a brand would never be found: to reject it is another decision."""
    if {brand.name, *brand.aliases} & set(excluded):
        raise Conflict("brand-excludes-itself", "This word is the brand's own name. Reject the brand instead.")


class Curation:
    """All decisions of one organisation, as the extraction needs them."""

    def __init__(self, tenant_id: UUID, revision: int, brands: Iterable[CuratedBrand]) -> None:
        self.tenant_id = tenant_id
        self.revision = revision
        self._brands: Mapping[UUID, CuratedBrand] = {brand.brand_id: brand for brand in brands}
        self._shown: dict[str, UUID] = {}
        for brand in self._brands.values():
            if brand.merged_into is None:
                self._shown.setdefault(normalized(brand.name), brand.brand_id)

    def version(self, rules: str) -> str:
        """The version of what is read with ``rules`` under these decisions."""
        return f"{rules}+{self.revision}" if self.revision else rules

    def canonical(self, own: UUID) -> UUID:
        """The brand that an id stands for: merges are followed to their end."""
        seen: set[UUID] = set()
        while own not in seen and (known := self._brands.get(own)) and known.merged_into is not None:
            seen.add(own)
            own = known.merged_into
        return own

    def is_rejected(self, own: UUID) -> bool:
        """Whether a person said that this is no brand."""
        known = self._brands.get(own)
        return known is not None and known.standing == "rejected"

    def id_of(self, name: str) -> UUID:
        """The id of a brand under the name that it is shown by, or under one that was merged into it."""
        return self._shown.get(normalized(name)) or self.canonical(brand_id(self.tenant_id, name))

    def claimant(self, own: UUID, spelling: str) -> CuratedBrand | None:
        """The brand beside ``own`` that a person gave a spelling, or that is called so by a person's word."""
        whole, key = self.canonical(own), normalized(spelling)
        for each in self._brands.values():
            counts = each.version and each.standing != "rejected" and self.canonical(each.brand_id) != whole
            if counts and key in {normalized(name) for name in (each.name, *each.aliases)}:
                return each
        return None

    def wanted(self, listed: Sequence[BrandName]) -> list[tuple[UUID, WantedBrand]]:
        """What to look for: the listed brands and those a person confirmed, each with all that was merged into it."""
        found: dict[UUID, list[WantedBrand]] = {}
        for brand in listed:
            own = self.id_of(brand.name)
            if not self.is_rejected(own) or brand.tracked:
                plain = WantedBrand(brand.name, tuple(brand.aliases), tuple(brand.domains))
                found.setdefault(own, []).append(plain)
        known = self._brands.values()
        chosen = {self.canonical(each.brand_id) for each in known if each.standing == "confirmed" or each.merged_into}
        for each in known:
            own = self.canonical(each.brand_id)
            if (own in chosen or own in found) and not self.is_rejected(own):
                plain = WantedBrand(
                    each.name, each.aliases, each.domains, exact_case=each.exact_case, excluded=each.excluded
                )
                found.setdefault(own, []).append(plain)
        return [(own, self._joined(own, parts)) for own, parts in found.items()]

    def _joined(self, own: UUID, parts: Sequence[WantedBrand]) -> WantedBrand:
        """One brand under its shown name; the names of all its parts are aliases."""
        known = self._brands.get(own)
        name = known.name if known else next((part.name for part in parts if self._is(own, part)), parts[0].name)
        spelled = dict.fromkeys(each for part in parts for each in (part.name, *part.aliases) if each != name)
        domains = dict.fromkeys(domain for part in parts for domain in part.domains)
        never = dict.fromkeys(phrase for part in parts for phrase in part.excluded)
        exact = bool(known and known.exact_case)
        return WantedBrand(name, tuple(spelled), tuple(domains), exact_case=exact, excluded=tuple(never))

    def _is(self, own: UUID, part: WantedBrand) -> bool:
        return brand_id(self.tenant_id, part.name) == own
