"""Where in a text names stand: told from ordinary words by shape, by dictionary, and by the site's own use of them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from analyzer.extraction.lexicon import is_given_name
from analyzer.sites.rules.reading.lines import Line, Reading
from analyzer.sites.rules.reading.ordinary import is_listed, is_ordinary
from analyzer.sites.rules.reading.prose import letters, sentences_of
from analyzer.sites.rules.relations.shapes import (
    AND,
    ARTICLES,
    DOMAIN,
    FAMILY,
    INFLECTED,
    INNER,
    JAPANESE,
    JOINING,
    KIN,
    LEADING,
    LONGEST,
    LONGEST_ACRONYM,
    MIXED,
    NEVER,
    NUMBERED,
    QUOTED,
    SENTENCES,
    SHORTEST_INNER,
    SHORTEST_STEM,
    TOKEN,
    Span,
    Token,
    ended,
    in_quotes,
    in_title_case,
    is_adjective,
    one,
    plain,
    said,
    titles_its_headings,
    with_articles,
)
from analyzer.sites.rules.relations.vocabulary import Vocabulary


class Names:
    """Finds names in the texts of one site."""

    def __init__(self, reading: Reading, words: Vocabulary) -> None:
        self._words = words
        texts = [line.text for line in reading.lines]
        self._plain: tuple[frozenset[str], ...] = (words.ordinary, words.closed)
        self._lower = frozenset(each for text in texts for each in re.findall(r"(?<![\w.])[a-zß-ÿ]{3,}", text))
        self._common = with_articles(texts, ARTICLES.get(words.language, NEVER))
        self._plain += (self._lower, self._common) if words.language == "de" else (self._lower,)
        self._small = self._lower | words.ordinary
        self._titling = titles_its_headings(reading.lines)
        self.standing: Counter[str] = Counter()
        self.standing.update(self._amid(reading.lines))

    def find(self, text: str, *, alone: bool = False) -> list[Span]:
        """The names of one sentence, heading or cell, from left to right; they don't overlap.

        ``alone``: a text that may be a name as a whole, such as an item of a list or who is quoted.
        """
        if self._words.language == "ja":
            return [Span(each.start(), each.end(), each[0]) for each in JAPANESE.finditer(text)
                    if each[0].lower() not in self._words.ordinary and "の" not in each[0]]  # fmt: skip
        tokens = [Token(each.start(), each.end(), each[0]) for each in TOKEN.finditer(text)]
        titled = self._words.language != "de" and text[-1:] not in (".", "!") and self._is_titled(tokens)
        found = (self._kept(run, text, titled=titled, alone=alone) for run in self._runs(tokens, text, titled=titled))
        return [span for span in found if span is not None]

    def _is_titled(self, tokens: Sequence[Token]) -> bool:
        """Whether words have their capitals from being a heading: a short one only on sites that write them so."""
        return in_title_case(tokens) and (self._titling or len(tokens) > LONGEST)

    def is_strong(self, word: str) -> bool:
        """Whether a word is nobody's but a name's: in no dictionary and never written small on the site."""
        bare = word.removesuffix("’s").removesuffix("'s")
        if bare.lower() in self._words.ordinary:
            return False
        if DOMAIN.match(bare) or (MIXED.match(bare) and not bare[0].isdigit()):
            return True
        low = bare.lower().rstrip("0123456789")
        if NUMBERED.match(bare):
            return True
        if "-" in low:
            return low not in self._lower and any(self.is_strong(part) for part in bare.split("-") if len(part) > 2)
        if (
            any(each in plain for plain in self._plain for each in (low, low.removesuffix("s")))
            or not low.isalpha()
            or len(low) < 2
        ):
            return False
        return not is_ordinary(low, self._words.language) and not self._is_derived(low)

    def _is_derived(self, low: str) -> bool:
        """Whether a word is an ordinary one's kin, such as a place where it is made or sold: "jardinerie"."""
        endings = KIN.get(self._words.language, ())
        stems = (low.removesuffix(each) for each in endings if low.endswith(each))
        return any(len(stem) > SHORTEST_STEM and is_listed(stem, self._words.language) for stem in stems)

    def is_doubtful(self, name: str) -> bool:
        """Whether a German word may be a name though it falls into words: the site uses it without any article."""
        low = name.lower()
        if self._words.language != "de" or " " in name or "-" in name or is_listed(low, "de"):
            return False
        plain = low in self._lower or low in self._common or low.endswith(INFLECTED)
        return not plain and is_ordinary(low, "de") and not any(low.endswith(each) for each in self._words.mass)

    def is_common(self, name: str) -> bool:
        """Whether a single word stands with an article of English or French, as a kind of thing or of people does."""
        return " " not in name and name.lower() in self._common and self._words.language in ("en", "fr")

    def is_met(self, name: str) -> bool:
        """Whether a name has its capital from itself: it stands within a sentence somewhere, or can't be a word."""
        strong = [self.is_strong(each) for each in name.split()]
        return len(strong) > 1 or self.standing[letters(name)] > 0 or bool(MIXED.match(name) or DOMAIN.match(name))

    def is_acronym(self, name: str) -> bool:
        """Whether a name is but a few capitals: as often a term as a name."""
        return name.isupper() and len(name) <= LONGEST_ACRONYM

    def is_person(self, name: str) -> bool:
        """Whether a name is a person's: a given name, alone or before one other word."""
        parts = name.split()
        low = parts[0].lower()
        given = low in self._words.given or ((len(parts) > 1 or self._words.language == "en") and is_given_name(low))
        return given and len(parts) <= 2 + (len(parts) > 2 and len(parts[1]) <= 2)

    def _amid(self, lines: Sequence[Line]) -> Iterator[str]:
        """The keys of names within sentences, where a capital is no matter of position."""
        for line in lines:
            if line.place in SENTENCES:
                for sentence in (each for part in line.text.split(" | ") for each in sentences_of(part)):
                    tokens = [Token(each.start(), each.end(), each[0]) for each in TOKEN.finditer(sentence)]
                    if self._words.language == "de" or sentence.endswith(".") or not in_title_case(tokens):
                        for run in self._runs(tokens, sentence):
                            whole = len(run) > 1 and run[-1].end - run[0].start >= len(sentence.strip(" .?!")) - 1
                            inner = run[1:] if run[0].start <= 1 and not whole else run
                            if inner and (
                                self._words.language != "de" or any(self.is_strong(each.text) for each in inner)
                            ):
                                yield letters(" ".join(each.text for each in inner))

    def _runs(self, tokens: Sequence[Token], text: str, *, titled: bool = False) -> Iterator[list[Token]]:
        """Runs of words with capitals, with what joins them; closed words with a capital begin a sentence only."""
        run: list[Token] = []
        for at, token in enumerate(tokens):
            follows = tokens[at + 1 : at + 2]
            joined = not run or text[run[-1].end : token.start] in (" ", " ")
            if not joined:
                yield from ended(run)
                run = []
            leading = not run and token.start > 1 and token.text in LEADING and follows and follows[0].capital
            inner = bool(run) and (token.text in INNER or (not titled and len(token.text) >= SHORTEST_INNER))
            if (token.capital and (leading or inner or not self._is_closed(token.text))) or (
                run and follows and follows[0].capital and self._joins(token.text, follows[0].text)
            ):
                run.append(token)
            else:
                yield from ended(run)
                run = []
        yield from ended(run)

    def _is_closed(self, word: str) -> bool:
        """Whether a word only joins others, alone or drawn together: "we", "We'd"."""
        low = plain(word)
        head, mark, rest = low.partition("'")
        return low in self._words.closed or (bool(mark) and head in self._words.closed and word[-len(rest) :].islower())

    def _joins(self, word: str, following: str) -> bool:
        """Whether a small word belongs to a name: "Hollin & Gray", "Moulin de Kerven", "Albers und Söhne"."""
        joining = word == "&" or (word in JOINING and self._words.language != "de")
        return joining or (word in AND and following.lower() in FAMILY)

    def _kept(self, run: list[Token], text: str, *, titled: bool, alone: bool) -> Span | None:
        run = list(run)
        first = not re.search(r"\w", text[: run[0].start])
        while run and run[0].text.lower() in self._words.appositions and len(run) > 1:
            run.pop(0)
            first = False
        strong = [self.is_strong(each.text) for each in run]
        if (alone and len(run) > 1) or (len(run) < QUOTED and in_quotes(run, text)):
            return _span(run, text, self) if len(run) <= LONGEST else None
        if (titled or self._words.language == "de") and letters(said(run)) not in self.standing:
            run, strong = self._trimmed(run, strong)
        elif first and not strong[0] and len(run) > 1 and run[1].text not in JOINING and self._opens(run, text):
            run, strong = run[1:], strong[1:]
            first = False
        if not run or len(run) > LONGEST or (not any(strong) and not self._known(run, first=first, titled=titled)):
            return None
        return _span(run, text, self)

    def _trimmed(self, run: list[Token], strong: list[bool]) -> tuple[list[Token], list[bool]]:
        """Without ordinary words before the first strong word, and of titles also behind the last."""
        if not any(strong):
            return run, strong
        start = strong.index(True)
        keep = start and self._words.language == "de" and run[start - 1].text.lower() not in self._lower
        kept = run[0].start > 0 or not (run[0].text.lower() in self._common or is_adjective(run[0].text))
        start -= 1 if keep and start == 1 and kept else 0
        return run[start:], strong[start:]

    def _opens(self, run: list[Token], text: str) -> bool:
        """Whether the first word has its capital from the sentence only."""
        rest = letters(said(run[1:]))
        whole = not self._titling and run[-1].end == len(text.rstrip(" .?!"))
        alone = len(run) == 2 and rest not in self.standing and not self.is_strong(run[1].text)
        if whole or alone:
            return False
        if letters(said(run)) in self.standing or run[0].text.isupper():
            return False
        return rest in self.standing or run[0].text.lower() in self._lower

    def _known(self, run: list[Token], *, first: bool, titled: bool) -> bool:
        """Whether a run of ordinary words is a name: it has capitals where no position asks for them."""
        key, count = letters(said(run)), len(run)
        low = run[0].text.lower()
        if self._words.language == "de":
            plain = [each.text.lower() in self._words.ordinary for each in run]
            if count == 1:
                return self.is_doubtful(run[0].text)
            return not any(plain) and not titled and not first and not is_adjective(run[0].text)
        if count == 1 and any(
            each in plain for plain in (self._lower, self._words.ordinary) for each in (low, one(low))
        ):
            return False
        if count > 1 and all(each.text.isupper() or each.text.lower() in self._words.ordinary for each in run):
            return False
        if titled or (first and count == 1):
            return self.standing[key] > 0
        return count > 1 or self.standing[key] > 0


def _span(run: list[Token], text: str, names: Names) -> Span | None:
    """The span of a run; of a last word such as "Tallymoss-Export" the part that is the name."""
    start, end = run[0].start, run[-1].end
    last = run[-1].text
    if "-" in last and len(run) == 1:
        head, _, rest = last.partition("-")
        if names.is_strong(head) and not any(names.is_strong(part) for part in rest.split("-")):
            end = start + len(head)
    name = text[start:end]
    for ending in ("’s", "'s", "’", "'"):
        if name.endswith(ending):
            name, end = name.removesuffix(ending), end - len(ending)
    return Span(start, end, name) if len(name) > 1 else None
