"""One matcher for many brands: their keys are found in the text's letters, the spellings' rules decide about each.

Separators are left out before all keys are looked for at once (``keys``): a text costs its length, whatever the number
of brands. A name begins where a word begins; of the keys that begin there the longest one counts. Plain spellings are
indexed by their key alone and become ``Variant`` only where a text holds them: 100,000 names compile at once.
"""

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from analyzer.extraction.model import WantedBrand
from analyzer.extraction.naming.matching.exclusions import exclusions
from analyzer.extraction.naming.matching.inflected import InflectedNames
from analyzer.extraction.naming.matching.keys import Keys
from analyzer.extraction.naming.matching.legal import has_form
from analyzer.extraction.naming.matching.plurals import may_be_plural, without_ending
from analyzer.extraction.naming.matching.prefixes import ARTICLE, SHORTEST, TO_THE, prefix_sizes
from analyzer.extraction.naming.matching.seams import Seam, joins, seam_before
from analyzer.extraction.naming.matching.spellings import (
    MAX_NAME,
    Spelling,
    Variant,
    spellings,
    variant_of,
)
from analyzer.extraction.text.fold import decoded, fold_name
from analyzer.extraction.text.tokens import Token, tokenize

_MAX_TOKENS = 48
_SLACK = 6  # letters that a text's spelling may have beyond its key: a plural's, and the signs of "C++"
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ '-][A-Za-z0-9]+)*").fullmatch
_PLAIN_HOST = re.compile(r"(?!.*xn--)(?:[a-z0-9-]+\.)+[a-z0-9-]+").fullmatch
_SEPARATORS = bytes(code for code in range(128) if not chr(code).isalnum())
_KEPT = bytes(code not in _SEPARATORS for code in range(256))
_SIGNS = str.maketrans("", "", "+#&")
_SIGNS_ON = ("+", "#")  # signs that go on with a word
_LOWERED = bytes(range(256)).lower()
_PLURAL = b"esES"
_LAST_WITHOUT_PREFIX = b"\xd6"  # of UTF-8: letters of Hebrew and Arabic begin with the bytes behind it

Start = tuple[int, str, int | None]
"""Where a spelling may start, its longest key, and where that ends with a word (None where tokens must tell)."""


