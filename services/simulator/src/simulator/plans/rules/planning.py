"""Conversations of ideal customers: pure, seeded by website, profile and place, so that a run repeats the last one's.

``Planner`` is what the service calls; ``DeterministicPlanner`` needs no model, ``llm_planner`` has the other engine.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from string import Formatter
from typing import Protocol

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import Panel, PlannedConversation, PlannedPrompt, PromptType
from common.english import ENGLISH
from common.english.nouns import is_mass, is_plural, plural, split_head
from common.english.words import words
from common.primitives.ids import derived_id
from common.primitives.versions import derived_version
from simulator.plans.rules.english.frames import BRANDED, CLARIFICATIONS, FALLBACK_THEMES, PROGRAMMES, THEMES, ThemeName
from simulator.plans.rules.english.grammar import capitalized, indefinite, punctuated
from simulator.plans.rules.english.market import Product, brand_words, model_of
from simulator.plans.rules.english.wording import FACTORS, GET, details, doubt_words, intros
from simulator.plans.rules.profiles import IdealCustomer, Market, market_of, profiles_of

PLANNER = "frames-1"
"""The planner's name. What it chooses is drawn by it and by nothing else: mended frames leave the other choices."""
PLANNER_VERSION = derived_version(PLANNER, Path(__file__).parent, ENGLISH)
CORE = 5
"""The first conversations of a profile are its panel: compared from run to run."""

TURNS = (3, 2, 3, 2, 3, 2, 3, 2, 3, 2)
"""Prompts of the conversations of a profile, by place: known before planning, so that quota is reserved exactly."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an audit asks: profiles with what their tables need, and their conversations."""

    planner_version: str
    customers: tuple[IdealCustomer, ...]
    conversations: tuple[PlannedConversation, ...]


class Planner(Protocol):
    """Makes a plan from an analysis. ``version`` names what made it."""

    @property
    def version(self) -> str:
        """Part of the identity of what it plans."""
        ...

    @property
    def repeats_itself(self) -> bool:
        """Whether the same analysis always gives the same words; if not, core conversations are taken from before."""
        ...

    async def plan(self, analysis: WebsiteAnalyzed, panel: Panel, language: str) -> Plan:
        """The plan for one website."""
        ...


class DeterministicPlanner:
    """Frames filled with the site's own market; English."""

    version = PLANNER_VERSION
    repeats_itself = True

    async def plan(self, analysis: WebsiteAnalyzed, panel: Panel, language: str) -> Plan:
        """See ``Planner``."""
        return plan_of(analysis, panel)


def turns_of(panel: Panel) -> int:
    """Prompts of a whole panel, asked once of one provider."""
    return panel.icps * sum(TURNS[: panel.conversations])


def plan_of(analysis: WebsiteAnalyzed, panel: Panel) -> Plan:
    """The deterministic plan. A smaller panel is the beginning of a larger one, to the word."""
    market = market_of(analysis)
    customers = profiles_of(analysis)
    speakers = [_Speaker(analysis, market, customer) for customer in customers]
    said: set[str] = set()
    conversations: dict[tuple[int, int], PlannedConversation] = {}
    for place in range(len(TURNS)):
        for speaker in speakers:
            conversations[speaker.number, place] = speaker.conversation(place, said)
    wanted = sorted(key for key in conversations if key[0] <= panel.icps and key[1] < panel.conversations)
    return Plan(PLANNER_VERSION, customers[: panel.icps], tuple(conversations[key] for key in wanted))


def with_core_of(plan: Plan, before: Iterable[PlannedConversation]) -> Plan:
    """``plan`` with the core conversations that its profiles held ``before``: a panel is asked the same again."""
    known = {(each.icp_id, each.sequence_number): each for each in before if each.core}
    kept = tuple(known.get((each.icp_id, each.sequence_number), each) for each in plan.conversations)
    return replace(plan, conversations=kept)


