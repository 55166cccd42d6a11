"""What a business says it does to something, as what customers look for: "we restore pianos", "piano restoration"."""

import re
from collections.abc import Iterator

from analyzer.sites.rules.identity.category.goods import filled
from analyzer.sites.rules.identity.category.model import Speaker, Statement
from analyzer.sites.rules.identity.category.nouns import is_goods
from analyzer.sites.rules.identity.category.phrases import phrase_at
from analyzer.sites.rules.reading import Reading

_WEIGHT = {"homepage": 0.4, "about": 0.4, "blog": 0.0}
_ELSEWHERE = 0.25
_LONGEST = 3
_AND = r"(?:,? (?:and|or|und|oder|et|ou) \w+)?"


def find_doings(reading: Reading, speaker: Speaker) -> Iterator[Statement]:
    """Services in the words for them, from sentences with a verb of the language's list and what it is done to."""
    own = "|".join(re.escape(name) for name in speaker.names) or "(?!)"
    doer, of = speaker.words.doer
    for verb, pattern in speaker.words.doings:
        frame = re.compile(rf"\b(?:{doer}|{own})(?: \w+)? {verb}{_AND}\s+{of}(?=\w)", re.IGNORECASE)
        for line in reading.content("paragraph", "description", "item", "heading", "answer"):
            weight = _WEIGHT.get(line.page_type, _ELSEWHERE)
            for found in frame.finditer(line.text) if weight else ():
                goods = phrase_at(line.text[found.end() :], speaker.words, speaker.drop)
                if goods is None or len(goods.core) > _LONGEST or not is_goods(goods, speaker):
                    continue
                phrase = phrase_at(filled(pattern, " ".join(goods.core), speaker), speaker.words)
                if phrase and phrase.listed:
                    yield Statement(phrase, "doing", weight, line.url, line.text[:300])
