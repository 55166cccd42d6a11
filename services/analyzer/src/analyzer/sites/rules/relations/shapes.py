"""The shapes of names: words and their capitals, titles, articles, endings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyzer.sites.rules.reading.lines import Line
from analyzer.sites.rules.reading.ordinary import is_listed

TOKEN = re.compile(r"[^\W_](?:[\w+]|[’'&.-](?=\w))*|&")
DOMAIN = re.compile(r"^[\w-]+\.(?:com|io|net|org|app|ai|co|de|fr|eu|ch|at|uk|shop|example)$", re.IGNORECASE)
MIXED = re.compile(r"^(?:[a-zß-ÿ]+[A-Z]|[A-Z][a-zß-ÿ]+[A-Z]|\d+[A-Z])")
_DETERMINER = (
    r"(?:[Dd](?:er|ie|as|en|em|es)|[Ee]in(?:e[rnms]?)?|[Kk]eine?[nmrs]?|[Uu]nsere?[nmrs]?|[Ii]hre?[nmrs]?|[Dd]iese[rnms]?"
    r"|[Jj]ede[rnms]?|[Bb]eim|[Zz]u[mr]|[Vv]om|[Ii]ns|[Ii]m|[Aa]m)"
)
_ARTICLE = re.compile(
    r"\w- (?:und|oder) ([A-ZÄÖÜ][a-zäöüß]+)"
    rf"|\b{_DETERMINER} (?:[a-zäöüß]+(?:e|en|er|es|em) )?([A-ZÄÖÜ][a-zäöüß]+)(?! [A-ZÄÖÜ])"
)
ARTICLES = {
    "de": _ARTICLE,
    "en": re.compile(r"()\b(?:[Aa]n?|[Tt]he|[Mm]y|[Yy]our|[Ee]very|[Aa]ny) ([A-Z][a-z]+)(?![\w'’&-]| [A-Z&])"),
    "fr": re.compile(
        r"()\b(?:[Uu]ne?|[Ll]es|[Dd]es|[Cc]haque|[Mm]on|[Vv]otre) ([A-ZÀ-Þ][a-zß-ÿ]+)(?![\w'’&-]| [A-Z&])"
    ),
}
"""Per language an article with one word behind it that has a capital."""
NEVER = re.compile(r"(?!)()")
KIN = {"fr": ("erie", "eries", "rie", "ries", "ier", "iers", "ière", "iste", "istes"), "en": ("ing", "ness", "eries")}
"""Endings that make a word of another one, and seldom a brand."""
SHORTEST_STEM = 3
NUMBERED = re.compile(r"^[A-ZÀ-Þ][a-zß-ÿ]{3,}\d+$")
JAPANESE = re.compile(
    r"(?<![一-龯々ァ-ヶー])[一-龯々ァ-ヶー][一-龯々ァ-ヶーぁ-ん]{1,9}(?= ?(?:さん|社)(?!\w*[、,]?さん))"
    r"|[ァ-ヺー・]{3,}|[A-Za-z][\w&’'-]*(?: [A-Z][\w&’'-]*)*"
)
"""Japanese names: before a word of respect for a firm, in the script for foreign words, or in Latin letters."""
JOINING = frozenset(["&", "de", "du", "des", "la", "le", "les", "van", "von", "of", "d'", "l'"])
SHORTEST_INNER = 5
INNER = frozenset(("Go", "One", "Now", "Plus", "Up", "On", "You", "Me", "Zu", "Auf"))
LEADING = frozenset(("The", "Le", "La", "Les"))
FAMILY = frozenset(("sons", "son", "daughters", "co", "söhne", "sohn", "töchter", "partner", "fils", "cie", "frères"))
AND = frozenset(["and", "und", "et"])
LONGEST = 5
LONGEST_ACRONYM = 5
INFLECTED = (
    "en",
    "er",
    "e",
    "ung",
    "heit",
    "keit",
    "schaft",
    "tion",
    "ität",
    "ei",
    "ing",
    "ern",
    "eln",
    "ik",
    "ur",
    "ment",
)
SENTENCES = frozenset(("paragraph", "answer", "question", "quote", "description", "item", "row", "term", "structured"))
QUOTED = 3
"""So many words in quotation marks are somebody's sentence."""
_TITLE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Span:
    """A name in a text, in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a text, in code points."""

    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is."""
        return self.text[0].isupper() or bool(MIXED.match(self.text)) or bool(DOMAIN.match(self.text))


def with_articles(texts: Iterable[str], article: re.Pattern[str]) -> frozenset[str]:
    """Words that the site uses with an article, as names are not."""
    return frozenset(each.lower() for text in texts for found in article.findall(text) for each in found if each)


def titles_its_headings(lines: Iterable[Line]) -> bool:
    """Whether a site writes the words of its headings with capitals; then a capital there says nothing."""
    long = [line.text.split() for line in lines if line.place == "heading" and len(line.text.split()) > 1]
    titled = sum(all(word[0].isupper() for word in words if len(word) > 3 and word[0].isalpha()) for words in long)
    return titled * 3 > len(long)


def one(word: str) -> str:
    """A word without the ending of its plural or of a possessive."""
    return word.removesuffix("s")


def plain(word: str) -> str:
    """A word in small letters, with a straight apostrophe."""
    return word.lower().replace("’", "'")


def is_adjective(word: str) -> bool:
    """Whether a German word may be an adjective: "Neue Pumpen" is no name."""
    return word.endswith(("e", "er", "es", "en", "em")) and is_listed(word, "de")


def in_quotes(run: list[Token], text: str) -> bool:
    """Whether a run stands in quotation marks of its own."""
    return text[run[0].start - 1 : run[0].start] in tuple('„“«»"') and text[run[-1].end : run[-1].end + 1] in tuple(
        '“”»«"'
    )


def ended(run: list[Token]) -> Iterator[list[Token]]:
    """A run without what joins nothing at its end; nothing where nothing is left."""
    while run and run[-1].text in JOINING:
        run.pop()
    if run:
        yield run


def said(run: Iterable[Token]) -> str:
    """The words of a run, with a space between them."""
    return " ".join(each.text for each in run)


def in_title_case(tokens: Sequence[Token]) -> bool:
    """Whether most of the longer words have a capital."""
    long = [each for each in tokens if len(each.text) > 3 and each.text[0].isalpha()]
    return len(long) > 2 and sum(each.text[0].isupper() for each in long) >= _TITLE_SHARE * len(long)
