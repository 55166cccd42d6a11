"""The same sites after a person who knows has given four answers, and the plans that are made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from analyzer.extraction import extract
from analyzer.sites.announcing import analyzed
from analyzer.sites.rules.analysis import WebsiteAnalysis
from analyzer.sites.rules.said import Facts, corrected
from analyzer.sites.rules.said.facts import SaidCategory, SaidKind, SaidName, SaidRival, SaidRivals, SaidSegment
from analyzer.sites.store import KeptAnalysis
from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import Panel, PlannedConversation, Profile
from common.primitives.ids import derived_id
from scoring.sites.gold import Gold
from scoring.sites.plans.figures import distinct_2, self_bleu
from scoring.sites.plans.lint import LintedPlan, findings_of
from scoring.sites.statements import named
from scoring.sites.wording import holds, overlap, speaks_of
from simulator.plans.rules.customers.profiles import understood
from simulator.plans.rules.planning import LanguageNotSupported, plan_of

GROUNDED = 0.6
"""The share of a customer's openings that must be about something the site is about."""
_VERSION = "scored"


@dataclass(frozen=True, slots=True)
class Opening:
    """The first question of a conversation, with the gold's topics that it holds.

    ``beyond``: those that the category does not hold already. Without any, it is the category's plain question.
    """

    text: str
    topics: tuple[str, ...]
    beyond: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Customer:
    """An ideal customer of a plan. ``impossible``: who of the gold's not_customers it is, None where nobody."""

    name: str
    impossible: str | None
    openings: tuple[Opening, ...]

    @property
    def about(self) -> int:
        """How many openings are about something that the site is about, beyond its category."""
        return sum(bool(one.beyond) for one in self.openings)

    @property
    def grounded(self) -> bool:
        """Whether enough of them do."""
        return self.about >= GROUNDED * len(self.openings) > 0


@dataclass(frozen=True, slots=True)
class PlanMarks:
    """One site's plan. ``languages``: one a conversation, as its prompts read; ``failed``: why there is no plan.

    ``faults``: what the lint finds; ``distinct_2`` and ``self_bleu``: how varied its prompts are, each from 0 to 1.
    """

    slug: str
    gold: Gold
    customers: tuple[Customer, ...] = ()
    languages: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    distinct_2: float | None = None
    self_bleu: float | None = None
    failed: str | None = None

    @property
    def in_language(self) -> int:
        """Conversations in the site's own language."""
        return sum(one == self.gold.language for one in self.languages)


def answers_of(gold: Gold, found: WebsiteAnalysis) -> Facts:
    """What a person who knows answers: name, kind, category, and a rival that was not found or a customer group.

    The group is said where none of those found is right, or where there is no rival to name; it stands for those found.
    """
    groups = [entry.accepted for entry in gold.segments]
    right = any(overlap(each.text, one) for each in found.target_markets for group in groups for one in group)
    known = [each.name for each in found.competitors]
    missing = [rival for rival in gold.rivals if not any(named(name, one) for name in known for one in rival)]
    rivals = segments = None
    if right and missing:
        rivals = SaidRivals(added=(SaidRival(name=missing[0][0], aliases=missing[0][1:]),))
    elif not right:
        segments = (SaidSegment(text=groups[0][0]),)
    return Facts(
        name=SaidName(name=gold.name[0], aliases=gold.name[1:]),
        kind=SaidKind(kind=gold.kind),
        category=SaidCategory(text=gold.categories[0]),
        rivals=rivals,
        segments=segments,
    )


def confirmed(gold: Gold, found: WebsiteAnalysis) -> WebsiteAnalysis:
    """The analysis with a person's four answers."""
    return corrected(found, answers_of(gold, found))


def plan_marks(slug: str, gold: Gold, found: WebsiteAnalysis) -> PlanMarks:
    """The plan by the rules of an analysis, held against the gold's topics, customers and language."""
    event = announced(slug, found)
    try:
        plan = plan_of(event, Panel(), found.language)
    except (ValueError, LanguageNotSupported) as failed:
        return PlanMarks(slug, gold, failed=str(failed))
    topics = _topics(gold, found)
    customers = tuple(_customer(each.profile, plan.conversations, gold, topics) for each in plan.customers)
    said = (" ".join(prompt.text for prompt in each.prompts) for each in plan.conversations)
    languages = tuple(extract(text, []).language for text in said)
    market = understood(event, plan.language).market
    profiles = [each.profile for each in plan.customers]
    linted = LintedPlan(event, plan.language, profiles, plan.conversations, [market.many, market.one or ""])
    faults = tuple(findings_of(linted))
    return PlanMarks(slug, gold, customers, languages, faults, distinct_2(linted), self_bleu(linted))


def announced(slug: str, found: WebsiteAnalysis) -> WebsiteAnalyzed:
    """The analysis as the planner gets it; ids derive from the site's name, so that its plan repeats."""
    own, website = derived_id("scored-analysis", slug), derived_id("scored-website", slug)
    kept = KeptAnalysis(own, website, own, own, _VERSION, datetime.fromtimestamp(0, UTC), 0, found, found)
    return analyzed(kept, website)


def _topics(gold: Gold, found: WebsiteAnalysis) -> dict[str, bool]:
    """What the site is about, each with whether it says more than the category that customers ask for.

    That is the gold's topics, and whatever else it says the site offers, solves, is for or stands in: a question is
    about a site that is about a problem, a feature, a constraint, a segment or a place of it.
    """
    asked = [found.category, *(each.singular for each in found.proposals[:1] if each.singular)]
    entries = (*gold.offerings, *gold.segments, *gold.problems)
    about = dict.fromkeys((*gold.topics, *(one for entry in entries for one in entry.accepted), *gold.places))
    return {topic: not any(speaks_of(text, topic, gold.language) for text in asked) for topic in about}


def _customer(
    profile: Profile, conversations: Sequence[PlannedConversation], gold: Gold, topics: Mapping[str, bool]
) -> Customer:
    own = [each.prompts[0].text for each in conversations if each.icp_id == profile.id]
    called = (profile.name, *profile.job_titles)
    impossible = next((who for who in gold.not_customers if any(holds(text, who) for text in called)), None)
    return Customer(profile.name, impossible, tuple(_opening(text, gold, topics) for text in own))


def _opening(text: str, gold: Gold, topics: Mapping[str, bool]) -> Opening:
    held = tuple(topic for topic in topics if speaks_of(text, topic, gold.language))
    return Opening(text, held, tuple(topic for topic in held if topics[topic]))
