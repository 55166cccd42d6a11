"""What the figures say, in sentences: headline, summary, what to look at next, and how far to trust it.

Every sentence states counts, never an adjective in their place, and none claims more than the counts: an order of two
brands whose intervals overlap is told as not settled.
"""

from uuid import UUID

from common.contracts.analytics import BrandFigures, Figure, Slice, Substitution
from reports.documents.rules.document import AuditFacts, Finding, Section, figures_of
from reports.documents.rules.wording import (
    because,
    clause,
    count,
    listed,
    part_name,
    percent,
    percent_interval,
    provider_name,
    together,
)

SMALL_PANEL = 10
"""Conversations below which intervals are so wide that the report says so (a choice, not a law of statistics)."""
FEWEST_SHARED = 5
"""Conversations below which no percentage heads a report: one conversation more or less would turn it round."""
FEWEST_BRANDED = 3
MOST_FINDINGS = 5


def leading_rival(part: Slice, brand_id: UUID | None) -> BrandFigures | None:
    """The brand named most beside the customer's; null where no other is named."""
    rivals = [brand for brand in part.brands if brand.brand_id != brand_id and brand.mentions > 0]
    return rivals[0] if rivals else None


def leading_rivals(part: Slice, brand_id: UUID | None) -> list[BrandFigures]:
    """All brands that are named as often as the leading rival: a tie is told as one."""
    first = leading_rival(part, brand_id)
    return [] if first is None else [
        brand for brand in part.brands if brand.brand_id != brand_id and brand.mentions == first.mentions
    ]  # fmt: skip


def headline(part: Slice | None, brand: str, own: BrandFigures | None) -> str:
    """The whole report in one sentence."""
    if part is None or part.answers == 0:
        return "No answer could be measured"
    rivals = leading_rivals(part, own.brand_id if own else None)
    total = count(part.answers, "answer")
    mine = own.mentions if own else 0
    named = f"{brand} is named in {'none' if mine == 0 else mine} of {total}"
    if not rivals:
        return f"{named}; no rival is" if mine else f"None of {total} names {brand} or a rival"
    theirs, who, verb = (
        rivals[0].mentions,
        together([rival.brand for rival in rivals]),
        "is" if len(rivals) == 1 else "are",
    )
    if mine > theirs:
        return f"{named}; next {verb} {who} with {theirs}{'' if len(rivals) == 1 else ' each'}"
    if mine == theirs:
        return f"{named}, as often as {who}"
    return f"{named}; {who} {verb} named in {theirs}{'' if len(rivals) == 1 else ' each'}"


def summary(part: Slice | None, own: BrandFigures | None, providers: tuple[str, ...]) -> str:
    """How much that is, how sure, and what it rests on."""
    asked = f"Asked: {listed(tuple(provider_name(one) for one in providers))}." if providers else ""
    if part is None or part.answers == 0:
        return f"No usable answer to an unbranded question was received. {asked}".strip()
    base = f"{count(part.conversations, 'conversation')} and {count(part.answers, 'answer')}"
    if own is None or own.share_of_voice.value is None:
        reason = because(own.share_of_voice) if own else "no figure is of your brand"
        return f"Share of voice is not measurable: {clause(reason)}. It would rest on {base}. {asked}".strip()
    if part.conversations < FEWEST_SHARED:
        return f"That is from {base}: too few for a percentage to say anything. {asked}".strip()
    interval = percent_interval(own.share_of_voice)
    sure = f"95% interval {interval}" if interval else f"no interval: {clause(because(own.share_of_voice))}"
    share = percent(own.share_of_voice.value)
    return f"That is a share of voice of {share} ({sure}), from {base}. {asked}".strip()


def findings(
    slices: tuple[Slice, ...], substitutions: tuple[Substitution, ...], brand: str, brand_id: UUID | None
) -> tuple[Finding, ...]:
    """What to look at next, the most telling first."""
    whole = next((part for part in slices if part.by == "all" and not part.branded), None)
    branded = next((part for part in slices if part.by == "all" and part.branded), None)
    found = [
        _replaced(substitutions, brand, brand_id),
        _gap(slices, "icp", brand, brand_id),
        _gap(slices, "funnel_stage", brand, brand_id),
        _gap(slices, "provider", brand, brand_id),
        _named_not_recommended(whole, brand, brand_id),
        _late(whole, brand, brand_id),
        _asked_by_name(branded, brand, brand_id),
    ]
    return tuple(finding for finding in found if finding is not None)[:MOST_FINDINGS]


def _replaced(substitutions: tuple[Substitution, ...], brand: str, brand_id: UUID | None) -> Finding | None:
    mine = [one for one in substitutions if one.missing_brand_id == brand_id]
    if not mine:
        return None
    most = max(one.occurrences for one in mine)
    first = [one for one in mine if one.occurrences == most]
    who = together(sorted(one.substitute_brand for one in first))
    often = "is there most often: in" if len(first) == 1 else "are there most often: each in"
    return Finding(
        text=f"Where {brand} is missing, {who} {often} {most} of "
        f"{count(first[0].missing_answers, 'answer')} without {brand}.",
        advice=f"Read what those answers credit {who} with, and whether your own pages say it.",
        section="substitution",
    )


_GAPS: dict[str, tuple[Section, str]] = {
    "icp": ("icps", "Write for this customer’s questions first; they are the ones that pass you by."),
    "funnel_stage": ("funnel", "Check which of your pages answer questions of this stage at all."),
    "provider": ("providers", "Compare the sources this provider draws on with those of the others."),
}


