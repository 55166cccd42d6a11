"""Phrases as they are said of several, and how far one speaks for another."""

import re
from dataclasses import replace

from analyzer.sites.rules.identity.category.phrases import INNER, MASTER, Phrase, head_of
from analyzer.sites.rules.identity.words import Words
from common.english.nouns import plural

_FOLDED = re.compile(r"\b(?P<first>[A-ZÄÖÜ][a-zäöüß]{2,})-(?P<between>,? (?:und|oder|&) )(?P<last>[A-ZÄÖÜ][\w-]{5,})")
_NEAR = 0.4
"""Agreement of words for one kind of supplier that are narrowed to the same: "invoicing app", "invoicing software"."""


def many(phrase: Phrase, words: Words) -> str:
    """The phrase as it is said of several, where the language has a form for that; of a service, who does it."""
    core = list(phrase.core)
    doing = words.language == "en" and phrase.head not in words.heads and re.search(r"\w{4}ing$", phrase.head)
    if doing or (phrase.head in words.services and not _has_plural(phrase, words)):
        plain = phrase.text if words.compounds else " ".join(core)
        told = re.sub(r"\bde (?=[aeiouyéèêàâ])", "d'", words.made["service_of"][1].format(one=plain))
        return " ".join(filter(None, (told, "" if words.compounds else phrase.after)))
    if words.language == "en":
        core = plural(" ".join(core)).split()
    elif words.head_first:
        core = french(core)
    elif words.compounds and phrase.listed:
        last = core[-1]
        form = words.heads.get(phrase.head, ("", ""))[1] or last
        if last.lower().endswith(phrase.head):
            before = last[: len(last) - len(phrase.head)]
            core[-1] = before + (form if not before or before.endswith("-") else form.lower())
        core[:-1] = [re.sub(r"(?:er|es)$", "e", word) if word[0].islower() else word for word in core[:-1]]
    return replace(phrase, core=tuple(core)).text


def _has_plural(phrase: Phrase, words: Words) -> bool:
    """Whether what is done is said of several: "courses", but not "roofing"."""
    if words.compounds:
        return words.heads[phrase.head][1].lower() != phrase.head
    last = phrase.core[0 if words.head_first else -1].lower()
    return last.endswith("s")


def french(core: list[str]) -> list[str]:
    """French words in the plural up to the first small word: "cabinets vétérinaires de garde"."""
    inner = INNER["fr"]
    made: list[str] = []
    for at, word in enumerate(core):
        if word in inner:
            return [*made, *core[at:]]
        made.append(word if word.endswith(("s", "x", "z")) else word + "x" if word.endswith("eau") else word + "s")
    return made


def alike(one: Phrase, other: Phrase) -> float:
    """How far a word for one speaks for the other, 0 to 1: the same head, and narrowed to the same."""
    first, second = one.modifiers, other.modifiers
    if one.head != other.head:
        return _NEAR if one.listed and other.listed and one.kind == other.kind and first & second else 0.0
    if first == second:
        return 1.0
    if not first or not second:
        return 0.7
    shared = sum(any(a in b or b in a for b in second) for a in first)
    return 0.75 if shared >= min(len(first), len(second)) else 0.5 if shared else 0.1


def unfolded(text: str, words: Words) -> str:
    """German "Kälte- und Klimatechnik" with both nouns written out; masters by their trade."""
    if not words.compounds:
        return text

    def whole(found: re.Match[str]) -> str:
        last = MASTER.sub("", re.sub(r"baumeister(?:in)?$", "bauer", found["last"]))
        head = head_of(last, words)
        at = last.lower().rfind(head) if head else -1
        return f"{found['first']}{last[at:].lower()}{found['between']}{last}" if at > 0 else found[0]

    return _FOLDED.sub(whole, text)
