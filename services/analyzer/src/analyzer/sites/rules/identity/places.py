"""Where a business is or serves, and whether it is looked for by its place."""

import re
from collections import defaultdict
from collections.abc import Iterator

from analyzer.sites.rules.identity.words import Words, structured_types
from analyzer.sites.rules.reading import Line, Reading, Weighed, Witness, weigh
from analyzer.sites.rules.reading.prose import letters
from common.contracts.vocabulary import BusinessKind, SourcedText

_NAME = (
    r"(?:[A-ZÀ-Þ][\w’'-]+)(?:[ -](?:[A-ZÀ-Þ][\w’'-]+|(?:am|an der|sur|de|la|les|upon|on|of|the)(?=[ -][A-ZÀ-Þ]))){0,3}"
)
_POSTAL = (
    re.compile(rf"(?:^|[,|·\n]\s*|\s)(?P<place>{_NAME}),?\s+[A-Z]{{1,2}}\d[\dA-Z]?\s*\d[A-Z]{{2}}\b"),
    re.compile(rf"(?:\b(?:[A-Z]{{1,2}}[- ])?\d{{5}}|\b(?:A|CH|L|B|DK)[- ]\d{{4}}|,\s*\d{{4}})\s+(?P<place>{_NAME})"),
    re.compile(rf"(?:^|,\s*|\s)(?P<place>{_NAME}),\s*[A-Z]{{2}}\s+\d{{5}}\b"),
)
_STREET = re.compile(
    r"(?:street|road|lane|avenue|straße|strasse|str|weg|platz|allee|gasse|rue|chemin|place|yard|floor)\.?$", re.I
)
_ARTICLED = re.compile(
    r"\b(?:[Dd](?:er|ie|as|en|em|es)|[Ee]ine?[rnms]?|[Mm]eine?\w?|[Uu]nsere?\w?|[Ii]hre?\w?|[Kk]eine?\w?|"
    r"zu[rm]|im|ins|vo[m]|am|beim|alle\w?)\s+(?:[a-zäöüß]+\s+)?([A-ZÄÖÜ]\w+)"
)
_PART = re.compile(r"\s*(?:[,·|•/\n]|\s[–—-]\s|\. )\s*")
_STREETED = re.compile(
    r"\b(?:street|road|lane|avenue|yard|row|house|court|mill|unit|square|terrace|quay|wharf|shed|close|drive|park|rue|chemin|"
    r"impasse|boulevard|quai|zone|za|zi)\b|(?:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm|ring|bach)\b|^\d+\w?\b|\b\d+\w?$",
    re.IGNORECASE,
)  # fmt: skip
_PHONE = re.compile(r"\s+(?:Tel|Telefon|Tél|Phone|Fax|Mobile)\b.*$|\s*\+?\d[\d ()/-]{5,}$")
_BARE = re.compile(rf"^{_NAME}$")
_ASIDE = re.compile(rf"(?P<place>{_NAME}) \((?P<region>{_NAME})\)")
_REGION = re.compile(
    r"\b(?:im|in der|in den|am|ins) (?P<place>[A-ZÄÖÜ][a-zäöüß]+(?:land|gau|gebirge|raum [A-ZÄÖÜ]\w+))\b"
)
_TO_THE_LETTER, _LONGEST_ADDRESS = frozenset(("region", "street", "address", "structured")), 220
_MOST_PARTS = 3
"""So many parts of a line behind a street may be places: town, county, country."""
_FRONT = ("title", "description", "heading")
_BY_KIND = {"service_provider": 0.85, "non_profit": 0.85, "public_body": 0.85, "maker": 1.4}
_BAR, _MOST, _LOCAL = 0.4, 8, 0.5


def find_places(reading: Reading, words: Words, names: tuple[str, ...]) -> tuple[Weighed, ...]:
    """Towns and regions, the best supported first: addresses, structured data, "in X" at the front and in lists."""
    own = {letters(name) for name in names}
    told = [each for each in _told(reading, words) if letters(each.value) not in own and not _STREET.search(each.value)]
    articled = _articled(reading) if words.compounds else frozenset()
    no_place = words.lists["no_place"]
    kept = (
        each
        for each in told
        if _looks_like_one(each.value)
        and each.value.split()[0].lower() not in (no_place if each.source in _TO_THE_LETTER else no_place | articled)
    )
    return tuple(each for each in weigh(kept) if each.strength >= _BAR)[:_MOST]


def sourced(places: tuple[Weighed, ...]) -> tuple[SourcedText, ...]:
    """The places as findings, each with the sentence in which it stands."""
    return tuple(
        SourcedText(text=each.value, url=each.witnesses[0].url, evidence=each.witnesses[0].text) for each in places
    )


