"""Names: the spellings under which a brand is recognised, compiled into one matcher for many brands.

A spelling is compared without its separators ("Mail-Chimp", "MailChimp" and "Mailchimp" are one key); where the text
splits a name that the brand writes as one word, or the other way round, the separators decide (see ``_joins``).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analyzer.extraction.document import BLOCK_BREAK
from analyzer.extraction.fold import fold, fold_name
from analyzer.extraction.lexicon import is_ordinary
from analyzer.extraction.model import BrandName
from analyzer.extraction.tokens import Token, is_unspaced, tokenize
from analyzer.extraction.words import words

_LEGAL = words(
    """
    llc inc incorporated ltd limited gmbh ag sa srl sarl sas bv nv plc corp corporation co company kg kgaa se oy ab as
    aps pty llp lp kk spa sl ltda pvt pte ug ev ohg
    """
)
_SUFFIX_DOTS = re.compile(r"(?<=[A-Za-z])\.(?=[A-Za-z](?:\.|$|\s))")
_LEGAL_TAIL = re.compile(
    r",? (?:(?i:llc|l\.l\.c\.|inc|incorporated|ltd|gmbh|plc|corp|corporation)\b"
    r"|(?:AG|SE|S\.A\.|S\.p\.A\.|BV|B\.V\.|NV|N\.V\.|Co|Oy|AB|KG)\b(?! [a-z]))"
    r"(?: & Co\.? KG)?\.?"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_DOMAIN_NAME = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,12}$", re.IGNORECASE)
_TITLE_CUT = re.compile(r"\s*(?:,\s|\s[-–|]\s|\s?\(|;\s)")
_HEAD = 4
MAX_NAME = 200
_MAX_TOKENS = 48
_LONGEST_SEAM = 8


@dataclass(frozen=True, slots=True)
class Variant:
    """One spelling. ``breaks`` are the offsets in ``key`` where the brand's own spelling has a boundary.

    ``loose`` are those where it has punctuation of its own. ``priority`` orders owners of one key: 0 the name itself,
    1 an alias, 2 a derived spelling.
    """

    key: str
    owner: int
    raw: str
    breaks: frozenset[int]
    loose: frozenset[int]
    priority: int
    ordinary: bool
    exact: bool
    dotted: bool = False


@dataclass(slots=True)
class Matcher:
    """Spellings and domains of a set of brands; look-ups cost the length of the text, not the number of brands."""

    names: list[str]
    variants: dict[str, list[Variant]] = field(default_factory=dict)
    domains: dict[str, int] = field(default_factory=dict)
    _heads: dict[str, int] = field(default_factory=dict)

    def add(self, variant: Variant) -> None:
        """Index one spelling."""
        self.variants.setdefault(variant.key, []).append(variant)
        for size in range(1, min(_HEAD, len(variant.key)) + 1):
            head = variant.key[:size]
            self._heads[head] = max(self._heads.get(head, 0), len(variant.key) + 1)  # + 1: a plural's letter

    def match_at(self, text: str, tokens: Sequence[Token], index: int) -> tuple[Variant, int] | None:
        """The longest spelling that starts at a token, and the index after its last token."""
        spelled = ""
        best: tuple[Variant, int] | None = None
        seams: list[tuple[int, str, bool]] = []
        for at in range(index, min(index + _MAX_TOKENS, len(tokens))):
            token = tokens[at]
            if at > index:
                seam = text[tokens[at - 1].end : token.start]
                if len(seam) > _LONGEST_SEAM:
                    break
                seams.append((len(spelled), seam, _both_capital(tokens[at - 1], token)))
            spelled += token.key
            head = spelled[:_HEAD]
            if self._heads.get(head, 0) < len(spelled):
                break
            best = self._spelled(spelled, seams, token, at + 1) or best
        return best

    def _spelled(
        self, spelled: str, seams: list[tuple[int, str, bool]], last: Token, after: int
    ) -> tuple[Variant, int] | None:
        for key in _readings(spelled, last):
            for variant in self.variants.get(key, ()):
                if key != spelled and (variant.ordinary or variant.exact or len(last.raw) == 1):
                    continue
                if all(_joins(variant, seam) for seam in seams):
                    return variant, after
        return None


def _readings(spelled: str, last: Token) -> tuple[str, ...]:
    """The text's spelling and, for a plural of a word that is nothing else, its singular."""
    if spelled[-1:] == "s" and len(spelled) > 4 and last.raw[-1] == "s" and not is_ordinary(last.key):
        return (spelled, spelled[:-1], spelled[:-2]) if spelled[-2] == "e" else (spelled, spelled[:-1])
    return (spelled,)


