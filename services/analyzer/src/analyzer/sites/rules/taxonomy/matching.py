"""Where the words of the taxonomy stand in a text: whole words in any inflection, parts of compounds, or letters.

A text costs its length: its words are cut to stems once, and runs of stems are looked up. Of the terms that begin at
one word the longest counts; those inside a longer one count half. How strong a match is (0 to 1) is a matter of what is
said: a name, a term, of how many rows, alone or in a compound. It is no probability, and places are not weighed: what a
site talks about is not what it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from analyzer.sites.rules.taxonomy.stems import WORD, plain, stem, stems
from analyzer.sites.rules.taxonomy.table import Row, lines

COMPOUNDING = ("de", "nl")
CAPITAL_NOUNS = ("de",)
UNSPACED = ("ja",)
_NAME, _GOODS, _PHRASE, _TERM = 1.0, 0.8, 0.8, 0.6
_INSIDE = 0.5
_HEAD, _MODIFIER, _SUPPLIED = 0.6, 0.4, 0.8
"""Of compounds: a term as the head, before another head, before a head that means a supplier ("-hersteller")."""
_MOST_OWNERS = 8
"""Rows that may share a term that is nobody's name; one that more have says nothing."""
_LEAST_PART, _LEAST_COMPOUND, _LEAST_REST = 5, 9, 3
_KEPT_COMPOUNDS = 50_000
_BREAKS = frozenset(".!?;:|\n•·")


class Match(NamedTuple):
    """A term of a row in a text: what the table calls it, its span in characters, and how much it says (0 to 1)."""

    row_id: str
    term: str
    start: int
    end: int
    strength: float


class Posting(NamedTuple):
    """What a run of stems means: a row, the term as the table has it, and its strength where it stands alone."""

    row_id: str
    term: str
    strength: float


