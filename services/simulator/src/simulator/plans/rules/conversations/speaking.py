"""One customer while the conversations are made up: frames are chosen, turns follow, nothing is said twice."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from common.contracts.vocabulary import SourcedText
from simulator.plans.rules.conversations.filling import (
    Slots,
    filled,
    finding_slots,
    has_words,
    market_slots,
    names_town,
    phrase_slots,
    two_voices,
)
from simulator.plans.rules.conversations.programme import BRANDED, GROUNDED, MOST_TOLD, PLAIN, Wanted, wanted
from simulator.plans.rules.conversations.writing import written
from simulator.plans.rules.customers.profiles import IdealCustomer, Understanding
from simulator.plans.rules.findings.stock import Finding
from simulator.plans.rules.languages.grammar import capitalized
from simulator.plans.rules.languages.pack import Frame
from simulator.plans.rules.names import brand_words

SEED = "situations-1"
"""What choices are drawn by; the planner's name, so that mended words leave the other choices."""
CONCERNS = frozenset(("problem", "trouble", "doubt", "heard", "worry"))
"""Shapes of findings that are somebody's trouble or doubt, which a report names as the conversation's concern."""
_FRAME_USES = 2
_TURN_USES = 1
_TRIED = 6
"""Findings of a kind that are tried at one place."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A conversation before it has ids."""

    topic: str
    context: str
    outcome: str
    reason: str
    rests_on: SourcedText | None
    concern: str | None
    turns: tuple[str, ...]


@dataclass
class Said:
    """What a whole plan has used so far: frames by how often, openings by their words.

    ``reserved`` and ``known``: the same of conversations that are known already and come later.
    """

    frames: Counter[str] = field(default_factory=Counter)
    openings: set[str] = field(default_factory=set)
    reserved: Counter[str] = field(default_factory=Counter)
    known: set[str] = field(default_factory=set)

    def uses(self, frame: Frame) -> int:
        """How often a frame stands in the whole plan, as far as that is known."""
        return self.frames[frame.text] + self.reserved[frame.text]