def _both_capital(before: Token, after: Token) -> bool:
    return before.raw[:1].isupper() and after.raw[:1].isupper()


def _joins(variant: Variant, seam: tuple[int, str, bool]) -> bool:
    """Whether what stands between two tokens of the text may stand there in this name."""
    offset, between, capitals = seam
    if between in ("", "-", "'"):
        return True
    if BLOCK_BREAK in between:
        return False
    if offset in variant.breaks:
        if between.strip() in ("", "-", "'", "!", "/", "*", "·", "\u2013"):
            return True
        return between == "." or (offset in variant.loose)
    return between == " " and capitals


def compile_names(brands: Iterable[BrandName]) -> Matcher:
    """One matcher for brands of distinct names; a spelling that two brands claim goes to the one whose name it is."""
    matcher = Matcher([])
    for owner, brand in enumerate(brands):
        matcher.names.append(brand.name)
        for priority, spelling in [(0, brand.name), *((1, alias) for alias in brand.aliases)]:
            _add_spelling(matcher, owner, spelling, priority)
        for domain in brand.domains:
            host = _host(domain)
            if host:
                matcher.domains.setdefault(host, owner)
    for claims in matcher.variants.values():
        claims.sort(key=lambda claim: (claim.priority, matcher.names[claim.owner]))
    return matcher


def _host(domain: str) -> str:
    bare = re.sub(r"^[a-z+]{2,10}://", "", fold_name(domain).lower())
    host = re.split(r"[/?#:]", bare, maxsplit=1)[0]
    return host.removeprefix("www.").strip(".") if "." in host else ""


def _add_spelling(matcher: Matcher, owner: int, spelling: str, priority: int) -> None:
    folded = fold_name(spelling[:MAX_NAME])
    texts = [(folded, priority)]
    umlauts = fold(spelling[:MAX_NAME].translate(_UMLAUTS)).text.strip()
    if umlauts != folded:
        texts.append((umlauts, priority))
    texts += [(bare, 2) for bare in (_without_legal(folded), _without_legal(umlauts)) if bare]
    title = _TITLE_CUT.split(folded, maxsplit=1)[0]
    if title != folded and len(title.split()) >= 3:
        texts.append((title, 2))
    if _DOMAIN_NAME.match(folded):
        matcher.domains.setdefault(folded.lower().removeprefix("www."), owner)
        texts.append((folded.removeprefix("www.").split(".")[0], 2))
    for text, rank in texts:
        variant = _variant(text, owner, rank)
        if variant:
            matcher.add(variant)


def _without_legal(folded: str) -> str:
    """A name without its legal form, or nothing where it has none or is nothing else."""
    words = _SUFFIX_DOTS.sub("", folded).replace(",", " ").split()
    kept = list(words)
    while len(kept) > 1 and kept[-1].strip(".").lower() in _LEGAL | {"&"}:
        kept.pop()
    return " ".join(kept) if len(kept) < len(words) else ""


def _variant(text: str, owner: int, priority: int) -> Variant | None:
    tokens = tokenize(text)
    if not tokens or (len(tokens) == 1 and tokens[0].key == "&"):
        return None
    key, breaks, loose = "", set(), set()
    for number, token in enumerate(tokens):
        if number:
            breaks.add(len(key))
            if text[tokens[number - 1].end : token.start].strip(" -'"):
                loose.add(len(key))
        if token.raw.isascii():
            breaks.update(len(key) + hit.start() for hit in _CAMEL.finditer(token.raw))
        key += token.key
    ordinary = all(is_ordinary(token.key) or token.key == "&" for token in tokens)
    short = len(key) <= 2 and not is_unspaced(key[0])
    exact = short or (len(key) == 3 and text.isupper() and is_ordinary(key))
    dotted = text.startswith(".") and len(tokens) == 1
    ordinary = (ordinary and not dotted) or len(key) == 1
    return Variant(key, owner, text, frozenset(breaks), frozenset(loose), priority, ordinary, exact, dotted)


def legal_tail(text: str, end: int) -> int:
    """The end of a mention with the legal form that follows it, as in ``Acme, Inc.``"""
    hit = _LEGAL_TAIL.match(text, end)
    return hit.end() if hit else end
