"""Whose site it is: the name that marks, titles, the domain and the site's own sentences agree on."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from analyzer.sites.rules.identity.hosts import (
    WITH_LEGAL_FORM,
    domain_label,
    host_of,
    spellings,
    without_legal_form,
)
from analyzer.sites.rules.identity.ordinary import Ordinary
from analyzer.sites.rules.identity.support import supported
from analyzer.sites.rules.identity.words import Words
from analyzer.sites.rules.reading import Reading, Weighed, Witness
from analyzer.sites.rules.reading.ordinary import is_ordinary
from analyzer.sites.rules.reading.prose import letters

SEPARATOR = re.compile(r"\s+[|–—·•:»«›>~-]+\s+|\s*[|｜]\s*|:\s+|\s+[-–—]+\s*$")
SENTENCE = re.compile(r"(?<=[.!?…])[\"”’')]*\s+(?=[\"“‘'(]*[A-ZÀ-Þ0-9])")
_CAPITAL = r"[A-ZÀ-Þ0-9][\w’'.-]*"
_JOIN = r"(?:and|und|et)(?=\s+[A-ZÀ-Þ])"
NAME = rf"(?:{_CAPITAL}|&)(?:\s+(?:{_CAPITAL}|&|{_JOIN})){{0,4}}"
GIVEN = 0.99
"""What a customer says of his own name; no site outweighs it."""
_MARKS = {
    "site_name": 0.7, "application_name": 0.5, "publisher": 0.6, "logo": 0.5, "legal_name": 0.6, "copyright": 0.55,
    "header": 0.3,
}  # fmt: skip
_ORGANISATION = re.compile(
    r"Organi[sz]ation|Business|Store|Corporation|NGO|Company|Service$|WebSite|Dentist|Physician|Attorney|Restaurant|"
    r"Hotel|Clinic|Care$|School|Library|Museum|Agency|Bakery|Shop"
)
_OWNER = re.compile(
    r"(?:©|&copy;|\(c\)|copyright)[\s©]*(?:(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d|today|heute))?)?[\s,:]*"
    r"(?:by |bei )?(?P<owner>[^|·•.,–\n]{2,60}?(?:,? (?:Ltd|Inc|Co)\b\.?)?)(?:\s+(?:(?:19|20)\d\d)\b.*)?"
    r"(?=\s*[|·•.,–\n(]|\s+(?:All [Rr]ights|Alle Rechte|Tous droits)|$)",
    re.IGNORECASE,
)
_LOGO = re.compile(
    r"\s*[-–:]?\s*\b(?:logo(?:type)?|startseite|home(?:page)?|zur startseite|accueil)\b\s*[-–:]?\s*", re.I
)
_OF_TEXT = ("title", "about", "subject", "furniture", "legal")
_DOUBT = 0.5
_IMPRINT = re.compile(r"impressum|imprint|legal|mentions|privacy|terms|about|kontakt|contact", re.IGNORECASE)
_LONGEST = 60
_ACRONYM = 4
_AGREES = 0.8
"""How often a name is right whose letters are those of the domain."""
_TAIL = re.compile(r"(?: [A-ZÀ-Þ][a-zà-ÿ]+){1,2}(?=[\s.,;:!?|–-]|$)")
_PART = 0.6
"""Agreement of a name with the same name made longer: "Quennell & Oduya" and "Quennell & Oduya Surgeons"."""


def find_name(reading: Reading, words: Words, ordinary: Ordinary) -> tuple[Weighed, ...]:
    """The names that may be the site's own, the best first; with no name at all the domain's label, else empty."""
    given = without_legal_form(reading.site.name or "")
    host = host_of(reading.site.url)
    label = domain_label(host) if host else ""
    told = [_doubted(each, words, label) for each in _told(reading, words) if ordinary.may_be_name(each.value, label)]
    spelled = list(_spelled(reading, label)) if label else []
    if label and not spelled and not any(domain_fit(each.value, label) for each in told):
        spelled = [Witness(_of_label(label), "domain", 0.3, reading.site.url, label)]
    told += spelled
    told = _one_spelling(told)
    told += [
        Witness(each, "domain", fit * (0.5 if _of_other_script(reading) else 1.0), reading.site.url, label)
        for each in dict.fromkeys(each.value for each in told)
        if (fit := domain_fit(each, label))
    ]
    if given:
        told.append(Witness(given, "given", GIVEN, reading.site.url, reading.site.name or given))
    return supported(told, agreement, key=letters, prefer=lambda name: 2.0 if given and name == given else 1.0)


def _doubted(witness: Witness, words: Words, label: str) -> Witness:
    """Less of a text's word for a name that is made of ordinary words, unless the domain says it too."""
    if witness.source not in _OF_TEXT or domain_fit(witness.value, label):
        return witness
    parts = re.findall(r"[^\W\d_]+", witness.value)
    plain = all(is_ordinary(part, words.language) or len(part) < 3 for part in parts)
    return replace(witness, weight=_DOUBT * witness.weight) if plain and words.language else witness


