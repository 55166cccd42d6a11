"""What the places say in which a name stands: each sentence, heading and page a witness for one relation."""

import re
from collections.abc import Iterator
from dataclasses import replace

from analyzer.sites.rules.reading.lines import Line, Reading
from analyzer.sites.rules.reading.prose import letters, sentences_of
from analyzer.sites.rules.reading.weighing import Witness
from analyzer.sites.rules.relations import weights
from analyzer.sites.rules.relations.asking import asked_about
from analyzer.sites.rules.relations.names import Names
from analyzer.sites.rules.relations.saying import CLAUSE, SHORT, Own, Said, beside, is_by, is_quoted, label_of, trails
from analyzer.sites.rules.relations.shapes import Span
from analyzer.sites.rules.relations.vocabulary import Vocabulary

_OURS = frozenset(("supplier", "brand_sold"))
"""What somebody is to the business: nothing that a customer says of his own, or that is said of him."""
_NUMBER = re.compile(r"⟦(\d+)⟧")
_ALONE = frozenset(("item", "quote", "term"))
_BEFORE_NAMES = "and|or|than|like|from|with|called|is|are|but|try"
_DATED = re.compile(r"/\d{4}/\d\d?(?:/|$)")
_SPOKEN = ("title", "description", "heading", "paragraph", "item", "quote", "question", "answer", "term", "row")


