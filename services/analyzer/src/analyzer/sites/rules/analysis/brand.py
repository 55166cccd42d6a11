"""Whose site it is: the brand's name, what else it is called, and its domain."""

import re
from collections import Counter
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from analyzer.sites.rules.analysis.model import Site
from analyzer.sites.rules.reading.english.grammar import sentences
from analyzer.sites.rules.reading.english.words import COMMON_WORDS, KINDS, PRAISE, SITE_WORDS
from common.contracts.vocabulary import BrandName
from common.english.words import FUNCTION_WORDS, words

SEPARATOR = re.compile(r"\s+[|–—·•:»-]\s+|\s*\|\s*|:\s+")
NAME = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]*|&)(?: +(?:[A-ZÀ-Þ][\w’'.-]*|&|of|and(?= +[A-ZÀ-Þ]))){0,3}")
LEGAL_FORM = re.compile(
    r",?\s+(?:Ltd|Limited|LLC|LLP|Inc|Incorporated|Corp|Corporation|plc|PLC|GmbH|AG|KG|UG|S\.?A\.?|SAS|SARL|B\.?V\.?|"
    r"Oy|AB|ApS|A/S|Pty|S\.?r\.?l\.?|Co)\.?$"
)
_SECOND_LEVEL = words("co com org net ac gov edu ltd plc")
_ORDINARY = FUNCTION_WORDS | SITE_WORDS | COMMON_WORDS | PRAISE
_SUBJECT = re.compile(r"^(?P<name>(?:[A-ZÀ-Þ][\w’'-]*|&)(?:\s+(?:[A-ZÀ-Þ][\w’'-]*|&|"
                      r"and(?=\s+[A-ZÀ-Þ]))){0,3})\s+(?:is|was|has|makes|"
                      r"offers|sells|helps|provides|connects|does|gives|works|lets)\b")  # fmt: skip


def letters(text: str) -> str:
    """Letters and digits only, in lower case: the form in which names and domains are compared."""
    return re.sub(r"[\W_]+", "", text).lower()


def host_of(url: str) -> str | None:
    """The public host of an address without ``www.``; None for addresses on one's own machine and IP numbers."""
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    if "." not in host:
        return None
    try:
        ip_address(host)
    except ValueError:
        return host
    return None


def domain_label(host: str) -> str:
    """The label of a host that carries the name: the one before the public suffix."""
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _SECOND_LEVEL:
        return labels[-3]
    return labels[-2] if len(labels) > 1 else labels[0]


def find_brand(site: Site) -> BrandName:
    """The customer's own brand; ``tracked``. A name given with the website wins over what the pages suggest."""
    host = host_of(site.url)
    scores = _candidates(site, domain_label(host) if host else "")
    found = max(scores, key=lambda name: (scores[name], -len(name), name), default="")
    if host and scores[found] < 3 * len(site.pages) and _agreement(letters(found), letters(domain_label(host))) == 1:
        found = ""  # a brand stands on most of its own pages; where no name does, the domain is the better witness
    fallback = domain_label(host).replace("-", " ").title() if host else site.home.title or "This company"
    chosen = LEGAL_FORM.sub("", (site.name or found or fallback).strip()) or fallback
    aliases = _aliases(chosen, host, site)
    return BrandName(name=chosen[:255], aliases=aliases, domains=(host,) if host else (), tracked=True)


def _candidates(site: Site, label: str) -> Counter[str]:
    scores: Counter[str] = Counter()
    for page in site.pages:
        for name in {*_title_names(page.title), *_about_names(page.title, page.headings)}:
            scores[name] += 2
        named = {found["name"] for sentence in sentences(page.text) if (found := _SUBJECT.match(sentence))}
        for name in named:
            scores[name] += 2
        for name in _names_in(f"{page.meta_description or ''}\n{page.text}"):
            scores[name] += 1
    clean: Counter[str] = Counter()
    for name, score in scores.items():
        trimmed = re.sub(r"['’]s$", "", LEGAL_FORM.sub("", name).strip(" &-.'’"))
        if not _ordinary(trimmed):
            clean[trimmed] += score * _agreement(letters(trimmed), letters(label))
    return clean


def _agreement(name: str, label: str) -> int:
    """How much more a name counts that the domain repeats."""
    if label and name == label:
        return 8
    long_enough = min(len(name), len(label)) >= 4
    if long_enough and (name.startswith(label) or label.startswith(name)):
        return 5
    return 3 if long_enough and name in label else 1


def _title_names(title: str | None) -> Iterator[str]:
    for part in SEPARATOR.split(title or ""):
        if found := re.match(rf"({NAME.pattern})(?:\s+(?:in|for|of|from)\s.*)?$", part.strip()):
            yield found[1]


def _about_names(title: str | None, headings: tuple[str, ...]) -> Iterator[str]:
    for text in (title or "", *headings):
        if found := re.match(r"(?:About|Why|Contact|Welcome to|How)\s+(.+)", text):
            part = SEPARATOR.split(found[1])[0].strip(" ?.!").removesuffix(" works")
            if NAME.fullmatch(part):
                yield part


def _names_in(text: str) -> set[str]:
    """Names in running text: capitals that no start of a sentence explains."""
    return {
        found[0].strip() for found in re.finditer(rf"(?<=[a-z,] )(?<! in )(?<!near )(?<!from ){NAME.pattern}", text)
    }


def _ordinary(name: str) -> bool:
    """Whether a name is only ordinary words, or no name at all."""
    parts = [part.lower() for part in name.split()]
    return len(letters(name)) < 2 or all(part in _ORDINARY | KINDS or part == "&" for part in parts)


def _aliases(name: str, host: str | None, site: Site) -> tuple[str, ...]:
    """Other spellings that the site or its domain uses: CamelCase in two words, the bare label, the legal name."""
    whole = "\n".join(f"{page.title or ''}\n{page.text}" for page in site.pages)
    found: dict[str, None] = {}
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    for legal in re.finditer(rf"\b{re.escape(name)}(?=(,?\s+[A-Z][\w.]*))", whole):
        if LEGAL_FORM.fullmatch(legal[1]):
            found[f"{name}{legal[1]}".rstrip(".")] = None
    for other in (spaced, name.replace(" & ", " and "), name.replace(" and ", " & ")):
        if other != name:
            found[other] = None
    if host and letters(domain_label(host)) == letters(name) and domain_label(host) != name.lower():
        found[domain_label(host)] = None
    found.pop(name, None)
    return tuple(found)[:5]