def _one_spelling(told: list[Witness]) -> list[Witness]:
    """Each name in the spelling that most speaks for, with capitals where the site has any."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in told:
        forms[letters(each.value)][each.value] += each.weight * (1.0 if each.value.islower() else 100.0)  # type: ignore[assignment]
    best = {key: max(counts, key=lambda form: (counts[form], form)) for key, counts in forms.items()}
    return [replace(each, value=best[letters(each.value)]) for each in told]


def agreement(one: str, other: str) -> float:
    """1 where two names are the same letters, less where one begins with the other, 0 else."""
    if letters(one) == letters(other):
        return 1.0
    short, long = sorted((one.lower().split(), other.lower().split()), key=len)
    return _PART if short and long[: len(short)] == short else 0.0


def is_own(name: str | None, named: tuple[Weighed, ...]) -> bool:
    """Whether an organisation of the markup is the site's own: it has its name, or none."""
    if not name or not named:
        return True
    return any(
        agreement(without_legal_form(name), each.value) for each in named[:6] if agreement(each.value, named[0].value)
    )


def domain_fit(name: str, label: str) -> float:
    """How far a domain speaks for a name, as a witness's weight; 0 where it does not."""
    bare, forms = letters(label), spellings(name)
    if not bare:
        return 0.0
    if bare in forms:
        return _AGREES
    if any(min(len(form), len(bare)) >= 4 and (bare.startswith(form) or form.startswith(bare)) for form in forms):
        return 0.45
    parts = [part for part in re.split(r"[-_]", label) if len(part) > 2]
    held = sum(any(part in form for form in forms) for part in parts)
    if len(parts) > 1 and held:
        return 0.6 if held == len(parts) else 0.35
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", name)).lower()
    return 0.35 if len(initials) > 2 and initials == bare else 0.0


def _told(reading: Reading, words: Words) -> Iterator[Witness]:
    for page in reading.site.pages:
        for mark in page.structure.marks:
            for name in _of_mark(mark.kind, mark.text):
                yield Witness(
                    name,
                    "structured" if mark.kind == "publisher" else mark.kind,
                    _MARKS.get(mark.kind, 0.2),
                    page.url,
                    mark.text,
                )
    for url, item in reading.items():
        if item.name and _ORGANISATION.search(item.type):
            yield Witness(without_legal_form(item.name), "structured", 0.6, url, item.name)
    yield from _titles(reading)
    yield from _sentences(reading, words)
    yield from _lines(reading, words)


def _of_mark(kind: str, text: str) -> Iterator[str]:
    if kind == "copyright":
        found = _OWNER.search(text)
        text = found["owner"] if found else text
    clean = without_legal_form(_LOGO.sub(" ", text).strip() if kind in ("logo", "header") else text)
    yield clean
    if kind in ("site_name", "logo"):
        yield from (part.strip() for part in SEPARATOR.split(clean)[:1] if part.strip() != clean)


def _titles(reading: Reading) -> Iterator[Witness]:
    """Parts that titles share; of a single title its parts, each a weak witness."""
    titles = [(page.url, page.structure.full_title or page.title or "") for page in reading.site.pages]
    parts = [
        (url, text, part.strip()) for url, text in titles for part in SEPARATOR.split(text) if part and part.strip()
    ]
    counts = Counter(
        letters(part) for _, part in {(url, letters(part)): (url, part) for url, _, part in parts}.values()
    )
    full = sum(bool(text) for _, text in titles)
    for url, text, part in parts:
        share = counts[letters(part)] / full
        weight = 0.2 if full == 1 else 0.65 * share if share >= 0.4 and counts[letters(part)] > 1 else 0.1
        yield Witness(without_legal_form(part), "title", weight, url, text)
        if found := re.match(rf"({NAME})(?:\s+(?:in|for|of|from|à|für)\s.*)$", part):
            yield Witness(without_legal_form(found[1]), "title", 0.8 * weight, url, text)


