"""The lint over a plan: what a careful reader would stumble over, each finding in a sentence.

A plan comes as its profiles and conversations, with the analysis it was made from and the language it was asked in.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import PlannedConversation, Profile
from scoring.sites.plans.languages import stray_language

GRAM = 6
"""Words in a row that make a phrase a stock one, where more than ``MOST_USES`` conversations have them."""
MOST_USES = 2
GROUNDED_SHARE = 0.6
MOST_SHARED = 1
"""Pains, and goals, that two profiles of a plan may have in common."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_MASK = "\x00"


@dataclass(frozen=True, slots=True)
class LintedPlan:
    """What is looked at. ``names``: the category as it stands in the plan, masked before phrases are counted."""

    analysis: WebsiteAnalyzed
    language: str
    profiles: Sequence[Profile]
    conversations: Sequence[PlannedConversation]
    names: Sequence[str] = ()


_FAULTS: dict[str, dict[str, str]] = {
    "": {
        "doubled space": r"\s{2}|^\s|\s$",
        "unfilled slot": r"[{}\[\]|]|\bNone\b",
        "doubled punctuation": r"(?<!\.)[,;:]{2}|\.{2}|[?!]{2}|[.,;][?!]|[?!][.,;]",
        "empty quotes": r"[\"“„«]\s*[\"”“»]",
        "a word twice": r"(?i)\b([^\W\d_]{2,}) \1\b(?! [^\W\d_]+ \1)",
    },
    "en": {
        "space before punctuation": r"\s[,.;:?!]",
        "a before a vowel": r"\b[Aa] (?!eu|one\b|once\b|uni(?!m|n)|us[ae]|ut)[aeio]\w+",
        "an before a consonant": r"\b[Aa]n (?!hour|heir|honest|[A-Z])[bcdfghjklmnpqrstvwxyz]\w+",
        "article before a plural": r"\b[Aa]n? (?:\w+ )?(?:shops|stores|tools|brands|clinics|owners|firms|makers)\b",
        "voices mixed": r"\bI're\b|\bwe'm\b|\bI is\b|\bwe is\b",
    },
    "de": {"space before punctuation": r"\s[,.;:?!]"},
    "fr": {
        "space before punctuation": r"\s[,.]",
        "not elided": r"(?i)(?<!-)\b(?:de|que|le|je|ne|se) (?=[aeéèêiou])(?!onz|oui|un\b|une\b à)\w",
        "not contracted": r"\b(?:de|à) les? (?!\w+(?:er|ir|re)\b)",
    },
}


def findings_of(plan: LintedPlan) -> list[str]:
    """Everything that is wrong with a plan; empty where nothing is."""
    return [
        *_sentences(plan), *_brands(plan), *_repetitions(plan), *_stock_phrases(plan), *_likeness(plan),
        *_groundedness(plan), *_languages(plan), *_unexplained(plan),
    ]  # fmt: skip


def _texts(plan: LintedPlan) -> Iterator[tuple[str, str]]:
    for each in plan.conversations:
        for prompt in each.prompts:
            yield f"{each.icp_id}/{each.sequence_number}.{prompt.sequence_order}", prompt.text
        for told in (each.topic, each.context, each.expected_outcome, each.reason):
            yield f"{each.icp_id}/{each.sequence_number}", told or "-"
    for profile in plan.profiles:
        for told in (profile.name, profile.description, *profile.pain_points, *profile.goals, *profile.objections):
            yield f"profile {profile.sequence_number}", told


def _sentences(plan: LintedPlan) -> Iterator[str]:
    patterns = _FAULTS[""] | _FAULTS.get(plan.language, {})
    for where, text in _texts(plan):
        for name, pattern in patterns.items():
            if re.search(pattern, text):
                yield f"{where}: {name}: {text}"


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    listed = sorted({re.escape(name) for name in names if name.strip()}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)", re.IGNORECASE) if listed else None


def brands_of(analysis: WebsiteAnalyzed) -> re.Pattern[str] | None:
    """Matches the names of the brand and its rivals."""
    return _pattern(
        name
        for brand in (analysis.brand, *analysis.competitors)
        for name in (brand.name, *brand.aliases, *brand.domains)
    )


def is_branded(conversation: PlannedConversation, brands: "re.Pattern[str] | None") -> bool:
    """Whether the opening names the brand or a rival: what follows may then, too."""
    return brands is not None and brands.search(conversation.prompts[0].text) is not None


def _brands(plan: LintedPlan) -> Iterator[str]:
    brands = brands_of(plan.analysis)
    if brands is None:
        return
    branded = [each for each in plan.conversations if is_branded(each, brands)]
    if len(branded) * 10 > max(len(plan.conversations), 10):
        yield f"{len(branded)} of {len(plan.conversations)} conversations are branded, more than one in ten"
    for each in plan.conversations:
        later = [prompt.text for prompt in each.prompts[1:] if brands.search(prompt.text)]
        if later and each not in branded:
            yield f"{each.icp_id}/{each.sequence_number}: the brand comes up by accident: {later[0]}"
        if each.core and each in branded:
            yield f"{each.icp_id}/{each.sequence_number}: a core conversation names a brand"


