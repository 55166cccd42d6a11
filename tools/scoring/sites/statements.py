"""Every statement of an analysis, and which of them are wrong.

Wrong is what the gold file lists (wrong categories, who is no rival, who is no customer), what contradicts it (name,
kind), and what on any site is not the business's own word: cookie notices, comments, spam, job posts, and furniture,
which is the label of a link or button that stands on most pages. What the gold knows as right is never wrong.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from analyzer.sites.rules.analysis import WebsiteAnalysis
from collector.pages.rules.text import parse
from scoring.sites.gold import Gold
from scoring.sites.reading import decoded, files_of
from scoring.sites.wording import folded, holds, overlap, same, same_kind, speaks_of

_NOT_THEIRS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_OUTSIDE = re.compile(r"(?:^|[-_ ])(?:cookies?\w*|consent|comments?|commentlist|respond)(?:$|[-_ ])", re.IGNORECASE)
_WHOLE = frozenset({"html", "body", "main", "article"})
_FURNITURE_SHARE, _FURNITURE_LEAST = 0.6, 3
_SOLD = frozenset({"brand_sold", "integration"})
"""Others' names that may be an offering: what a shop sells, what a product works with."""
_MOST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Statement:
    """One finding, with the field it stands in."""

    field: str
    text: str
    evidence: str = ""
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a site's own word: labels of furniture, and text that only comments and notices hold."""

    labels: frozenset[str]
    outside: str
    inside: str


def statements_of(found: WebsiteAnalysis, gold: Gold, around: Surroundings) -> tuple[Statement, ...]:
    """Every statement, each with the reason why it is wrong, or None."""
    return tuple(Statement(one.field, one.text, one.evidence, _wrong(one, gold, around)) for one in _statements(found))


def _statements(found: WebsiteAnalysis) -> Iterator[Statement]:
    yield Statement("name", found.brand.name)
    if found.business_kind is not None:
        yield Statement("kind", found.business_kind)
    yield Statement("category", found.category)
    yield from (Statement("rivals", each.name) for each in found.competitors)
    yield from (Statement("offerings' features", text) for each in found.offerings for text in each.features)
    lists: dict[str, Iterable[Any]] = {
        "offerings": found.offerings, "segments": found.target_markets, "problems": found.problems,
        "features": found.features, "value propositions": found.value_propositions, "proof": found.proof,
        "objections": found.objections, "places": found.places,
    }  # fmt: skip
    for field, findings in lists.items():
        yield from (Statement(field, each.text, each.evidence or "") for each in findings)


def _wrong(one: Statement, gold: Gold, around: Surroundings) -> str | None:
    """Why a statement is wrong; None where nothing speaks against it."""
    if one.field == "name":
        return None if any(same(one.text, name) for name in gold.name) else "not its name"
    if one.field == "kind":
        return None if one.text == gold.kind else "another kind"
    if one.field == "category":
        return "a wrong category" if verdict_on(one.text, gold) == "wrong-listed" else None
    if one.field == "rivals":
        return None if is_rival(one.text, gold) else _no_rival(one.text, gold)
    if _known(one, gold):
        return None
    return _by_lists(one, gold) or _by_rules(one, around)


def verdict_on(category: str, gold: Gold) -> str:
    """``accepted``, ``wrong-listed`` or ``other``; the site's own towns may stand with it or not."""
    if any(same_kind(category, one, gold.places) for one in gold.categories):
        return "accepted"
    names = (*gold.wrong_categories, *gold.name)
    return "wrong-listed" if any(same_kind(category, one) for one in names) else "other"


def is_rival(name: str, gold: Gold) -> bool:
    """Whether a name is one of a rival's spellings."""
    return any(named(name, spelling) for rival in gold.rivals for spelling in rival)


def named(name: str, spelling: str) -> bool:
    """Whether a name is this spelling, with a legal form of two words at most behind it or without."""
    one, other = folded(name), folded(spelling)
    return one == other or (one.startswith(other) and len(one.split()) - len(other.split()) <= 2)


def _no_rival(name: str, gold: Gold) -> str:
    if any(named(name, one) for one in gold.name):
        return "itself as a rival"
    relation = next((relation for other, relation in gold.not_rivals if named(name, other)), None)
    return f"no rival: {relation}" if relation else "no rival: no such name"


def _known(one: Statement, gold: Gold) -> bool:
    """Whether the gold knows it as right: an offering, a segment, a problem, a category or a place."""
    if one.field in ("offerings", "segments"):
        entries = gold.offerings if one.field == "offerings" else gold.segments
        return any(overlap(one.text, spelling) for entry in entries for spelling in entry.accepted)
    if one.field == "places":
        return any(overlap(one.text, place) for place in gold.places)
    return any(speaks_of(one.text, stem, gold.language) for entry in gold.problems for stem in entry.accepted)


def _by_lists(one: Statement, gold: Gold) -> str | None:
    if any(same(one.text, name) for name in gold.name):
        return "its own name"
    if one.field == "segments":
        return "no customer" if any(holds(one.text, who) for who in gold.not_customers) else None
    if one.field == "offerings":
        if any(same_kind(one.text, wrong) for wrong in gold.wrong_categories):
            return "a wrong category"
        if any(same(one.text, name) for name, relation in gold.not_rivals if relation not in _SOLD):
            return "another's name"
    return None


def _by_rules(one: Statement, around: Surroundings) -> str | None:
    text = folded(one.text)
    if text in around.labels:
        return "furniture"
    if text.strip() and text in around.outside and text not in around.inside:
        return "a comment or a notice"
    said = f"{one.text}\n{one.evidence}"
    for reason, words in _NOT_THEIRS.items():
        if any(speaks_of(said, word, "") for word in words):
            return reason
    return None


@lru_cache(maxsize=64)
def surroundings(folder: Path) -> Surroundings:
    """The labels, comments and notices of a site's pages; from the markup alone, not by the product's own rules."""
    labels: Counter[str] = Counter()
    outside, inside = [], []
    files = files_of(folder)
    for file in files:
        tree = parse(decoded(file.read_bytes()))
        if tree is None:
            continue
        labels.update({folded(each) for each in _labels(tree)} - {"  "})
        apart = [element for element in tree.iter() if _is_outside(element)]
        outside += [folded(element.text_content()) for element in apart]
        for element in apart:
            element.drop_tree()
        inside.append(folded(tree.text_content()))
    least = max(_FURNITURE_LEAST, _FURNITURE_SHARE * len(files))
    return Surroundings(
        frozenset(each for each, n in labels.items() if n >= least), "\n".join(outside), "\n".join(inside)
    )


def _labels(tree: Any) -> Sequence[str]:
    texts = [element.text_content().strip() for element in tree.iter("a", "button", "label", "option")]
    return [text for text in texts if 0 < len(text) <= _MOST_LABEL]


def _is_outside(element: Any) -> bool:
    """The outermost element that is marked as comments or as a notice; comments in the markup have no tag."""
    return (
        isinstance(element.tag, str)
        and element.getparent() is not None
        and _is_marked(element)
        and not any(map(_is_marked, element.iterancestors()))
    )


def _is_marked(element: Any) -> bool:
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag not in _WHOLE and bool(_OUTSIDE.search(marks))