@dataclass(slots=True)
class Index:
    """The terms of one language. ``longest``: by first stem, the number of words of the longest term."""

    language: str
    postings: dict[str, tuple[Posting, ...]]
    longest: dict[str, int] = field(default_factory=dict)
    suppliers: tuple[str, ...] = ()
    noise: frozenset[str] = frozenset()
    """Words, as texts write them, that mean something else far more often than what the table means by them."""
    _letters: "AhoCorasick | None" = None
    _keys: list[str] = field(default_factory=list)
    _compounds: dict[str, tuple[Posting, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row], language: str) -> "Index":
        """The index of all words of rows in a language."""
        index = cls(language, _postings(rows, language))
        if language in UNSPACED:
            index._keys = list(index.postings)
            index._letters = AhoCorasick(
                index._keys, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
            )
            return index
        for key in index.postings:
            first, words = key.split(" ", 1)[0], key.count(" ") + 1
            index.longest[first] = max(words, index.longest.get(first, 0))
        index.suppliers = tuple(ending for to, ending in lines("suppliers.tsv") if to == language)
        index.noise = frozenset(word for to, word in lines("noise.tsv") if to == language)
        return index

    def match(self, text: str) -> Iterator[Match]:
        """Every term in a text, in order of where it begins."""
        return self._match_letters(text) if self._letters is not None else self._match_words(text)

    def _match_letters(self, text: str) -> Iterator[Match]:
        assert self._letters is not None
        for number, start, end in self._letters.find_matches_as_indexes(text):
            for row_id, term, strength in self.postings[self._keys[number]]:
                yield Match(row_id, term, start, end, strength)

    def _match_words(self, text: str) -> Iterator[Match]:
        spans = [found.span() for found in WORD.finditer(text)]
        cut = [stem(text[start:end], self.language) for start, end in spans]
        longest, covered = self.longest.get, 0
        compounding = self.language in COMPOUNDING
        nouns_are_capital = self.language in CAPITAL_NOUNS and not text.islower()
        for at, first in enumerate(cut):
            most = longest(first)
            count = self._words_of_term(text, spans, cut, at, most) if most else 0
            start, end = spans[at]
            if count < 2 and nouns_are_capital and text[start].islower():
                continue
            if count == 1 and text[start:end].lower() in self.noise:
                continue
            if count:
                end = spans[at + count - 1][1]
                found, share = self.postings[" ".join(cut[at : at + count])], _INSIDE if at < covered else 1.0
                covered = max(covered, at + count)
            elif compounding and end - start >= _LEAST_COMPOUND and at >= covered:
                found, share = self._compound(text[start:end]), 1.0
            else:
                continue
            for row_id, term, strength in found:
                yield Match(row_id, term, start, end, strength * share)

    def _words_of_term(self, text: str, spans: list[tuple[int, int]], cut: list[str], at: int, most: int) -> int:
        """How many words the longest term has that begins at a word; 0 where none does."""
        for count in range(min(most, len(cut) - at), 0, -1):
            if " ".join(cut[at : at + count]) in self.postings:
                last = at + count - 1
                if all(_joined(text[spans[each][1] : spans[each + 1][0]]) for each in range(at, last)):
                    return count
        return 0

    def _compound(self, word: str) -> tuple[Posting, ...]:
        known = self._compounds.get(word)
        if known is None:
            if len(self._compounds) >= _KEPT_COMPOUNDS:
                self._compounds.clear()
            known = self._compounds[word] = tuple(self._parts(word))
        return known

    def _parts(self, word: str) -> Iterator[Posting]:
        """The term that ends a compound and the one that begins it, the longest ones."""
        whole, ended = plain(word.lower()), stem(word, self.language)
        supplied = next((len(whole) - len(tail) for tail in self.suppliers if whole.endswith(tail)), None)
        for at in range(_LEAST_REST, len(ended) - _LEAST_PART + 1):
            if ended[at:] in self.postings:
                yield from _weakened(self.postings[ended[at:]], _HEAD)
                break
        share = _MODIFIER if supplied is None else _SUPPLIED
        for end in range(min(supplied or len(whole), len(whole) - _LEAST_REST), _LEAST_PART - 1, -1):
            if whole[:end] in self.postings:
                yield from _weakened(self.postings[whole[:end]], share)
                return


def _joined(between: str) -> bool:
    """Whether what stands between two words leaves them in one phrase."""
    return between == " " or (len(between) <= 3 and _BREAKS.isdisjoint(between))


def _weakened(postings: Iterable[Posting], share: float) -> Iterator[Posting]:
    for row_id, term, strength in postings:
        yield Posting(row_id, term, strength * share)


def _postings(rows: Iterable[Row], language: str) -> dict[str, tuple[Posting, ...]]:
    """By the stems of a term, joined by blanks, every row that has it, each with its best claim."""
    claims: defaultdict[str, dict[str, Posting]] = defaultdict(dict)
    for row in rows:
        for term, base in _terms(row, language):
            key = term if language in UNSPACED else " ".join(stems(term, language))
            known = claims[key].get(row.id)
            if len(key) > 1 and (known is None or known.strength < base):
                claims[key][row.id] = Posting(row.id, term, base)
    return {key: tuple(shared) for key, owners in claims.items() if (shared := _shared(list(owners.values())))}


def _terms(row: Row, language: str) -> Iterator[tuple[str, float]]:
    words = row.words(language)
    if words is None:
        return
    for name in (words.name, *words.aliases):
        yield name, _GOODS if row.goods else _NAME
    for term in words.terms:
        yield term, _PHRASE if " " in term and not row.goods else _TERM


def _shared(owners: list[Posting]) -> Iterator[Posting]:
    """The claims on a term, weaker the more rows claim it as much; terms of too many are left to those they name."""
    if len(owners) > _MOST_OWNERS:
        owners = [each for each in owners if each.strength >= _NAME]
    for row_id, term, base in owners:
        yield Posting(row_id, term, base / sum(each.strength >= base for each in owners) ** 0.5)
