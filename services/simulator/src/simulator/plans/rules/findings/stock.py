"""Everything that a site says and that a customer could say: collected once, handed out fairly."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import Concern, Segment, SourcedText
from simulator.plans.rules.findings.market import Market
from simulator.plans.rules.findings.shapes import complaint, doubt, group, is_several, noun_phrase, question, squeezed
from simulator.plans.rules.languages.pack import Pack
from simulator.plans.rules.names import foreign_words

Shape = Literal["problem", "trouble", "question", "doubt", "thing", "segment", "heard", "worry", "factor", "goal"]
"""The last four are a person's words about a customer, said as they came: no site is read for them."""
_MOST = 60
"""Findings of one kind that are looked at: more than a plan can use, so that a site of thousands costs no more."""
_USES: dict[Shape, int] = {
    "problem": 2,
    "trouble": 2,
    "question": 2,
    "doubt": 2,
    "thing": 6,
    "segment": 5,
    "heard": 1,
    "worry": 1,
    "factor": 1,
    "goal": 1,
}
_WORDS = re.compile(r"[^\W_]{4,}")


@dataclass(frozen=True, slots=True)
class Finding:
    """``text`` as it may be said; ``source`` is what it rests on."""

    shape: Shape
    text: str
    source: SourcedText
    told: bool = False
    """Whether it rests on a person's word, not on the site."""

    @property
    def rests_on(self) -> SourcedText:
        """The finding alone, without what its kind has beside text, page and words."""
        return SourcedText(text=self.source.text, url=self.source.url, evidence=self.source.evidence)


@dataclass(frozen=True, slots=True)
class CustomerGroup:
    """A segment of the site whose name can be said."""

    text: str
    segment: Segment

    @property
    def finding(self) -> Finding:
        """The group as a finding to ask about."""
        return Finding("segment", self.text, self.segment)


@dataclass
class Stock:
    """The findings of a site; what is taken counts as used."""

    findings: tuple[Finding, ...]
    groups: tuple[CustomerGroup, ...]
    texts: str
    used: Counter[str] = field(default_factory=Counter)

    def of(self, shape: Shape, turn: int) -> list[Finding]:
        """What is left of one shape, the least used first; equals begin at ``turn``, so that customers differ."""
        own = [each for each in self.findings if each.shape == shape]
        left = [own[(turn + step) % len(own)] for step in range(len(own))]
        return sorted(
            (each for each in left if self.used[each.text] < _USES[shape]), key=lambda each: self.used[each.text]
        )

    def take(self, finding: Finding) -> None:
        """Count a use."""
        self.used[finding.text] += 1


def stock_of(analysis: WebsiteAnalyzed, market: Market, pack: Pack) -> Stock:
    """What can be said of the site; nothing where it speaks another language than the plan."""
    texts = _texts(analysis)
    if not market.own:
        return Stock((), (), texts)
    found = [*_concerns(analysis, pack, texts), *_telling(list(_things(analysis, market, pack, texts)), texts)]
    groups = tuple(_groups(analysis, market, pack, texts))
    found += [each.finding for each in groups if is_several(each.text, pack.language)]
    return Stock(tuple(_distinct(found)), groups, texts)


def _texts(analysis: WebsiteAnalyzed) -> str:
    sourced: Iterable[SourcedText] = (
        *analysis.offerings[:_MOST], *analysis.features[:_MOST], *analysis.target_markets[:_MOST],
        *analysis.problems[:_MOST], *analysis.objections[:_MOST], *analysis.value_propositions[:_MOST],
    )  # fmt: skip
    said = (f"{each.text[:300]} {(each.evidence or '')[:600]}" for each in sourced)
    terms = (term for each in analysis.proposals[:3] for term in (each.text, *each.terms[:10]))
    return " | ".join((analysis.category[:200], analysis.summary[:2000], *terms, *said, *analysis.keywords[:_MOST]))


