"""The conversations of a whole plan, in the order in which they are made up; those that are known are not made anew."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.plans.rules.conversations.speaking import Said, Speaker, Spoken
from simulator.plans.rules.customers.profiles import IdealCustomer, Understanding

TURNS = (3, 2, 3, 2, 3, 2, 3, 2, 3, 2)
"""Prompts of the conversations of a profile, by place: known before planning, so that quota is reserved exactly."""

Key = tuple[int, int]
"""Place of the customer, from 1, and of the conversation, from 0."""


@dataclass(frozen=True, slots=True)
class Told:
    """A conversation with what of the plan's frames, openings and findings it has used up."""

    customer: IdealCustomer
    spoken: Spoken
    frames: Counter[str]
    openings: frozenset[str]
    findings: Counter[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """Five customers of a site who take turns, so that none has all the best findings."""

    site: Understanding
    customers: Sequence[IdealCustomer]

    def told(self, known: Mapping[Key, Told]) -> dict[Key, Told]:
        """All conversations. Those ``known`` stand as they are, and whoever speaks beside them does not repeat them."""
        said = Said()
        for each in known.values():
            said.reserved.update(each.frames)
            said.known |= each.openings
        speakers = [Speaker(self.site, customer, said) for customer in self.customers]
        found: dict[Key, Told] = {}
        for place, turns in enumerate(TURNS):
            for speaker in speakers:
                before = known.get((speaker.number, place))
                if before is not None:
                    self._used_by(before, said)
                found[speaker.number, place] = before or self._made(speaker, said, place, turns)
        return found

    def _used_by(self, known: Told, said: Said) -> None:
        said.frames.update(known.frames)
        said.reserved.subtract(known.frames)
        said.openings |= known.openings
        self.site.stock.used.update(known.findings)

    def _made(self, speaker: Speaker, said: Said, place: int, turns: int) -> Told:
        frames, openings, findings = said.frames.copy(), set(said.openings), self.site.stock.used.copy()
        spoken = speaker.conversation(place, turns)
        return Told(
            speaker.customer, spoken, said.frames - frames, frozenset(said.openings - openings),
            self.site.stock.used - findings,
        )  # fmt: skip