@dataclass(slots=True)
class Matcher:
    """Spellings and domains of a set of brands; look-ups cost the length of the text, not the number of brands."""

    names: list[str] = field(default_factory=list)
    domains: dict[str, int] = field(default_factory=dict)
    _index: dict[str, int | list[int]] = field(default_factory=dict)
    _spelled: list[str] = field(default_factory=list)
    _owners: "array[int]" = field(default_factory=lambda: array("l"))
    _ranks: bytearray = field(default_factory=bytearray)
    _claims: dict[str, tuple[Variant, ...]] = field(default_factory=dict)
    _signed: set[str] = field(default_factory=set)
    _keys: Keys = field(default_factory=Keys)
    _listed: list[str | None] = field(default_factory=list)
    """Per key the spelling that alone has it, as it is listed; None where several have it."""
    _owner_of: list[int] = field(default_factory=list)
    _sited: frozenset[int] = frozenset()
    _inflected: InflectedNames | None = None
    cased: set[int] = field(default_factory=set)
    excluded: dict[int, re.Pattern[str]] = field(default_factory=dict)
    """Per owner what finds the words that never mean it."""

    def __contains__(self, key: str) -> bool:
        """Whether a key is a spelling of a brand."""
        return key in self._index

    def claims(self, key: str) -> tuple[Variant, ...]:
        """The spellings of a key, the best claim first: the brand whose name it is, then aliases, then derived ones."""
        known = self._claims.get(key)
        if known is not None:
            return known
        entry = self._index.get(key)
        if entry is None:
            return ()
        made = [
            variant_of(Spelling(self._spelled[at], self._ranks[at]), self._owners[at])
            for at in ([entry] if isinstance(entry, int) else entry)
        ]
        found = sorted(filter(None, made), key=lambda claim: (claim.priority, self.names[claim.owner]))
        self._claims[key] = tuple(found)
        return self._claims[key]

    def has_domain(self, owner: int) -> bool:
        """Whether a brand's own domains are listed."""
        return owner in self._sited

    def add(self, key: str, spelling: str, owner: int, priority: int) -> None:
        """Index one spelling by its key."""
        at = len(self._spelled)
        self._spelled.append(spelling)
        self._owners.append(owner)
        self._ranks.append(priority)
        known = self._index.setdefault(key, at)
        if known != at:
            self._index[key] = [known, at] if isinstance(known, int) else [*known, at]

    def seal(self) -> None:
        """Build the tables; nothing is added afterwards."""
        for key in self._index:
            if not key.isalnum():
                self._signed |= {key.translate(_SIGNS), key.replace("&", "and").translate(_SIGNS)} - {""}
            elif key.startswith(ARTICLE) and len(key) >= len(ARTICLE) + SHORTEST:
                self._signed.add(key.removeprefix(ARTICLE))
        self._keys = Keys(chain(self._index, self._signed))
        for key in self._keys.spelled:
            entry = self._index.get(key)
            if isinstance(entry, int):
                self._listed.append(self._spelled[entry])
                self._owner_of.append(self._owners[entry])
            else:
                self._listed.append(None)
                self._owner_of.append(-1)
        self._sited = frozenset(self.domains.values())

    @property
    def inflected(self) -> InflectedNames:
        """The names as languages with endings write them; made when the first text in one of them is read."""
        if self._inflected is None:
            self._inflected = InflectedNames(self._index, self._spelled, self.claims)
        return self._inflected

    def places(self, text: str, *, inflected: bool = False) -> list[Start]:
        """Where spellings may start in a folded text, in order; with ``inflected`` also where a form of one may."""
        spelled = self._keys.spelled
        found: list[Start] = [(start, spelled[number], end) for start, number, end in self._numbered(text)]
        if not inflected:
            return found
        begun = {start for start, _, _ in found}
        stems = _token_places(tokenize(text), self.inflected.keys)
        others: list[Start] = [(start, "", None) for start, _, _ in stems if start not in begun]
        return sorted(found + others) if others else found

    def _numbered(self, text: str) -> list[tuple[int, int, int | None]]:
        return self._plain_places(text) if text.isascii() else _token_places(tokenize(text), self._keys)

    def _plain_places(self, text: str) -> list[tuple[int, int, int | None]]:
        written = text.encode()
        standing = self._keys.standing_in(written.translate(_LOWERED, _SEPARATORS))
        if not standing:
            return []
        kept = written.translate(_KEPT) + b"\0"
        offset = np.frombuffer(kept, np.bool_).nonzero()[0].item
        longest: dict[int, tuple[int, int, int | None]] = {}  # of those that begin at one place the longest ends last
        for number, first, after in standing:
            start = offset(first)
            if start and kept[start - 1]:
                continue  # no word begins here
            end = offset(after - 1) + 1
            if not kept[end]:
                longest[start] = (start, number, end)
            elif written[end] in _PLURAL:
                longest[start] = (start, number, None)
        return [longest[start] for start in sorted(longest)]

    def listed_at(self, text: str, place: Start) -> Variant | None:
        """The best claim of a place that writes it as it is listed: what ``match_at`` finds, without the tokens."""
        start, key, end = place
        claims = self.claims(key) if end and text[end : end + 1] not in _SIGNS_ON else ()
        return claims[0] if claims and claims[0].raw == text[start:end] else None

    def match_at(
        self, text: str, tokens: Sequence[Token], index: int, longest: int, skip: int = 0
    ) -> tuple[Variant, int] | None:
        """The longest spelling that starts at a token, at most ``longest`` letters, and the index after its last.

        ``skip`` letters of the token stand before the spelling: words that its language writes together with a name.
        """
        spelled = ARTICLE if skip and text[: tokens[index].start + skip].endswith(TO_THE) else ""
        if spelled:
            longest += len(spelled)
        best: tuple[Variant, int] | None = None
        seams: list[Seam] = []
        for at in range(index, min(index + _MAX_TOKENS, len(tokens))):
            token = tokens[at]
            if at > index:
                seam = seam_before(text, tokens, at, len(spelled))
                if seam is None:
                    break
                seams.append(seam)
            spelled += token.key if at > index else token.key[skip:]
            if len(spelled) > longest + _SLACK:
                break
            best = self._read(spelled, seams, token, at + 1) or best
        return best

    def _read(self, spelled: str, seams: list[Seam], last: Token, after: int) -> tuple[Variant, int] | None:
        hyphened = bool(seams) and seams[-1][1] == "-"
        for key in without_ending(spelled, last, hyphened=hyphened):
            for variant in self.claims(key):
                if key != spelled and not may_be_plural(variant, last, hyphened=hyphened):
                    continue
                if all(joins(variant, seam) for seam in seams):
                    return variant, after
        return None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Owner, start and end of each spelling in a folded text, without its context: no overlaps, longest first."""
        found: list[tuple[int, int, int]] = []
        listed, owner_of, covered = self._listed, self._owner_of, 0
        for start, number, end in self._numbered(text):
            if start < covered:
                continue
            if end and text[start:end] == listed[number] and text[end : end + 1] not in _SIGNS_ON:
                hit = (owner_of[number], start, end)
            else:
                near = self._near(text, start, self._keys.spelled[number], end)
                if near is None:
                    continue
                hit = near
            found.append(hit)
            covered = hit[2]
        return found

    def _near(self, text: str, start: int, key: str, end: int | None) -> tuple[int, int, int] | None:
        """What a text names at one place that it does not write as listed."""
        if end and text[end : end + 1] not in _SIGNS_ON:
            owner = self._as_listed(key, text[start:end])
            if owner is not None:
                return owner, start, end
        window = text[start : start + 2 * len(key) + 4 * _SLACK]
        tokens = tokenize(window)
        hit = self.match_at(window, tokens, 0, len(key)) if tokens else None
        return (hit[0].owner, start, start + tokens[hit[1] - 1].end) if hit else None

    def _as_listed(self, key: str, written: str) -> int | None:
        """The owner of a key that a text writes as the brand is listed, but for capitals."""
        spelled = written.lower()
        return next((claim.owner for claim in self.claims(key) if claim.raw.lower() == spelled), None)


def _token_places(tokens: Sequence[Token], keys: Keys) -> list[tuple[int, int, int | None]]:
    """As ``_plain_places``, where letters of many scripts decide what a word is."""
    at = 0
    begins: dict[int, int] = {}
    parts: list[bytes] = []
    for token in tokens:
        written = token.key.translate(_SIGNS) if token.raw.isascii() else token.key
        part = b"and" if token.key == "&" and token.raw != "&" else written.encode()
        begins.setdefault(at, token.start)
        if part[:1] > _LAST_WITHOUT_PREFIX:
            for size in prefix_sizes(token.raw):
                begins.setdefault(at + len(token.raw[:size].encode()), token.start + size)
        parts.append(part)
        at += len(part)
    standing = keys.standing_in(b"".join(parts))
    longest = {first: number for number, first, _ in standing if first in begins}
    return [(begins[first], number, None) for first, number in sorted(longest.items())]


def compile_names(brands: Iterable[WantedBrand]) -> Matcher:
    """One matcher for brands of distinct names; a spelling that two brands claim goes to the one whose name it is."""
    matcher = Matcher()
    for owner, brand in enumerate(brands):
        matcher.names.append(brand.name)
        if brand.exact_case:
            matcher.cased.add(owner)
        never = exclusions(brand) if brand.excluded else None
        if never is not None:
            matcher.excluded[owner] = never
        _add_spelling(matcher, owner, brand.name, 0)
        for alias in brand.aliases:
            _add_spelling(matcher, owner, alias, 1)
        for domain in brand.domains:
            host = _host(domain)
            if host:
                matcher.domains.setdefault(host, owner)
    matcher.seal()
    return matcher


def _host(domain: str) -> str:
    if _PLAIN_HOST(domain):
        return domain.removeprefix("www.")
    bare = re.sub(r"^[a-z+]{2,10}://", "", fold_name(decoded(domain.lower())).lower())
    host = re.split(r"[/?#:]", bare, maxsplit=1)[0]
    return host.removeprefix("www.").strip(".") if "." in host else ""


def _add_spelling(matcher: Matcher, owner: int, spelling: str, priority: int) -> None:
    if _PLAIN(spelling) and len(spelling) < MAX_NAME:
        lower = spelling.lower()
        if "and" not in lower and lower[:4] != "the " and not has_form(lower):
            matcher.add(lower.replace(" ", "").replace("-", "").replace("'", ""), spelling, owner, priority)
            return
    host, derived = spellings(spelling, priority)
    if host:
        matcher.domains.setdefault(host, owner)
    for one in derived:
        variant = variant_of(one, owner)
        if variant:
            matcher.add(variant.key, one.text, owner, one.priority)