def _concerns(analysis: WebsiteAnalyzed, pack: Pack, texts: str) -> Iterator[Finding]:
    names = foreign_words(analysis)
    for problem in analysis.problems[:_MOST]:
        yield from _first(problem, (("question", question), ("problem", complaint)), pack, names)
        whole = not re.search(pack.words["phrases"]["cut"], problem.text[:300])
        phrase = noun_phrase(problem, pack, texts) if whole and "?" not in (problem.quote or "") else None
        if phrase and not names.search(phrase) and complaint(problem, pack, names) is None:
            yield Finding("trouble", phrase, problem)
    for objection in analysis.objections[:_MOST]:
        yield from _first(objection, (("question", question), ("doubt", doubt)), pack, names)


def _first(
    concern: Concern,
    shapes: tuple[tuple[Shape, Callable[[Concern, Pack, "re.Pattern[str]"], str | None]], ...],
    pack: Pack,
    names: "re.Pattern[str]",
) -> Iterator[Finding]:
    for shape, read in shapes:
        text = read(concern, pack, names)
        if text is not None:
            yield Finding(shape, text, concern)
            return


def _things(analysis: WebsiteAnalyzed, market: Market, pack: Pack, texts: str) -> Iterator[Finding]:
    names = foreign_words(analysis)
    category = set(_WORDS.findall(f"{market.many} {market.one or ''}".lower()))
    listed: Iterator[SourcedText] = (
        source
        for offering in analysis.offerings[:_MOST]
        for source in (offering, *(offering.model_copy(update={"text": each}) for each in offering.features[:3]))
    )
    for source in islice((*listed, *analysis.features[:_MOST]), 3 * _MOST):
        phrase = noun_phrase(source, pack, texts)
        if phrase is None or names.search(phrase) or _torn_off(phrase, source.text, pack):
            continue
        words = set(_WORDS.findall(phrase.lower()))
        if any(phrase.lower() in place.text.lower() for place in analysis.places):
            continue
        if words and not words <= category and not _within(phrase, market.many):
            yield Finding("thing", phrase, source)


def _torn_off(phrase: str, text: str, pack: Pack) -> bool:
    """Whether a phrase is the beginning of something else: "Temperatur" of "Temperatur im Behälter halten"."""
    whole = re.split(r"[,;:(–—|]", text[:300])[0].split()
    return len(whole) - len(phrase.split()) >= (3 if pack.language == "en" else 2)


def _within(phrase: str, many: str) -> bool:
    return phrase.lower()[: max(5, len(phrase) - 2)] in many.lower()


def _groups(analysis: WebsiteAnalyzed, market: Market, pack: Pack, texts: str) -> Iterator[CustomerGroup]:
    names = foreign_words(analysis)
    seen: list[set[str]] = []
    for segment in analysis.target_markets[:_MOST]:
        text = group(segment, pack, texts)
        if text is None or names.search(text) or text.lower() == market.many.lower():
            continue
        if segment.buyer is None and not _somebody(text, market, pack):
            continue
        words = set(_WORDS.findall(text.lower())) or {text.lower()}
        if not any(words <= other or other <= words for other in seen):
            seen.append(words)
            yield CustomerGroup(text, segment)


def _somebody(text: str, market: Market, pack: Pack) -> bool:
    """Whether a group that nobody told to be buyers is one by its words: some role is looked for by them."""
    near = (market.sector.name, "business", "people")
    known = any(role.speaks_of(text) for role in pack.roles.values() if role.sector in near)
    return known or pack.names("phrases", "somebody", text)


def _telling(found: list[Finding], texts: str) -> list[Finding]:
    """Things by how often the site's findings speak of them, at most five times; equals in the site's order."""
    flat = texts.lower()
    return sorted(found, key=lambda each: -min(5, flat.count(max(each.text.lower().split(), key=len)[:12])))


def _distinct(found: Iterable[Finding]) -> Iterator[Finding]:
    seen: set[str] = set()
    for each in found:
        key = squeezed(each.text).lower()
        if key not in seen:
            seen.add(key)
            yield each