def _sentences(reading: Reading, words: Words) -> Iterator[Witness]:
    """Subjects of what is said to be something, and names with a legal form."""
    copula = "|".join(re.escape(each) for each in words.copula) or r"(?!)"
    subject = re.compile(rf"^(?:(?:Today|Heute|Aujourd['’]hui),? )?(?P<name>{NAME})\s+(?:{copula})\s")
    for line in reading.around("paragraph", "description", "item", "row", "answer", "footer"):
        weight = 0.0 if not line.own else 0.15 if line.page_type == "blog" else 0.4
        for sentence in SENTENCE.split(line.text) if weight else ():
            if found := subject.match(sentence):
                yield Witness(found["name"], "subject", weight, line.url, sentence[:300])
    for line in reading.lines:
        if line.own and line.page_type != "blog" and len(line.text) < 600:
            for found in WITH_LEGAL_FORM.finditer(line.text):
                strong = line.place == "footer" or bool(_IMPRINT.search(line.url))
                yield Witness(found[1].strip(" ,"), "legal", 0.45 if strong else 0.25, line.url, found[0])


def _lines(reading: Reading, words: Words) -> Iterator[Witness]:
    """ "About X", and whose copyright it is."""
    about = re.compile(rf"^(?:{'|'.join(map(re.escape, words.about)) or '(?!)'})\s+(.+)", re.IGNORECASE)
    for line in reading.lines:
        if line.place in ("heading", "title") and line.own and (found := about.match(line.text)):
            name = SEPARATOR.split(found[1])[0].strip(" ?.!")
            if re.fullmatch(NAME, name) or not name.isascii():
                yield Witness(without_legal_form(name), "about", 0.4, line.url, line.text)
        elif line.furniture and (found := re.match(rf"({NAME})(?:\s*,|\s+[–|·]|$)", line.text)):
            yield Witness(without_legal_form(found[1]), "furniture", 0.3, line.url, line.text[:200])
        if line.place in ("footer", "paragraph") and "©" in line.text and (found := _OWNER.search(line.text)):
            yield Witness(without_legal_form(found["owner"]), "copyright", 0.5, line.url, line.text[:200])


def _spelled(reading: Reading, label: str) -> Iterator[Witness]:
    """How the site writes the words of its domain, where it writes them."""
    bare = letters(label)
    if len(bare) < 3:
        return
    gaps = r"[ \-’'&.]{0,3}(?:(?:and|und|et) )?"
    chars = re.findall(r"[aou]e|.", bare)
    written = re.compile(r"(?<![\w@./-])" + gaps.join(map(_letter, chars)) + r"(?![\w@/]|\.\w)", re.IGNORECASE)
    found = [(line, match) for line in reading.lines if line.own for match in written.finditer(line.text)]
    forms = Counter(match[0] for _, match in found)
    capital = [form for form in forms if form[:1].isupper() and not (form.isupper() and len(form) > _ACRONYM)]
    best = max(capital or forms, key=lambda form: (forms[form], sum(map(str.isupper, form)), form), default=None)
    if best is None:
        return
    line = next(line for line, match in found if match[0] == best)
    tails = [_TAIL.match(line.text[match.end() :]) for line, match in found if match[0] == best]
    tail = tails[0][0] if tails[0] and all(each and each[0] == tails[0][0] for each in tails) else ""
    name = without_legal_form(best + tail)
    yield Witness(name, "spelled", 0.35 if forms[best] > 1 else 0.25, line.url, line.text[:200])
    if tail:
        yield Witness(name, "domain", _AGREES, line.url, line.text[:200])


def _letter(char: str) -> str:
    variants = {
        "ae": "(?:ä|ae|a[\\s-]?e)",
        "oe": "(?:ö|oe|o)",
        "ue": "(?:ü|ue|u)",
        "a": "[aàáâäå]",
        "o": "[oòóôöø]",
        "u": "[uùúûü]",
        "e": "[eèéêë]",
        "c": "[cç]",
        "i": "[iíîï]",
        "n": "[nñ]",
    }
    return variants.get(char, re.escape(char))


def _of_label(label: str) -> str:
    return label.replace("-", " ").title()


def _of_other_script(reading: Reading) -> bool:
    """Whether the site writes in a script that a domain does not: then the domain spells its name in another way."""
    text = "".join(page.text[:2000] for page in reading.site.pages)
    foreign = sum(char.isalpha() and ord(char) > 0x24F for char in text)
    return foreign > 0.5 * max(1, sum(map(str.isalpha, text)))
