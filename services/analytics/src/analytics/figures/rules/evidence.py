"""The sentences that prove the figures: chosen the same way each time, with the brand's place inside each."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from analytics.facts.rules.facts import AnswerFacts, StateRow
from analytics.figures.rules.brands import Brand, brands_of
from common.contracts.analytics import EvidenceQuote
from common.contracts.message import UnknownWord
from common.contracts.vocabulary import Presence

MOST_QUOTES = 12
MOST_PER_BRAND = 3
OTHER_BRANDS = 5
LONGEST_QUOTE = 400
STRENGTH: Mapping[Presence, int] = {"recommended": 0, "trusted": 1, "compared": 2, "mentioned": 3, "ignored": 4}
"""Strongest first. Of an unknown presence it is known only that the brand is named."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    quote: EvidenceQuote
    branded: bool
    confidence: float
    icp_id: UUID


def evidence_quotes(answers: Sequence[AnswerFacts]) -> tuple[EvidenceQuote, ...]:
    """Up to ``MOST_QUOTES`` quotes of the customer's brand and the most named others, in turns.

    Of each brand the strongest presence comes first, unbranded prompts before branded ones, then providers and
    profiles that were not quoted yet. No sentence is quoted twice for the same brand.
    """
    order = _brands_in_order(answers)
    candidates = {brand.id: _candidates(brand, answers) for brand in order}
    chosen: list[_Candidate] = []
    for _ in range(MOST_PER_BRAND):
        for brand in order:
            best = _best(candidates[brand.id], chosen)
            if best is not None and len(chosen) < MOST_QUOTES:
                chosen.append(best)
                candidates[brand.id] = [each for each in candidates[brand.id] if each.quote.text != best.quote.text]
    return tuple(each.quote for each in chosen)


def _brands_in_order(answers: Sequence[AnswerFacts]) -> list[Brand]:
    mentions = Counter(brand_id for answer in answers for brand_id in answer.named)
    brands = sorted(brands_of(answers), key=lambda brand: (-mentions[brand.id], brand.name, brand.id))
    own = [brand for brand in brands if brand.tracked]
    return own + [brand for brand in brands if not brand.tracked and mentions[brand.id]][:OTHER_BRANDS]


def _candidates(brand: Brand, answers: Iterable[AnswerFacts]) -> list[_Candidate]:
    found = []
    for answer in answers:
        for state in answer.states:
            if state.brand_id == brand.id and state.presence != "ignored":
                for text in proving(state):
                    place = place_of(state.brand, text)
                    if place is not None:
                        quote = _quote(answer, state, *cropped(text, *place))
                        found.append(_Candidate(quote, answer.row.branded, state.confidence, answer.row.icp_id))
    return found


def proving(state: StateRow) -> tuple[str, ...]:
    """The texts that prove a state: of more than a mention only the first, which decided it, in whatever words.

    Of readings from before grounds were told it is not known which one decided.
    """
    known = state.ground is not None and state.presence != "mentioned"
    return state.evidence_texts[:1] if known else state.evidence_texts


def _quote(answer: AnswerFacts, state: StateRow, text: str, start: int, end: int) -> EvidenceQuote:
    row = answer.row
    over = state.ground_text
    return EvidenceQuote(
        response_id=row.response_id,
        prompt_text=row.prompt_text,
        provider=row.provider,
        model=row.actual_model,
        icp_name=row.icp_name,
        brand=state.brand,
        presence=state.presence,
        belief=state.belief,
        text=text,
        start=start,
        end=end,
        ground=state.ground,
        ground_text=over if over is None or len(over) <= LONGEST_QUOTE else over[:LONGEST_QUOTE] + " …",
    )


def _best(candidates: Sequence[_Candidate], chosen: Sequence[_Candidate]) -> _Candidate | None:
    providers = Counter(each.quote.provider for each in chosen)
    icps = Counter(each.icp_id for each in chosen)

    def preference(each: _Candidate) -> tuple[object, ...]:
        quote = each.quote
        shown = providers[quote.provider] + icps[each.icp_id]
        strength = STRENGTH["mentioned"] if isinstance(quote.presence, UnknownWord) else STRENGTH[quote.presence]
        return (strength, each.branded, shown, -each.confidence, str(quote.response_id), quote.text)

    return min(candidates, key=preference, default=None)


@lru_cache(maxsize=1024)
def _pattern(brand: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in brand.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def place_of(brand: str, text: str) -> tuple[int, int] | None:
    """Start and end of the brand in ``text`` (Unicode code points), at word boundaries; None where it is not there.

    Not there is possible: the answer may use an alias or a domain. Such a sentence proves nothing to a reader who
    looks for the name, and is not quoted.
    """
    found = _pattern(brand).search(text) if brand.strip() else None
    return found.span() if found else None


def cropped(text: str, start: int, end: int) -> tuple[str, int, int]:
    """At most about ``LONGEST_QUOTE`` code points around the brand, cut between words and marked by dots."""
    if len(text) <= LONGEST_QUOTE:
        return text, start, end
    room = max((LONGEST_QUOTE - (end - start)) // 2, 0)
    first, last = max(start - room, 0), min(end + room, len(text))
    if first > 0:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else last
    head, tail = "… " if first > 0 else "", " …" if last < len(text) else ""
    return head + text[first:last] + tail, start - first + len(head), end - first + len(head)