def conversation_of(
    customer: IdealCustomer, place: int, topic: str, concern: str | None, texts: Iterable[tuple[PromptType, str]]
) -> PlannedConversation:
    """A conversation with derived ids: the same words at the same place are the same rows in every run."""
    said = tuple(texts)
    conversation_id = derived_id("conversation", customer.profile.id, place + 1, *(text for _, text in said))
    return PlannedConversation(
        id=conversation_id,
        icp_id=customer.profile.id,
        sequence_number=place + 1,
        topic=topic,
        concern=concern,
        core=place < CORE,
        prompts=tuple(
            PlannedPrompt(
                id=derived_id("prompt", conversation_id, turn), text=text, prompt_type=kind, sequence_order=turn
            )
            for turn, (kind, text) in enumerate(said, start=1)
        ),
    )


@dataclass
class _Speaker:
    """One profile while its conversations are made up."""

    analysis: WebsiteAnalyzed
    market: Market
    customer: IdealCustomer
    brands: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self.brands = brand_words(self.analysis)

    @property
    def number(self) -> int:
        return self.customer.profile.sequence_number

    def conversation(self, place: int, said: set[str]) -> PlannedConversation:
        """The conversation at ``place`` (from 0); adds what it says to ``said``."""
        rng = _seeded(self.market.website_id, self.customer.audience.one, self.number, place)
        for theme_name in self._themes(place, rng):
            slots = self._slots(place, rng)
            opening = self._pick(THEMES[theme_name].openings, slots, rng, said, branded=theme_name in BRANDED)
            if opening is not None:
                break
        else:  # the fallback themes have variants without optional slots: only unheard-of brand names lead here
            raise ValueError("no frame can be said without naming a brand")
        theme, taken = THEMES[theme_name], {*said, opening}
        slots |= self._new_facts(slots, rng)  # what is added later was not said at first
        later: list[tuple[PromptType, str]] = []
        if place % 2 == 1 and self.number % 2 == 0:
            later.append(("clarification", self._later(CLARIFICATIONS, slots, rng, taken)))
        else:
            later.append(("follow_up", self._later(theme.follow_ups, slots, rng, taken)))
        if TURNS[place] == 3:
            slots |= self._new_facts(slots, rng)
            later.append(("clarification", self._later(CLARIFICATIONS, slots, rng, {*taken, later[0][1]})))
        said.update((opening, *(text for _, text in later)))
        topic = capitalized(theme.topic.format_map(slots))
        concern = slots["worry"] if theme_name == "objection" else slots["pain"] if theme_name == "problem" else None
        return conversation_of(self.customer, place, topic, concern, [("primary", opening), *later])

    def _themes(self, place: int, rng: Random) -> Iterator[ThemeName]:
        if place == (9 if self.number % 2 else 4):  # one conversation in ten is branded
            rivals = [theme for theme in BRANDED if self.analysis.competitors or theme == "branded_check"]
            yield rivals[(self.number - 1) % len(rivals)]
            yield "branded_check"
        yield PROGRAMMES[(self.number - 1) % len(PROGRAMMES)][place]
        yield from sorted(FALLBACK_THEMES, key=lambda _: rng.random())

    def _slots(self, place: int, rng: Random) -> dict[str, str]:
        customer, product, model = self.customer, self.market.product, model_of(self.analysis)
        intro = rng.choice(intros(customer.audience, customer.size, model))
        detail = rng.choice(_not_in(intro, details(customer.audience, customer.size, product, model)))
        worry = doubt_words(customer.doubts[place % len(customer.doubts)], customer.audience, product.nature)
        slots = {
            **_product_slots(product),
            **_voice(customer, intro),
            "pain": capitalized(rng.choice(customer.pains)),
            "worry": capitalized(worry),
            "worry_lower": worry,
            "factor": rng.choice(FACTORS[product.nature]),
            "detail": detail,
            "detail_sentence": capitalized(detail) + ".",
            "brand": self.analysis.brand.name,
        }
        if self.market.features:
            feature = self.market.features[(self.number + place) % len(self.market.features)]
            slots |= {"feature": indefinite(feature), "feature_bare": _bare(feature)}
        if self.analysis.competitors:
            slots["rival"] = self.analysis.competitors[(self.number - 1) % len(self.analysis.competitors)].name
        return slots

    def _new_facts(self, slots: dict[str, str], rng: Random) -> dict[str, str]:
        customer, product = self.customer, self.market.product
        known = details(customer.audience, customer.size, product, model_of(self.analysis))
        detail = rng.choice([text for text in _not_in(slots["intro"], known) if text != slots["detail"]] or known)
        factor = rng.choice([text for text in FACTORS[product.nature] if text != slots["factor"]])
        return {"detail": detail, "detail_sentence": capitalized(detail) + ".", "factor": factor}

    def _pick(
        self, variants: Iterable[str], slots: dict[str, str], rng: Random, said: set[str], *, branded: bool = False
    ) -> str | None:
        texts = [_filled(variant, slots) for variant in _fitting(variants, slots, self.market.product)]
        allowed = [text for text in texts if branded or not self.brands.search(text)]
        fresh = [text for text in allowed if text not in said]
        return rng.choice(fresh) if fresh else None

    def _later(self, variants: tuple[str, ...], slots: dict[str, str], rng: Random, said: set[str]) -> str:
        shown = {key: value for key, value in slots.items() if key not in ("brand", "rival")}
        own = [text for text in said if text]  # prefer what nobody has said yet; repeat others rather than oneself
        found = self._pick(variants, shown, rng, set(own)) or self._pick(CLARIFICATIONS, shown, rng, set(own))
        return found or rng.choice([_filled(v, shown) for v in _fitting(variants, shown, self.market.product)])


