"""Plans of conversations of ideal customers: pure, and the same for the same analysis, language and panel.

``Planner`` is what the service calls; ``DeterministicPlanner`` needs no model, ``llm_planner`` has the other engine.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import Panel, PlannedConversation, PlannedPrompt, PromptType, SourcedText
from common.english import ENGLISH
from common.primitives.ids import derived_id
from common.primitives.versions import derived_version
from simulator.plans.rules.conversations.speaking import SEED, Spoken
from simulator.plans.rules.conversations.telling import TURNS, Telling
from simulator.plans.rules.customers.library import RoleLibrary
from simulator.plans.rules.customers.profiles import IdealCustomer, understood
from simulator.plans.rules.languages.pack import LANGUAGES, code_of
from simulator.plans.rules.said import NOTHING_SAID, Said, Seat, with_said

PLANNER = SEED
"""The planner's name. What it chooses is drawn by it and by nothing else: mended words leave the other choices."""
PLANNER_VERSION = derived_version(PLANNER, Path(__file__).parent, ENGLISH)
CORE = 5
"""The first conversations of a profile are its panel: compared from run to run."""


class LanguageNotSupported(Exception):  # noqa: N818 - a refusal, with what would help
    """Conversations were asked for in a language that nobody here speaks; ``detail`` says what would help."""

    def __init__(self, language: str) -> None:
        spoken = "|".join(sorted(LANGUAGES))
        self.detail = (
            f"Conversations in '{language}' take a planning model, and none is configured; "
            f"without one, ask for --language {spoken}."
        )
        super().__init__(self.detail)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an audit asks: profiles with the roles that speak for them, and their conversations."""

    planner_version: str
    seats: tuple[Seat[IdealCustomer], ...]
    conversations: tuple[PlannedConversation, ...]
    language: str
    """ISO 639-1 code of the profiles and the conversations."""

    @property
    def customers(self) -> tuple[IdealCustomer, ...]:
        """The profiles as they are asked for: with what people said of them."""
        return tuple(seat.customer for seat in self.seats)


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

    async def plan(self, analysis: WebsiteAnalyzed, panel: Panel, language: str, said: Said = NOTHING_SAID) -> Plan:
        """The plan for one website, with what people ``said`` of its customers.

        Raises LanguageNotSupported where it does not speak ``language``.
        """
        ...


class DeterministicPlanner:
    """Roles and situations of the language's pack, about what the site says."""

    version = PLANNER_VERSION
    repeats_itself = True

    async def plan(self, analysis: WebsiteAnalyzed, panel: Panel, language: str, said: Said = NOTHING_SAID) -> Plan:
        """See ``Planner``."""
        return plan_of(analysis, panel, language, said)


def turns_of(panel: Panel) -> int:
    """Prompts of a whole panel, asked once of one provider."""
    return panel.icps * sum(TURNS[: panel.conversations])


def plan_of(analysis: WebsiteAnalyzed, panel: Panel, language: str, said: Said = NOTHING_SAID) -> Plan:
    """The deterministic plan. A smaller panel is the beginning of a larger one, to the word.

    Whoever nobody spoke of says what would be said if nobody had spoken of anybody.

    Raises:
        LanguageNotSupported: there is no pack for ``language``.
    """
    spoken = spoken_language(language)
    site = understood(analysis, spoken)
    library = RoleLibrary(site)
    plain = [seat.customer for seat in with_said(library, NOTHING_SAID)]
    seats = with_said(library, said)
    told = Telling(site, plain).told({})
    voices = [each.voice for each in plain]
    kept = [seat.place for seat in seats if seat.customer.voice in voices]
    if len(kept) < len(seats):
        known = {key: each for key, each in told.items() if key[0] in kept}
        told = Telling(understood(analysis, spoken), [seat.customer for seat in seats]).told(known)
    conversations = {key: _planned(each.customer, key[1], each.spoken) for key, each in told.items()}
    asked = [seat.place for seat in seats][: panel.icps]
    wanted = sorted(key for key in conversations if key[0] in asked and key[1] < panel.conversations)
    return Plan(PLANNER_VERSION, seats[: panel.icps], tuple(conversations[key] for key in wanted), spoken)


def spoken_language(language: str) -> str:
    """The pack's code of a language tag: de for de-AT. Raises LanguageNotSupported where there is no pack."""
    code = code_of(language)
    if code not in LANGUAGES:
        raise LanguageNotSupported(language)
    return code


def with_core_of(plan: Plan, before: Iterable[PlannedConversation]) -> Plan:
    """``plan`` with the core conversations that its profiles held ``before``: a panel is asked the same again."""
    known = {(each.icp_id, each.sequence_number): each for each in before if each.core}
    kept = tuple(known.get((each.icp_id, each.sequence_number), each) for each in plan.conversations)
    return replace(plan, conversations=kept)


@dataclass(frozen=True, slots=True)
class About:
    """What a conversation is about, beside its words."""

    topic: str
    concern: str | None = None
    context: str | None = None
    expected_outcome: str | None = None
    reason: str | None = None
    rests_on: SourcedText | None = None


def conversation_of(
    customer: IdealCustomer, place: int, about: About, texts: Iterable[tuple[PromptType, str]]
) -> PlannedConversation:
    """A conversation with derived ids: the same words at the same place are the same rows in every run."""
    said = tuple(texts)
    conversation_id = derived_id("conversation", customer.profile.id, place + 1, *(text for _, text in said))
    return PlannedConversation(
        id=conversation_id,
        icp_id=customer.profile.id,
        sequence_number=place + 1,
        topic=about.topic,
        concern=about.concern,
        context=about.context,
        expected_outcome=about.expected_outcome,
        reason=about.reason,
        rests_on=about.rests_on,
        core=place < CORE,
        prompts=tuple(
            PlannedPrompt(
                id=derived_id("prompt", conversation_id, turn), text=text, prompt_type=kind, sequence_order=turn
            )
            for turn, (kind, text) in enumerate(said, start=1)
        ),
    )


def _planned(customer: IdealCustomer, place: int, spoken: Spoken) -> PlannedConversation:
    about = About(spoken.topic, spoken.concern, spoken.context, spoken.outcome, spoken.reason, rests_on=spoken.rests_on)
    first, *later = spoken.turns
    return conversation_of(customer, place, about, [("primary", first), *((_purpose(text), text) for text in later)])


def _purpose(text: str) -> PromptType:
    """A turn that tells something before it asks makes the question clearer; else it asks on."""
    return "clarification" if ". " in text else "follow_up"