def _gap(slices: tuple[Slice, ...], by: str, brand: str, brand_id: UUID | None) -> Finding | None:
    """The part with the lowest visibility beside the one with the highest, where the two stand apart."""
    parts = [part for part in slices if part.by == by and not part.branded and part.answers > 0]
    rated = [(own.mentions / part.answers, part, own) for part in parts if (own := figures_of(part, brand_id))]
    if len(rated) < 2:
        return None
    low, high = min(rated, key=lambda one: one[0]), max(rated, key=lambda one: one[0])
    settled = apart(low[2].visibility, high[2].visibility)
    if not settled and (low[2].mentions > 0 or high[2].mentions < 2):
        return None
    section, advice = _GAPS[by]
    hint = "" if settled else " With a panel of this size, that may be chance."
    mine = "none" if low[2].mentions == 0 else low[2].mentions
    return Finding(
        text=f"{_subject(low[1])}: {brand} is named in {mine} of {count(low[1].answers, 'answer')}; "
        f"{_subject(high[1])}: in {high[2].mentions} of {high[1].answers}.{hint}",
        advice=advice,
        section=section,
    )


def _subject(part: Slice) -> str:
    return f"{part_name(part)} stage" if part.by == "funnel_stage" else part_name(part)


def _named_not_recommended(part: Slice | None, brand: str, brand_id: UUID | None) -> Finding | None:
    own = figures_of(part, brand_id)
    if own is None or own.mentions == 0 or own.presence.get("recommended", 0) > 0:
        return None
    return Finding(
        text=f"{brand} is named in {count(own.mentions, 'answer')} but recommended in none.",
        advice="Look at how those sentences introduce you: what is missing to say “choose it”?",
        section="presence",
    )


def _late(part: Slice | None, brand: str, brand_id: UUID | None) -> Finding | None:
    own = figures_of(part, brand_id)
    if own is None or own.average_position.value is None or own.average_position.value < 2:
        return None
    return Finding(
        text=f"When {brand} is named, it comes at position {own.average_position.value:.1f} on average and first in "
        f"{own.first_positions} of {count(own.mentions, 'answer')}.",
        advice="First places are what readers remember; see which brands hold them in the table.",
        section="share_of_voice",
    )


def _asked_by_name(part: Slice | None, brand: str, brand_id: UUID | None) -> Finding | None:
    own = figures_of(part, brand_id)
    if part is None or own is None or part.answers < FEWEST_BRANDED:
        return None
    return Finding(
        text=f"Asked about {brand} by name, {own.presence.get('recommended', 0)} of "
        f"{count(part.answers, 'answer')} recommend it.",
        advice="These are people who know you already; they are counted apart and not in the share of voice.",
        section="branded",
    )


def cautions(slices: tuple[Slice, ...], audit: AuditFacts, brand: str, brand_id: UUID | None) -> tuple[str, ...]:
    """What limits the report, in sentences for a person."""
    whole = next((part for part in slices if part.by == "all" and not part.branded), None)
    told: list[str] = []
    if whole is None or whole.answers == 0:
        told.append("No usable answer to an unbranded question was received, so no figure could be measured.")
    else:
        told.extend(_of_the_panel(whole, brand, brand_id))
        told.extend(_of_the_plan(whole, audit))
    if audit.failed_answers:
        told.append(
            f"{count(audit.failed_answers, 'question')} got no answer from the provider. They are left out of every "
            "figure, not counted as answers without you."
        )
    if audit.providers == ("local",):
        told.append(
            "All answers come from a small language model that runs locally. It shows how the measurement works; "
            "the assistants your customers use will answer differently."
        )
    return tuple(told)


def _of_the_panel(whole: Slice, brand: str, brand_id: UUID | None) -> list[str]:
    told = []
    if whole.conversations < SMALL_PANEL:
        told.append(
            f"Only {count(whole.conversations, 'conversation')}: intervals are wide, and a second run may well put "
            "the brands in another order. Compare intervals, not single percentages."
        )
    own = figures_of(whole, brand_id)
    rival = leading_rival(whole, brand_id)
    if own is None:
        told.append(f"No figure is of {brand}: it is not among the brands that were looked for.")
    elif rival and own.mentions and overlap(own.share_of_voice, rival.share_of_voice):
        told.append(
            f"The intervals of {brand} and {rival.brand} overlap: which of the two is named more is not settled by "
            "this panel."
        )
    if whole.refusals:
        told.append(
            f"{count(whole.refusals, 'answer')} refused the question. A refusal counts as an answer that names nobody."
        )
    return told


def _of_the_plan(whole: Slice, audit: AuditFacts) -> list[str]:
    """Why the panel is larger than what the figures rest on, where it is."""
    planned = audit.panel.icps * audit.panel.conversations * audit.panel.repeats * len(audit.providers)
    if planned <= whole.conversations:
        return []
    return [
        f"The panel has {count(planned, 'conversation')}; these figures rest on the {whole.conversations} with answers "
        "to questions that name no brand. What was asked by name is counted apart; what got no answer is left out."
    ]


def apart(one: Figure, other: Figure) -> bool:
    """Whether both intervals are known and share no value."""
    known = all(end is not None for end in (one.low, one.high, other.low, other.high))
    return known and not overlap(one, other)


def overlap(one: Figure, other: Figure) -> bool:
    """Whether both intervals are known and share a value."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.low <= other.high and other.low <= one.high
