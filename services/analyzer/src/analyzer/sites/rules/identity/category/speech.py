"""Words for suppliers in running text: what a site speaks of is not what it is, so that they weigh little."""

from collections import defaultdict
from collections.abc import Iterator

from analyzer.sites.rules.identity.category.model import Speaker, Statement
from analyzer.sites.rules.identity.category.phrases import TOKEN, Phrase, head_of, phrase_at
from analyzer.sites.rules.reading import Line, Reading

_LEFT = 3
_LEAST, _MOST = 2, 5
_WEIGHT = 0.3


def find_spoken(reading: Reading, speaker: Speaker) -> list[Statement]:
    """Phrases that stand on the site more than once, each weighed by how often."""
    heard: defaultdict[str, list[tuple[Line, Phrase]]] = defaultdict(list)
    for line in reading.content("paragraph", "item", "row", "answer", "question", "heading"):
        if line.page_type != "blog":
            for phrase in _phrases(line.text, speaker):
                heard[phrase.text.casefold()].append((line, phrase))
    found = []
    for said in heard.values():
        texts = {line.text for line, _ in said}
        if len(texts) >= _LEAST:
            line, phrase = said[0]
            weight = _WEIGHT * min(1.0, len(texts) / _MOST)
            found.append(Statement(phrase, "spoken", weight, line.url, line.text[:300]))
    return found


def _phrases(text: str, speaker: Speaker) -> Iterator[Phrase]:
    tokens = TOKEN.findall(text)
    words = speaker.words
    for at, token in enumerate(tokens):
        if not token[0].isalnum() or not head_of(token, words):
            continue
        first = at
        while not words.head_first and first and at - first < _LEFT and _narrows(tokens[first - 1], speaker):
            first -= 1
        last = at + 5 if words.head_first else at + 1
        phrase = phrase_at(" ".join(tokens[first:last]), words, speaker.drop)
        named = not words.compounds and any(_is_name(each, speaker) for each in tokens[first:at])
        if phrase and phrase.listed and phrase.head not in words.services and not phrase.proper and not named:
            yield phrase


def _is_name(token: str, speaker: Speaker) -> bool:
    """Whether a word within a sentence has a capital that the site never leaves out."""
    return token[0].isupper() and not token.isupper() and token.lower() not in speaker.small


def _narrows(token: str, speaker: Speaker) -> bool:
    """Whether a word before the head belongs to it: not what stops a phrase, not a verb that is written with -s."""
    low = token.lower()
    if not token[0].isalpha() or low in speaker.words.lists["stops"] or low in speaker.words.lists["own"]:
        return False
    return not speaker.words.compounds or token[0].islower()