def _repetitions(plan: LintedPlan) -> Iterator[str]:
    openings = Counter(each.prompts[0].text.casefold() for each in plan.conversations)
    for text, count in openings.items():
        if count > 1:
            yield f"{count} conversations open alike: {text}"
    by_icp: dict[object, Counter[str]] = {}
    for each in plan.conversations:
        own = by_icp.setdefault(each.icp_id, Counter())
        own.update(prompt.text.casefold() for prompt in each.prompts)
        seen = [set(_telling(prompt.text)) for prompt in each.prompts]
        for left, right in combinations(seen, 2):
            if (
                left
                and right
                and len(left & right) / min(len(left), len(right)) > 0.7
                and min(len(left), len(right)) > 3
            ):
                yield f"{each.icp_id}/{each.sequence_number}: says the same twice: {each.prompts[0].text}"
    for said in by_icp.values():
        for text, count in said.items():
            if count > 1:
                yield f"one person says {count} times: {text}"


def _telling(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(text.casefold()) if len(word) > 4)


def masked(text: str, names: "re.Pattern[str] | None") -> list[str]:
    """The words of a text in small letters, names as one mark."""
    flat = names.sub(_MASK, text) if names else text
    return re.findall(rf"{_MASK}|{_WORD.pattern}", flat.casefold())


def _stock_phrases(plan: LintedPlan) -> Iterator[str]:
    names = names_of(plan)
    counts: Counter[tuple[str, ...]] = Counter()
    for each in plan.conversations:
        grams = {
            tuple(words[at : at + GRAM])
            for prompt in each.prompts
            for words in (masked(prompt.text, names),)
            for at in range(len(words) - GRAM + 1)
        }
        counts.update(gram for gram in grams if _MASK not in gram)
    for gram, count in counts.items():
        if count > MOST_USES:
            yield f"stock phrase in {count} conversations: {' '.join(gram)}"


def names_of(plan: LintedPlan) -> "re.Pattern[str] | None":
    """What is no wording of the planner's: names, the category, places."""
    found = [*plan.names, plan.analysis.brand.name, *(each.name for each in plan.analysis.competitors)]
    found += [place.text for place in plan.analysis.places]
    for proposal in plan.analysis.proposals:
        found += [proposal.text, proposal.singular or ""]
    return _pattern(found)


def _likeness(plan: LintedPlan) -> Iterator[str]:
    for left, right in combinations(plan.profiles, 2):
        for what in ("pain_points", "goals", "objections"):
            shared = set(getattr(left, what)) & set(getattr(right, what))
            if len(shared) > MOST_SHARED:
                yield f"profiles {left.sequence_number} and {right.sequence_number} share {len(shared)} {what}"
        if left.name == right.name:
            yield f"two profiles are called {left.name}"
        if left.trigger is not None and left.trigger == right.trigger:
            yield f"profiles {left.sequence_number} and {right.sequence_number} have one trigger"


def grounded_share(plan: LintedPlan) -> float:
    """Share of the unbranded openings' places, of all conversations, that are about a finding of the site, 0 to 1."""
    about = [each for each in plan.conversations if each.rests_on is not None]
    return len(about) / len(plan.conversations) if plan.conversations else 0.0


def _groundedness(plan: LintedPlan) -> Iterator[str]:
    same = plan.analysis.language.lower().split("-")[0] == plan.language
    if same and grounded_share(plan) < GROUNDED_SHARE:
        yield f"only {grounded_share(plan):.0%} of the openings are about something that the site is about"


def _languages(plan: LintedPlan) -> Iterator[str]:
    names = names_of(plan)
    for where, text in _texts(plan):
        for sentence in re.split(r"(?<=[.?!])\s", names.sub(" ", text) if names else text):
            other = stray_language(sentence, plan.language)
            if other is not None:
                yield f"{where}: a sentence in {plan.language} with words in {other}: {sentence}"


def _unexplained(plan: LintedPlan) -> Iterator[str]:
    for each in plan.conversations:
        if not (each.context and each.expected_outcome and each.reason):
            yield f"{each.icp_id}/{each.sequence_number}: lacks situation, outcome or reason"
    for profile in plan.profiles:
        told = {statement.text for statement in profile.statements}
        for said in (*profile.pain_points, *profile.goals, *profile.objections):
            if said not in told:
                yield f"profile {profile.sequence_number}: rests on nothing: {said}"
        for statement in profile.statements:
            if statement.basis == "site" and not statement.evidence:
                yield f"profile {profile.sequence_number}: quotes nothing of the site: {statement.text}"
