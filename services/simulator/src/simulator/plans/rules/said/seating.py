"""Which five customers stand once people have spoken: the library's, without the paused, with the corrected and added.

The seam of a planner: it offers a ``Library``, and ``with_said`` says who is asked for at which place. Whoever nobody
spoke of keeps the place that the library gives, so that one correction leaves the others' conversations as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from common.contracts.vocabulary import Profile
from simulator.plans.rules.said.applying import worded
from simulator.plans.rules.said.facts import IcpFacts

ICPS = 5


class Customer(Protocol):
    """A customer as a planner has it: a profile, and whatever it speaks by."""

    @property
    def profile(self) -> Profile:
        """What is known of the customer."""
        ...


C = TypeVar("C", bound=Customer)


@dataclass(frozen=True, slots=True)
class Word:
    """What people said of one customer. ``planned``: its profile as last planned, before any word; None: added."""

    icp_id: UUID
    facts: IcpFacts
    planned: Profile | None = None

    @property
    def paused(self) -> bool:
        """Whether it is not to be asked for."""
        return self.facts.active is False

    @property
    def held(self) -> bool:
        """Whether it stands whatever the library would choose: somebody said what it is like."""
        return not self.paused and bool(self.facts.fields)


@dataclass(frozen=True, slots=True)
class Said:
    """What people said of a website's customers, in the order in which they began to; ``places`` of the last plan."""

    words: tuple[Word, ...] = ()
    places: Mapping[UUID, int] = field(default_factory=dict)


NOTHING_SAID = Said()


class Library(Protocol[C]):
    """What a planner knows of customers for one website."""

    @property
    def offered(self) -> Sequence[UUID]:
        """Ids of those it would choose, the best first; those behind the fifth make up for the paused."""
        ...

    def at(self, icp_id: UUID, place: int) -> C:
        """One that is offered, at a place from 1."""
        ...

    def lent(self, word: Word, place: int) -> C:
        """One that is not offered: as it was planned before, or as such a customer would be, to be worded."""
        ...

    def spoken(self, customer: C, profile: Profile, facts: IcpFacts) -> C:
        """``customer`` with another profile, speaking accordingly."""
        ...


@dataclass(frozen=True, slots=True)
class Seat(Generic[C]):
    """A customer who stands, what was planned of it, and what of that people said otherwise."""

    customer: C
    planned: Profile
    facts: IcpFacts

    @property
    def place(self) -> int:
        """Its place among the five, from 1."""
        return self.customer.profile.sequence_number


def with_said(library: Library[C], said: Said) -> tuple[Seat[C], ...]:
    """The customers of a plan: who stands, each with people's words put over what was planned."""
    words = {word.icp_id: word for word in said.words}
    return tuple(_seat(library, words.get(icp_id), icp_id, place) for place, icp_id in seats(library.offered, said))


def _seat(library: Library[C], word: Word | None, icp_id: UUID, place: int) -> Seat[C]:
    if word is None:
        customer = library.at(icp_id, place)
        return Seat(customer, customer.profile, IcpFacts())
    customer = library.at(icp_id, place) if icp_id in library.offered else library.lent(word, place)
    planned = customer.profile
    profile = worded(planned, word.facts)
    return Seat(library.spoken(customer, profile, word.facts) if word.facts.words else customer, planned, word.facts)


def seats(offered: Sequence[UUID], said: Said) -> Iterator[tuple[int, UUID]]:
    """Who stands at which place, from 1. A place stays empty only where the library has nobody left."""
    paused = {word.icp_id for word in said.words if word.paused}
    places: list[UUID | None] = [None if each in paused else each for each in offered[:ICPS]]
    places += [None] * (ICPS - len(places))
    held = [word.icp_id for word in said.words if word.held]
    outside = [each for each in held if each not in places]
    for icp_id in sorted(outside, key=lambda each: said.places.get(each, ICPS + 1)):
        places = _with(places, icp_id, held, said.places)
    spare = iter([each for each in offered[ICPS:] if each not in paused and each not in places])
    for place, each in enumerate(places, 1):
        taken = each or next(spare, None)
        if taken is not None:
            yield place, taken


def _with(
    places: list[UUID | None], icp_id: UUID, held: Sequence[UUID], before: Mapping[UUID, int]
) -> list[UUID | None]:
    """``places`` with one more: where it stood before, else in the first gap, else for the last one not spoken of."""
    wanted = before.get(icp_id)
    gaps = [place for place, each in enumerate(places) if each is None]
    if gaps:
        gap = wanted - 1 if wanted and wanted - 1 in gaps else gaps[0]
        return [icp_id if place == gap else each for place, each in enumerate(places)]
    leaving = [place for place, each in enumerate(places) if each not in held]
    if not leaving:
        return places
    last = leaving[-1]
    instead: list[UUID | None] = [icp_id if place == last else each for place, each in enumerate(places)]
    if wanted is None:
        return instead
    rest = [each for place, each in enumerate(places) if place != last]
    moved: list[UUID | None] = [*rest[: wanted - 1], icp_id, *rest[wanted - 1 :]]
    return moved if _kept(moved, before) > _kept(instead, before) else instead


def _kept(places: Sequence[UUID | None], before: Mapping[UUID, int]) -> int:
    """How many stand where they stood."""
    return sum(each is not None and before.get(each) == place for place, each in enumerate(places, 1))