@dataclass
class Speaker:
    """One profile's voice; it is asked for its places 0 to 9 in order."""

    site: Understanding
    customer: IdealCustomer
    said: Said
    threads: int = 0
    own_turns: int = 0
    pains: int = 0
    spoken_of: set[str] = field(default_factory=set)
    told_of: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    names: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = brand_words(self.site.analysis)

    @property
    def number(self) -> int:
        """The profile's place in the plan, from 1."""
        return self.customer.profile.sequence_number

    def conversation(self, place: int, turns: int) -> Spoken:
        """The conversation at a place, of so many turns."""
        rng = self._rng(place)
        kinds, otherwise = wanted(place, self.number, local=self.customer.town is not None)
        for tried in (kinds, kinds if self.spoken_of else (), otherwise):
            for kind in tried:
                spoken = self._of_kind(kind, place, turns, rng)
                if spoken is not None:
                    return spoken
            self.spoken_of.clear()  # once more, without minding that this customer spoke of a finding before
        return self._again(place, turns, rng)

    def _of_kind(self, kind: Wanted, place: int, turns: int, rng: Random) -> Spoken | None:
        if kind == "thread":
            return self._thread(place, turns)
        if kind in ("branded", "pain"):
            return (self._branded if kind == "branded" else self._pain)(place, turns, rng)
        if kind in GROUNDED and (spoken := self._told(place, turns, rng)) is not None:
            return spoken
        if kind in PLAIN or (kind == "place" and self.customer.town is not None):
            return self._framed(kind, self._slots(), None, place, turns, rng)
        for finding in self._findings(kind):
            slots = self._slots() | finding_slots(finding, self.site)
            spoken = self._framed(kind, slots, finding, place, turns, rng)
            if spoken is not None:
                self.site.stock.take(finding)
                self.spoken_of.add(finding.text)
                return spoken
        return None

    def _findings(self, kind: Wanted) -> Iterator[Finding]:
        role, group = self.customer.role, self.customer.group
        listed = self.site.stock.of(kind, 2 * (self.number - 1))  # type: ignore[arg-type]  # of others there are none
        if kind == "segment" and (group is not None or not role.speaks_for_firms):
            listed = [each for each in listed if group is not None and each.text == group.text]
        fresh = (each for each in listed if each.text not in self.spoken_of and not role.avoids(each.text))
        yield from list(fresh)[:_TRIED]

    def _told(self, place: int, turns: int, rng: Random) -> Spoken | None:
        """What a person said of this customer, in order; what no frame takes at this place waits for another."""
        if len(self.told_of) >= MOST_TOLD:
            return None
        for finding in self.customer.told:
            if finding.text not in self.told_of:
                slots = self._slots() | finding_slots(finding, self.site)
                spoken = self._framed(finding.shape, slots, finding, place, turns, rng)
                if spoken is not None:
                    self.told_of.add(finding.text)
                    return spoken
        return None

    def _pain(self, place: int, turns: int, rng: Random) -> Spoken | None:
        """A trouble of the role, where nobody tells of one: neither a person nor the site."""
        own = self.customer.role.pains
        while self.pains < len(own):
            text = own[self.pains]
            self.pains += 1
            if not self.names.search(text):
                slots = self._slots() | finding_slots(Finding("problem", text, SourcedText(text=text)), self.site)
                return self._framed("pain", slots, None, place, turns, rng)
        return None

    def _thread(self, place: int, turns: int) -> Spoken | None:
        role, slots = self.customer.role, self._slots()
        while self.threads < len(role.threads):
            thread = [filled(each, slots, self.site) for each in role.threads[self.threads][:turns]]
            self.threads += 1
            if not any(self.names.search(each) for each in thread):
                trigger = {"trigger": role.trigger, "trigger_short": role.trigger.rstrip(".")}
                return self._spoken("thread", slots | trigger, thread, place, None)
        return None

    def _branded(self, place: int, turns: int, rng: Random) -> Spoken | None:
        rivals = self.site.analysis.competitors
        kinds = BRANDED if rivals else BRANDED[:1]
        slots = self._slots() | {"brand": self.site.analysis.brand.name}
        if rivals:
            slots["rival"] = rivals[(self.number - 1) % len(rivals)].name
        return self._framed(kinds[(self.number - 1) % len(kinds)], slots, None, place, turns, rng)

    def _framed(
        self, kind: str, slots: Slots, finding: Finding | None, place: int, turns: int, rng: Random
    ) -> Spoken | None:
        frames = [
            frame
            for frame in self._fitting(self.site.pack.frames["problem" if kind == "pain" else kind], slots, kind)
            if self.said.frames[frame.text] < _FRAME_USES
            and filled(frame.text, slots, self.site) not in self.said.openings
            and not (finding and two_voices(frame, finding, self.site.pack.words["voice"]))
        ]
        chosen = self._chosen(frames, rng) if frames else None
        if chosen is not None and self._clashes(chosen, slots):
            left = [frame for frame in frames if not self._clashes(frame, slots)]
            chosen = self._chosen(left, rng) if left else None
        if chosen is None:
            return None
        opening = self._opening(chosen, slots)
        later = self._later(kind, opening, slots, turns - 1, rng)
        return self._spoken(kind, slots, [opening, *later], place, finding)

    def _chosen(self, frames: Sequence[Frame], rng: Random) -> Frame:
        rarest = min(self.said.frames[frame.text] for frame in frames)
        fresh = [frame for frame in frames if self.said.frames[frame.text] == rarest]
        writing = self.customer.role.writing
        telling = [frame for frame in fresh if writing in frame.by] if writing in ("terse", "formal") else []
        return rng.choice(telling or fresh)

    def _clashes(self, frame: Frame, slots: Slots) -> bool:
        """Whether a conversation that is known and comes later says it already, or says the like often enough."""
        return self.said.uses(frame) >= _FRAME_USES or filled(frame.text, slots, self.site) in self.said.known

    def _opening(self, frame: Frame, slots: Slots) -> str:
        opening = filled(frame.text, slots, self.site)
        self.said.frames[frame.text] += 1
        self.said.openings.add(opening)
        return opening

    def _fitting(self, frames: Iterable[Frame], slots: Slots, kind: str) -> Iterator[Frame]:
        role, trade = self.customer.role, self.site.market.sector.of
        branded = "brand" in slots
        for frame in frames:
            if not frame.suits(role.writing, trade, alone=role.alone) or not has_words(frame.text, slots):
                continue
            if frame.after and kind not in frame.after:
                continue
            if branded or not self.names.search(filled(frame.text, slots, self.site)):
                yield frame

    def _later(self, kind: str, opening: str, slots: Slots, count: int, rng: Random) -> Iterator[str]:
        """What follows: a circumstance or doubt of the person first, then what such a talk comes to."""
        own = self.customer.role.turns
        for step in range(count):
            while step == 0 and self.own_turns < len(own):
                told = filled(own[self.own_turns], slots, self.site)
                self.own_turns += 1
                if not self.names.search(told):
                    yield told
                    break
            else:
                yield self._asked_on(kind, opening, slots, rng)

    def _asked_on(self, kind: str, opening: str, slots: Slots, rng: Random) -> str:
        more = {name: text for name, text in slots.items() if name not in ("brand", "rival")}
        more |= self._another(kind, opening)
        later = self.site.pack.later
        fitting = [each for each in self._fitting(later, more, kind) if each.text not in self.asked]
        if kind in BRANDED:  # whoever asked about one name has no list before them
            fitting = [each for each in fitting if each.after]
        unused = [frame for frame in fitting if self.said.frames[frame.text] < _TURN_USES]
        rarest = sorted(fitting or later, key=lambda each: (each.text in self.asked, self.said.frames[each.text]))
        frame = rng.choice(unused or [each for each in rarest if has_words(each.text, more)][:1])
        if self.said.reserved[frame.text] > 0:
            frame = min(fitting or [frame], key=self.said.uses)
        self.said.frames[frame.text] += 1
        self.asked.add(frame.text)
        return filled(frame.text, more, self.site)

    def _another(self, kind: str, opening: str) -> Slots:
        """A finding that was not yet spoken of, for a later turn; without those of the opening."""
        found: Slots = {}
        if kind != "thing":
            own = self._findings("thing")
            thing = next((each for each in own if each.text.lower() not in opening.lower()), None)
            found |= phrase_slots("thing", thing.text, self.site) if thing else {}
        group = self.customer.group
        if group is not None and kind != "segment" and group.text.lower() not in opening.lower():
            found["segment"] = group.text
        return found

    def _slots(self) -> Slots:
        return market_slots(self.site, self.customer)

    def _spoken(self, kind: str, slots: Slots, turns: list[str], place: int, finding: Finding | None) -> Spoken:
        site, role, about = self.site, self.customer.role, self.site.pack.kinds[kind]
        names = [site.analysis.brand.name, slots.get("rival", "")]
        local = self.customer.town if names_town(turns[0], self.customer.town) else None
        notes = [site.pack.notes["other_language"]] if not site.market.own else []
        notes += [site.pack.notes["local"]] if local and finding is None else []
        context = filled(about.context, slots, site)
        told = finding is not None and finding.told
        reason = site.pack.notes["told"] if told else filled(about.reason, slots, site)
        return Spoken(
            topic=capitalized(filled(about.topic, slots, site))[:255],
            context=context if context == role.trigger else f"{role.trigger} {capitalized(context)}",
            outcome=filled(about.outcome, slots, site),
            reason=" ".join((reason, *notes)),
            rests_on=finding.rests_on if finding else local,
            concern=finding.text if finding and finding.shape in CONCERNS else None,
            turns=tuple(written(each, role, site.pack.language, names, place + at) for at, each in enumerate(turns)),
        )

    def _again(self, place: int, turns: int, rng: Random) -> Spoken:
        """All that could be said was said: a plain question is asked once more rather than none."""
        slots = self._slots()
        plain = [(kind, frame) for kind in PLAIN for frame in self.site.pack.frames[kind]]
        alone, trade = self.customer.role.alone, self.site.market.sector.of
        sayable = [
            each for each in plain if each[1].suits("plain", trade, alone=alone) and has_words(each[1].text, slots)
        ]
        kind, frame = min(sayable, key=lambda each: self.said.frames[each[1].text])
        opening = self._opening(frame, slots)
        return self._spoken(kind, slots, [opening, *self._later(kind, opening, slots, turns - 1, rng)], place, None)

    def _rng(self, place: int) -> Random:
        parts = (SEED, self.site.analysis.website_id, self.customer.profile.id, place)
        digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()
        return Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 - variety that repeats, not secrecy
