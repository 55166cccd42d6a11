"""The words and phrases that make this site different from any site."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from analyzer.sites.rules.analysis.model import Site, WebsitePage
from analyzer.sites.rules.reading.english.grammar import is_word, tokens
from analyzer.sites.rules.reading.english.words import COMMON_WORDS, PRAISE, SITE_WORDS
from analyzer.sites.rules.reading.prose import letters
from common.english.words import ADVERBS, FUNCTION_WORDS, VERBS

MOST = 20
_BACKGROUND = FUNCTION_WORDS | SITE_WORDS | COMMON_WORDS | PRAISE | ADVERBS
_NO_START = _BACKGROUND | VERBS


def phrases(text: str, *, longest: int = 3) -> Iterator[str]:
    """Runs of one to ``longest`` neighbouring words in lower case that neither begin nor end with a common word."""
    for line in text.splitlines():
        run: list[str] = []
        for token in (*tokens(line), "."):
            low = token.lower()
            if is_word(token) and low not in FUNCTION_WORDS and not low[0].isdigit():
                run.append(low)
                continue
            yield from _inner(run, longest)
            run = []


def _inner(run: list[str], longest: int) -> Iterator[str]:
    for size in range(1, longest + 1):
        for at in range(len(run) - size + 1):
            part = run[at : at + size]
            if part[0] not in _NO_START and part[-1] not in _BACKGROUND and len(part[-1]) > 2:
                yield " ".join(part)


def page_counts(site: Site) -> dict[str, int]:
    """On how many pages each phrase stands."""
    seen: dict[str, int] = defaultdict(int)
    for page in site.pages:
        for phrase in set(phrases(_all_text(page))):
            seen[phrase] += 1
    return seen


def _all_text(page: WebsitePage) -> str:
    return "\n".join((page.title or "", page.meta_description or "", *page.headings, page.text))


def find_keywords(site: Site, names: Collection[str], *, most: int = MOST) -> tuple[str, ...]:
    """Phrases without any of ``names``, the most telling first: frequency x log(1 + pages) x words.

    A phrase that mostly occurs inside a longer one gives way to it: the C-value of Frantzi, Ananiadou and Mima (2000).
    """
    counts: Counter[str] = Counter()
    for page in site.pages:
        counts.update(phrases(_all_text(page)))
    pages = page_counts(site)
    own = {letters(name) for name in names}
    kept = {phrase: count for phrase, count in counts.items() if not any(name in letters(phrase) for name in own)
            and (count > 1 or len(site.pages) == 1)}  # fmt: skip
    nested: Counter[str] = Counter()
    for phrase, count in kept.items():
        parts = phrase.split()
        for size in range(1, len(parts)):
            for at in range(len(parts) - size + 1):
                inner = " ".join(parts[at : at + size])
                nested[inner] = max(nested[inner], count)
    scores = {
        phrase: (count - nested[phrase]) * math.log1p(pages[phrase]) * (1 + math.log2(len(phrase.split()) + 1))
        for phrase, count in kept.items()
    }
    ranked = sorted((phrase for phrase in scores if scores[phrase] > 0), key=lambda phrase: (-scores[phrase], phrase))
    return tuple(ranked[:most])