class Contexts:
    """Reads what a site's sentences and headings say of names."""

    def __init__(self, reading: Reading, names: Names, words: Vocabulary, own: Own) -> None:
        self._reading = reading
        self._names = names
        self._words = words
        self._own = own
        self._trails = trails(reading)
        self._pages = {page.url: self._of_page(page.url, page.title or "") for page in reading.site.pages}

    def sentences(self) -> Iterator[Said]:
        """All sentences with a name in them, each once a page."""
        seen: set[tuple[str, str]] = set()
        for line in self._reading.lines:
            around = line.place in ("navigation", "footer")
            if line.place not in _SPOKEN and not around:
                continue
            for part in line.text.split(" | ") if line.place == "row" else (line.text,):
                said_here = list(sentences_of(part))
                for at, sentence in enumerate(said_here):
                    if (line.url if not line.furniture else "", sentence) not in seen:
                        seen.add((line.url if not line.furniture else "", sentence))
                        said = replace(self.masked(sentence, line), near=self._contrasted(said_here, at))
                        if said.names:
                            yield said

    def _contrasted(self, sentences: list[str], at: int) -> bool:
        around = (*sentences[max(at - 1, 0) : at], *sentences[at + 1 : at + 2])
        return any(self._words.contrast.search(each) and self._words.first.search(each) for each in around)

    def masked(self, text: str, line: Line) -> Said:
        """A text with its names put out of sight."""
        flat = text.replace("’", "'")
        pieces: list[str] = []
        names: list[str] = []
        at = 0
        for span in self._names.find(text, alone=line.place in _ALONE and len(text) < SHORT):
            pieces.append(flat[at : span.start])
            if self.is_own(span):
                pieces.append("⟦o⟧")
            else:
                pieces.append(f"⟦{len(names)}⟧")
                names.append(span.text)
            at = span.end
        pieces.append(flat[at:])
        return Said(line, text, "".join(pieces), tuple(names))

    def is_own(self, span: Span) -> bool:
        """Whether a name is the site's own, or begins with it as its products' do."""
        key = letters(span.text)
        if span.text in self._own.surnames and self._names.is_strong(span.text):
            return True
        return any(key == own or (len(own) > 3 and key.startswith(own)) for own in self._own.keys)

    def witnesses(self, said: Said) -> Iterator[Witness]:
        """What one sentence and the places in which it stands say of the names in it."""
        people, placed, legal = self._people(said), self._placed(said), self._is_legal(said)
        strong, weak = self._told(said, people, placed if len(placed) < len(said.names) else set())
        told = {number for numbers in strong.values() for number in numbers}
        for relation, numbers in strong.items():
            yield from (self._witness(said, number, relation, "said", weights.STRONG) for number in sorted(numbers))
        for relation, numbers in weak.items():
            hint = weights.WEAK if relation == "rival" else weights.HINT
            yield from (self._witness(said, number, relation, "hinted", hint) for number in sorted(numbers))
        for number, kind, weight in () if legal else asked_about(said.masked, said.line, self._words):
            if number not in people:
                yield self._witness(said, number, "rival", kind, weight)
        for number, name in enumerate(said.names):
            yield from self._of_name(said, number)
            if number in people:
                yield self._witness(said, number, "person", "said", weights.PERSON)
            elif number in placed - told:
                yield self._witness(said, number, "place", "said", weights.PLACED)
            elif number not in told:
                yield from self._of_surroundings(said, number)
                yield from () if legal else self._of_contrast(said, number)
            if is_by(said, number) and not self._names.is_person(name):
                yield self._witness(said, number, "customer", "quoted", weights.QUOTED)

    def _told(self, said: Said, people: set[int], placed: set[int]) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
        """The names of which a sentence says a relation outright, and those of which it hints at one.

        Who is compared is not supplied from: "dearer than at Acme" holds the words of a supply, too.
        """
        strong: dict[str, set[int]] = {}
        weak: dict[str, set[int]] = {}
        compared: set[int] = set()
        for context in self._words.contexts:
            if context.relation in _OURS and not self._is_ours(said):
                continue
            if context.relation == "rival" and (self._is_legal(said) or self._between_others(said)):
                continue
            outright = self._in(said, context.strong) - people - placed
            hinted = self._in(said, context.weak) - outright - people
            if context.relation == "rival":
                outright = compared = outright - self._in(said, self._words.changed)
            elif context.relation in _OURS:
                outright, hinted = outright - compared, hinted - compared
            strong[context.relation], weak[context.relation] = outright, hinted
        return strong, weak

    def _is_ours(self, said: Said) -> bool:
        """Whether a sentence may be about what the business itself uses: the business speaks, and not to its reader."""
        if is_quoted(said) or said.line.place == "question":
            return False
        return self._words.second.search(said.masked) is None or self._words.first.search(said.masked) is not None

    def _is_legal(self, said: Said) -> bool:
        """Whether a line is the law's and not the business's: of an imprint, a footer, terms."""
        around = said.line.place == "footer" or said.line.furniture
        return around or self._words.legal.search(said.line.under or "") is not None

    def _between_others(self, said: Said) -> bool:
        """Whether two others are compared with each other, and nobody with us: two brands, two of one's horses."""
        ours = "⟦o⟧" in said.masked or self._words.first.search(said.masked)
        return not ours and self._words.between.search(said.masked) is not None

    def _placed(self, said: Said) -> set[int]:
        if said.line.place in ("navigation", "footer"):
            return set(range(len(said.names)))
        return {int(_NUMBER.findall(each["names"])[0]) for each in self._words.locative.finditer(said.masked)}

    def _people(self, said: Said) -> set[int]:
        """Names of persons, and single names in one list with a person's."""
        people = {number for number, name in enumerate(said.names) if self._names.is_person(name)}
        people |= self._in(said, (self._words.titles,))
        people |= {at for at, name in enumerate(said.names) if self._is_founder(name)}
        single = [number for number, name in enumerate(said.names) if " " not in name]
        return people | {number for number in single if people and beside(said, people, number)}

    def _is_founder(self, name: str) -> bool:
        """Whether a name is one word before one of the site's own: "Anna Berg" of "Berg & Sons"."""
        parts = name.split()
        return len(parts) == 2 and parts[1] in self._own.surnames and parts[0] not in self._own.surnames

    def _of_name(self, said: Said, number: int) -> Iterator[Witness]:
        """What a name itself says, and the possessive before it."""
        if said.line.own and number in self._in(said, self._words.mine):
            yield self._witness(said, number, "offer", "said", weights.MINE)
        if not self._own.publishes and self._words.media.search(said.names[number]):
            yield self._witness(said, number, "media", "shape", weights.SHAPED if said.line.own else weights.QUOTED)

    def _of_surroundings(self, said: Said, number: int) -> Iterator[Witness]:
        """What a heading says of all names below it: of a rival only where the name is spoken of, not mentioned."""
        under = self._under(said)
        labelled = label_of(said)
        trail = [self.masked(each, said.line).masked for each in self._trails.get(id(said.line), ())]
        spoken_of = self._is_spoken_of(said, number)
        quoted = is_quoted(said) and not is_by(said, number)
        listed = said.line.place in ("item", "term", "row", "heading") and len(said.masked) < SHORT
        for context in self._words.contexts:
            if (context.relation == "rival" and not spoken_of) or (context.relation == "customer" and quoted):
                continue
            if labelled and context.relation != "rival" and context.headings.search(labelled):
                yield self._witness(said, number, context.relation, "label", weights.LISTED)
            if said.line.under != said.text and context.headings.search(under):
                yield self._witness(
                    said, number, context.relation, "section", weights.LISTED if listed else weights.SECTION
                )
            elif any(context.headings.search(each) for each in trail):
                yield self._witness(said, number, context.relation, "above", weights.ABOVE)
            if context.relation in self._pages.get(said.line.url, ()) and not said.line.furniture:
                yield self._witness(
                    said,
                    number,
                    context.relation,
                    "page",
                    weights.SECTION if listed and context.relation != "rival" else weights.PAGE,
                )

    def _of_contrast(self, said: Said, number: int) -> Iterator[Witness]:
        """Somebody else who acts in a sentence that compares, or beside one that does, may be a rival."""
        name = said.names[number]
        line = said.line
        if (
            line.place == "row"
            or line.page_type == "blog"
            or _DATED.search(line.url)
            or is_by(said, number)
            or self._names.is_acronym(name)
        ):
            return
        if is_quoted(said):
            told = number in self._in(said, self._words.told)
            yield self._witness(said, number, "rival", "told", weights.AGAINST if told else weights.NEAR)
        found = self._words.at.search(said.masked)
        at = found is not None and str(number) in _NUMBER.findall(found["names"])
        acts = any(int(each) == number for each in CLAUSE.findall(said.masked))
        if self._words.contrast.search(said.masked):
            ours = self._words.first.search(said.masked) or "⟦o⟧" in said.masked
            against = (acts and ours) or at
            yield self._witness(said, number, "rival", "contrast", weights.AGAINST if against else weights.CONTRAST)
        if acts:
            yield self._witness(said, number, "rival", "acting", weights.ACTING)
        if at:
            yield self._witness(said, number, "rival", "at", weights.AT)
        if said.near:
            yield self._witness(said, number, "rival", "near", weights.NEAR)

    def _under(self, said: Said) -> str:
        """The heading above, or the question with which the line itself begins."""
        heading = said.line.under or ""
        opening = next(sentences_of(said.line.text), "")
        if opening.endswith("?") and opening != said.text:
            heading = opening
        return self.masked(heading, said.line).masked

    def _is_spoken_of(self, said: Said, number: int) -> bool:
        name = said.names[number]
        if said.line.place == "row" or self._names.is_acronym(name) or is_by(said, number):
            return False
        if said.masked.strip(" …?.!") == f"⟦{number}⟧":
            return True
        if self._words.language == "ja":
            return re.search(rf"⟦{number}⟧ ?(?:さん|社)", said.masked) is not None
        if self._words.language not in ("de", "fr") and self._is_met_in(said, number):
            return True
        return number in self.acting(said)

    def _is_met_in(self, said: Said, number: int) -> bool:
        """Whether what stands there is surely a name: in no dictionary, or of several words where one is expected."""
        name = said.names[number]
        if any(self._names.is_strong(word) for word in name.split()):
            return True
        return " " in name and re.search(rf"(?:^|[,;:(–—]|\b(?:{_BEFORE_NAMES})) ?⟦{number}⟧", said.masked) is not None

    def acting(self, said: Said) -> set[int]:
        """The names that do something in a sentence, or at whose place something happens."""
        found = self._words.at.search(said.masked)
        at = {int(each) for each in _NUMBER.findall(found["names"])} if found else set()
        people = {
            number for number, name in enumerate(said.names) if self._names.is_person(name) or is_by(said, number)
        }
        return ({int(each) for each in CLAUSE.findall(said.masked)} | at) - people

    def _of_page(self, url: str, title: str) -> frozenset[str]:
        """The relations that a page's title or first heading announces."""
        heads = [title, *(line.text for line in self._reading.lines if line.url == url and line.level == 1)]
        masked = (
            [self.masked(head, self._reading.lines[0]).masked for head in heads if head] if self._reading.lines else []
        )
        return frozenset(
            context.relation
            for context in self._words.contexts
            if any(context.headings.search(head) for head in masked)
        )

    def _witness(self, said: Said, number: int, relation: str, kind: str, weight: float) -> Witness:
        name = said.names[number]
        sure = self._sure(said, number) if relation == "rival" else 1.0
        return Witness(name, f"{relation}:{kind}", weight * sure, said.line.url, said.text)

    def _sure(self, said: Said, number: int) -> float:
        """How sure it is that a name is one: a noun, or what has its capital from the sentence, may be none."""
        name = said.names[number]
        if self._names.is_common(name):
            return weights.COMMON
        opens = said.masked.startswith(f"⟦{number}⟧ ") and not self._names.is_met(name)
        return weights.DOUBTFUL if self._names.is_doubtful(name) else weights.OPENING if opens else 1.0

    @staticmethod
    def _in(said: Said, patterns: tuple[re.Pattern[str], ...]) -> set[int]:
        return {
            int(number)
            for pattern in patterns
            for match in pattern.finditer(said.masked)
            for number in _NUMBER.findall(match["names"])
        }