def _seeded(*parts: object) -> Random:
    digest = hashlib.sha256("\x1f".join(str(part) for part in (PLANNER, *parts)).encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 - variety that repeats, not secrecy


def _product_slots(product: Product) -> dict[str, str]:
    head = split_head(product.want)[1]
    uncounted = is_plural(head) or is_mass(head)
    return {
        "one": product.one,
        "many": product.many,
        "a_one": product.a_one,
        "want": product.want,
        "want_bare": product.want if uncounted else product.many,
        "get": GET[product.nature],
    }


def _voice(customer: IdealCustomer, intro: str) -> dict[str, str]:
    audience = customer.audience
    alone = audience.kind == "person"
    return {
        "intro": intro,
        "for_me": f"for {audience.a_one} like me" if alone else f"for {audience.a_one}",
        "a_person": f"{audience.a_one} like me" if alone else audience.a_one,
        "people": audience.many,
        "us": "for somebody like me" if alone else "for us",
        "us_plain": "me" if alone else "us",
        "weve": "I've" if alone else "We've",
        "weve_lower": "I've" if alone else "we've",
        "our": "my" if alone else "our",
    }


def _bare(feature: str) -> str:
    head = split_head(feature)[1]
    return feature if is_plural(head) or is_mass(head) else plural(feature)


def _not_in(intro: str, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Details that the introduction has not told already: the same figure or the same words."""
    words = set(intro.lower().split()) - _SMALL_WORDS
    fresh = tuple(text for text in candidates if len((set(text.lower().split()) - _SMALL_WORDS) & words) == 0)
    return fresh or candidates


_SMALL_WORDS = words("a an the i i'm we we're with of and in to for about my have")
_TAGS = {"[goods]": ("goods",), "[tools]": ("software",), "[not goods]": ("software", "service", "place")}


def _fitting(variants: Iterable[str], slots: dict[str, str], product: Product) -> Iterator[str]:
    for variant in variants:
        tag, _, rest = variant.rpartition("]")
        if tag and product.nature not in _TAGS[tag + "]"]:
            continue
        if all(name in slots for _, name, _, _ in Formatter().parse(rest) if name):
            yield rest


def _filled(variant: str, slots: dict[str, str]) -> str:
    return punctuated(variant.format_map(slots))