def is_local(reading: Reading, words: Words, kind: BusinessKind | None, places: tuple[Weighed, ...]) -> bool:
    """Whether customers come to its place or are served around it."""
    doubt = 1.0
    if any(item.type in structured_types()["place_bound"] for _, item in reading.items()):
        doubt *= 0.45
    lines = [line for line in reading.lines if line.own and line.page_type != "blog"]
    near = sum(any(pattern.search(line.text) for line in lines) for pattern in words.near)
    afar = words.far if kind == "maker" else words.far[:2]
    far = sum(any(pattern.search(line.text) for line in lines) for pattern in afar)
    doubt *= 0.72**near
    if any(each.source == "front" for place in places for each in place.witnesses):
        doubt *= 0.6
    doubt *= _BY_KIND.get(kind or "", 1.15)
    return bool(places) and 1.0 - min(1.0, doubt * 1.25**far) >= _LOCAL


def _told(reading: Reading, words: Words) -> Iterator[Witness]:
    for url, item in reading.items():
        if item.place:
            yield Witness(item.place, "structured", 0.6, url, f"{item.name or item.type}, {item.place}")
    after = "|".join(sorted(map(re.escape, words.lists["places_after"])))
    inside = re.compile(rf"\b(?:{after})\s+(?P<place>{_NAME})") if after else None
    said: defaultdict[str, list[Line]] = defaultdict(list)
    for line in reading.lines:
        if line.own and line.page_type != "blog" and line.place not in ("navigation", "structured"):
            yield from _addresses(line)
            yield from _behind_a_street(line, words)
            yield from _regions(line, words)
            yield from _listed(line, words)
            for found in inside.finditer(line.text) if inside else ():
                said[found["place"]].append(line)
    feet = [line for line in reading.lines if line.furniture or line.place == "footer" or line.page_type == "contact"]
    for place, lines in said.items():
        yield from _inside(place, lines)
        foot = next((line for line in feet if re.search(rf"\b{re.escape(place)}\b", line.text)), None)
        if foot is not None:
            yield Witness(place, "foot", 0.35, foot.url, foot.text[:200])


def _addresses(line: Line) -> Iterator[Witness]:
    weight = 0.5 if line.furniture or line.place == "footer" or line.page_type == "contact" else 0.4
    for pattern in _POSTAL:
        for found in pattern.finditer(line.text):
            yield Witness(found["place"], "address", weight, line.url, line.text[:200])


def _behind_a_street(line: Line, words: Words) -> Iterator[Witness]:
    """Town and county of an address without a code: the parts of a line behind one that is a street or a house."""
    if not (line.furniture or line.place == "footer" or line.page_type in ("contact", "about")):
        return
    parts = [_PHONE.sub("", part).strip(" .") for part in _PART.split(line.text) if part.strip(" .")]
    at = next((at for at, part in enumerate(parts) if at and _STREETED.search(part)), None)
    if at is None or len(line.text) > _LONGEST_ADDRESS:
        return
    for part in parts[at + 1 : at + 1 + _MOST_PARTS]:
        if not _BARE.match(part) or any(words.has("navigation", word) for word in (part, *part.split())):
            return
        if not _STREETED.search(part):
            yield Witness(part, "street", 0.45, line.url, line.text[:200])


def _regions(line: Line, words: Words) -> Iterator[Witness]:
    """Regions: in brackets behind a town, and German ones by their endings, which take an article."""
    aside = (
        _ASIDE.search(line.text) if words.head_first and line.page_type in ("homepage", "about", "contact") else None
    )
    for name in aside.groups() if aside else ():
        yield Witness(name, "region", 0.45, line.url, line.text[:200])
    for found in _REGION.finditer(line.text) if words.compounds else ():
        if found["place"].lower() not in words.lists["no_place"]:
            yield Witness(found["place"], "region", 0.45, line.url, line.text[:200])


def _inside(place: str, lines: list[Line]) -> Iterator[Witness]:
    """ "In X": at the front of the site, said more than once, or on a page about the business."""
    for line in lines:
        if line.place in _FRONT and line.page_type in ("homepage", "about"):
            yield Witness(place, "front", 0.5, line.url, line.text[:200])
    often = len({line.text for line in lines}) > 1
    if often or lines[0].page_type in ("homepage", "about", "contact"):
        yield Witness(place, "said", 0.45 if often else 0.3, lines[0].url, lines[0].text[:200])


def _looks_like_one(name: str) -> bool:
    """Whether it is written as places are: no code, no abbreviation."""
    return len(name) > 2 and not re.search(r"\d|^[A-Z]{1,3}\b", name)


def _listed(line: Line, words: Words) -> Iterator[Witness]:
    """Places in a row, behind words for surroundings: "the villages around: Kirkby Thwaite, Low Marram"."""
    row = rf"{_NAME}(?:(?:,| and| und| et| sowie|, and)\s+(?:\w+ ){{0,3}}?{_NAME})*"
    for cue in sorted(words.lists["around"]):
        pattern = rf"\b{re.escape(cue)}\b[:\s]+(?:[a-zà-ÿ]+\s+){{0,2}}(?P<row>{row})"
        for found in re.finditer(pattern, line.text) if cue in line.text else ():
            for name in re.findall(_NAME, found["row"]):
                yield Witness(name, "listed", 0.42, line.url, line.text[:200])


def _articled(reading: Reading) -> frozenset[str]:
    """German nouns that the site says with an article: no places."""
    text = "\n".join(page.text for page in reading.site.pages)
    return frozenset(found[1].lower() for found in _ARTICLED.finditer(text))
