"""Who the five customers of a site are: its groups, each with a role that fits, then roles of its field of trade."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from common.contracts.message import UnknownWord
from common.contracts.vocabulary import BuyerKind
from simulator.plans.rules.findings.market import Market
from simulator.plans.rules.findings.stock import CustomerGroup, Stock
from simulator.plans.rules.languages.pack import Pack, Role

ICPS = 5
_FIRMS: tuple[BuyerKind, ...] = ("business", "team", "institution")
_PEOPLE: tuple[BuyerKind, ...] = ("person", "household")
_GENERAL = {"goods": "goods", "cause": "cause", "service": "people", "software": "people", "venue": "people"}
"""Where private customers come from when a field of trade has no more of its own; firms come from ``business``."""
_WHOLE = frozenset(("cause", "outing", "learning"))
"""Fields in which people and firms are customers whatever the site says of its model."""
_APART = frozenset(("outing", "goods", "cause", "animals"))
"""Fields whose customers have nothing in common with those who look for an adviser: such roles stand for no group."""


@dataclass(frozen=True, slots=True)
class Customer:
    """A role, and the group of the site that it stands for; None: a role that such a business has anyway."""

    role: Role
    group: CustomerGroup | None

    @property
    def key(self) -> str:
        """What makes this customer the same one in a later plan."""
        return f"{self.role.id}\x1f{self.group.text.lower() if self.group else ''}"


def customers_of(market: Market, stock: Stock, pack: Pack, most: int = ICPS) -> tuple[Customer, ...]:
    """Five customers, the site's own groups first. No two are of one role.

    With more than five asked for, these are followed by those that would come next, as long as such roles fit.
    """
    allowed = list(_allowed(market, stock, pack))
    left = list(allowed)
    chosen: list[Customer] = []
    small = _only_small(stock, pack)
    if not (small or market.towns):  # nothing says that its customers are small: others come first
        left.sort(key=lambda role: (role.sector != market.sector.name, role.size == "small"))
    for group in stock.groups[: ICPS + 3]:
        role = _role_for(group, [each for each in left if not (small and each.size == "large")], market, pack)
        if role is not None and len(chosen) < most:
            chosen.append(Customer(role, group))
            left.remove(role)
    fitting = [role for role in left if not (small and role.size == "large") and role.is_needed_by(stock.texts)]
    own = [role for role in fitting if role.sector == market.sector.name]
    others = [role for role in fitting if role.sector != market.sector.name]
    for role in (*own, *others, *left):
        wanted = most if role in fitting else ICPS
        if len(chosen) < wanted and all(role.id != each.role.id for each in chosen):
            chosen.append(Customer(role, None))
    return tuple(chosen)


def _allowed(market: Market, stock: Stock, pack: Pack) -> Iterator[Role]:
    """Roles whose kind of buyer the business has, those of its own field first."""
    buyers = _buyers(market, stock)
    fields: tuple[str, ...] = (market.sector.name, "business", _GENERAL[market.sector.of], "people")
    if market.sector.name in _WHOLE:
        buyers, fields = (*_FIRMS, *_PEOPLE), (market.sector.name, "people")
    for sector in dict.fromkeys(fields):
        yield from (role for role in pack.roles.values() if role.sector == sector and role.buyer in buyers)


def _buyers(market: Market, stock: Stock) -> tuple[BuyerKind, ...]:
    if market.model == "b2b":
        return _FIRMS
    named = {each.segment.buyer for each in stock.groups}
    if market.model == "b2c":
        return (*_PEOPLE, *_FIRMS) if named & set(_FIRMS) else _PEOPLE
    return (*_FIRMS, *_PEOPLE)


def _role_for(group: CustomerGroup, left: Iterable[Role], market: Market, pack: Pack) -> Role | None:
    buyer = group.segment.buyer
    said = " ".join(filter(None, (group.text, group.segment.role, group.segment.text)))
    apart = "people" if market.sector.name in _APART else None
    fitting = [role for role in left if _can_be(role, buyer, group, pack) and role.sector != apart]
    named = [role for role in fitting if role.speaks_of(said) and role.sector == market.sector.name]
    titled = [role for role in fitting if group.segment.role and _same_title(role, group.segment.role, pack)]
    open_ones = [role for role in fitting if role.open]
    own = [role for role in open_ones if role.sector == market.sector.name]
    return next(iter((*titled, *named, *own, *open_ones)), None)


def _can_be(role: Role, buyer: object, group: CustomerGroup, pack: Pack) -> bool:
    if isinstance(buyer, str) and not isinstance(buyer, UnknownWord):
        sides = _FIRMS if buyer in _FIRMS else _PEOPLE
        if role.buyer not in sides or (buyer == "institution" and role.size == "small"):
            return False
    said = f"{group.text} {group.segment.size or ''}"
    if pack.names("sizes", "small", said) and role.size == "large":
        return False
    return not (pack.names("sizes", "large", said) and role.size == "small")


def _same_title(role: Role, named: str, pack: Pack) -> bool:
    words = {word for word in re.findall(r"[^\W_]{4,}", named.lower()) if not pack.names("phrases", "ranks", word)}
    return bool(words & set(re.findall(r"[^\W_]{4,}", " ".join((role.name, *role.titles)).lower())))


def _only_small(stock: Stock, pack: Pack) -> bool:
    """Whether the site speaks to small customers and never to large ones."""
    said = [f"{each.segment.text} {each.segment.size or ''} {each.segment.evidence or ''}" for each in stock.groups]
    small = any(pack.names("sizes", "small", each) for each in said)
    return small and not any(pack.names("sizes", "large", each) for each in said)
