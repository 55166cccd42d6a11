"""To whom a business sells, and a sentence on what decided."""

import re
from collections import Counter
from collections.abc import Sequence

from analyzer.sites.rules.identity.words import Sells, Words, words_in
from analyzer.sites.rules.reading import Reading, Weighed
from common.contracts.vocabulary import BusinessModel
from common.english.nouns import singular

_WORD = re.compile(r"[^\W_]+(?:[-'’&.][^\W_]+)*")
_PHRASE = 3
"""How many words a phrase counts that addresses organisations."""
_TECHNICAL = frozenset(("making", "engineering"))
"""What speaks for a maker of technical goods; firms buy them."""
_SOFTWARE = "software"
"""What speaks for a maker of software; firms buy more of it than people."""
_DEFAULT = 1
"""How much a site says for people that only says "you"."""
_MOST_WORDS, _SURELY = 4, 0.3


def find_business_model(reading: Reading, words: Words, kinds: Sequence[Weighed] = ()) -> tuple[BusinessModel, str]:
    """Whom it sells to, and why: phrases weigh more than single words; where both are addressed, the stronger. What
    speaks for its kind (``kinds``) says something of its customers too: firms buy technical goods."""
    sells = (words if words.language else words_in("en")).sells
    whole = "\n".join(f"{page.title or ''}. {page.meta_description or ''}\n{page.text}" for page in reading.site.pages)
    if sells.through and (found := sells.through.search(whole)):
        return "b2b2c", f"The site says “{found[0]}”."
    sides = [match[0] for match in sells.sides.finditer(whole)] if sells.sides else []
    if len(sides) >= 2:
        return "marketplace", f"The site brings two sides together: “{sides[0]}”."
    if kinds and kinds[0].value == "marketplace" and kinds[0].confidence >= _SURELY:
        return "marketplace", f"It is a marketplace: “{kinds[0].witnesses[0].text[:80]}”."
    phrases = [match[0] for pattern in sells.b2b for match in pattern.finditer(whole)]
    counts = Counter(
        singular(word) if words.language in ("en", "") else word for word in map(str.lower, _WORD.findall(whole))
    )
    sources = {each.source for each in kinds[0].witnesses} if kinds else set()
    technical = sources >= _TECHNICAL or _SOFTWARE in sources
    b2b = sum(counts[word] for word in sells.b2b_words) + _PHRASE * (len(phrases) + technical)
    b2c = sum(counts[word] for word in sells.b2c_words) + min(_DEFAULT, counts["you"])
    model: BusinessModel = "b2b" if b2b >= max(b2c, 1) else "b2c"  # words of private life stand on every site
    return model, _reason(model, phrases, counts, sells)


def cues_of(reading: Reading, words: Words, model: BusinessModel) -> list[str]:
    """What speaks for a model: phrases of the site first, then words."""
    sells = (words if words.language else words_in("en")).sells
    whole = "\n".join(page.text for page in reading.site.pages)
    patterns = {"b2b2c": (sells.through,), "marketplace": (sells.sides,), "b2b": sells.b2b}.get(model, ())
    phrases = [found[0] for pattern in patterns if pattern for found in pattern.finditer(whole)]
    return [*phrases, *sorted({"b2b": sells.b2b_words, "b2c": sells.b2c_words}.get(model, ()))]


def _reason(model: BusinessModel, phrases: Sequence[str], counts: Counter[str], sells: Sells) -> str:
    listed = sells.b2b_words if model == "b2b" else sells.b2c_words
    cues = sorted((word for word in listed if counts[word]), key=lambda word: (-counts[word], word))[:_MOST_WORDS]
    if model == "b2b" and phrases:
        common = Counter(phrase.lower() for phrase in phrases).most_common(1)[0][0]
        return f"It addresses organisations: “{common}”; frequent words: {', '.join(cues) or 'none'}."
    if not cues and model == "b2b":
        return "It makes technical goods, which firms buy."
    if not cues:
        return "No word of the site says whom it sells to; private customers are assumed."
    addressed = "organisations" if model == "b2b" else "private customers"
    return f"It addresses {addressed}; frequent words: {', '.join(cues)}."
