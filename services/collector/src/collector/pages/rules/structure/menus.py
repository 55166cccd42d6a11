"""The labels of a page's navigation, its breadcrumbs and the lines of its footer. Pure."""

from collections.abc import Iterable, Iterator
from typing import Any

from collector.pages.rules.places import Part, Parts, label_of, within
from collector.pages.rules.structure.outline import outline_of
from collector.pages.rules.text import clean, one_line

LABEL_LIMIT, LABEL_CHARACTERS = 60, 80
FOOTER_LIMIT, FOOTER_CHARACTERS = 60, 300
CRUMB_LIMIT = 12
_PARTING = " \t\n/>»›→|·:•<«‹"


def navigation_of(parts: Parts) -> tuple[str, ...]:
    """What the menus say, each label once; images that are links by what they show."""
    labels = (label for element in roots_of(parts, "navigation", "header") for label in _labels(element, parts))
    return each_once(labels, LABEL_LIMIT, LABEL_CHARACTERS)


def breadcrumbs_of(parts: Parts) -> tuple[str, ...]:
    """The steps of the first breadcrumb trail, top first."""
    trail = next(iter(roots_of(parts, "breadcrumbs")), None)
    if trail is None:
        return ()
    steps = list(trail.iter("li")) or list(trail.iter("a", "span"))
    if not steps:
        text = one_line(clean(trail.text_content()))
        return each_once(text.replace("»", ">").replace("›", ">").split(">"), CRUMB_LIMIT, LABEL_CHARACTERS)
    leaves = (step.text_content() for step in steps if step.tag == "li" or len(step) == 0)
    last = (each.tail or "" for each in trail.iter("a", "span"))  # the page itself is often no element
    return each_once((*leaves, *last), CRUMB_LIMIT, LABEL_CHARACTERS)


def footer_of(parts: Parts) -> tuple[str, ...]:
    """The lines of the footer, without menus of consent and forms in it."""
    lines: list[str] = []
    inner: Parts = {each: part for each, part in parts.items() if part in ("consent", "form", "hidden")}
    for element in roots_of(parts, "footer"):
        lines.extend(draft.text for draft in outline_of(element, inner, FOOTER_LIMIT))
        if len(lines) >= 2 * FOOTER_LIMIT:
            break
    return each_once(lines, FOOTER_LIMIT, FOOTER_CHARACTERS)


def each_once(texts: Iterable[str], limit: int, characters: int) -> tuple[str, ...]:
    """``texts`` on one line each, without repetitions and without what has no letter or digit."""
    found: dict[str, str] = {}
    for text in texts:
        flat = one_line(clean(text)).strip(_PARTING)[:characters].strip()
        if any(character.isalnum() for character in flat):
            found.setdefault(flat.casefold(), flat)
            if len(found) >= limit:
                break
    return tuple(found.values())


def roots_of(parts: Parts, *wanted: Part) -> Iterator[Any]:
    """The elements that open such a part and stand in no other of them."""
    for element, part in parts.items():
        if part in wanted and not any(parts.get(each) in wanted for each in element.iterancestors()):
            yield element


def _labels(element: Any, parts: Parts) -> Iterator[str]:
    is_header = parts.get(element) == "header"
    has_menu = is_header and any(parts.get(each) == "navigation" for each in element.iter())
    wanted = "navigation" if has_menu else "header"
    for link in element.iter("a", "area", "button", "summary"):
        if is_header and within(link, parts) != wanted:
            continue
        label = label_of(link)
        if label and len(label) <= LABEL_CHARACTERS and not (link.tag == "button" and link.get("aria-controls")):
            yield label
