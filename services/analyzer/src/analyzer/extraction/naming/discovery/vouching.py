"""Names by their company: where some of a group are surely names, the others of its form are names as well.

Members are weighed: a sure name counts 1, a word that no dictionary has 0.8, a rare word or initials 0.5, everyday
words nothing, and what is no name against it. A group is one of names where the mean is high enough for what
announces it. Nothing here asks which form a group has, but for how sure one must be.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from analyzer.extraction.naming.discovery.asking import wants_names
from analyzer.extraction.naming.discovery.groups import Group, Place
from analyzer.extraction.naming.discovery.shapes import shape_of
from analyzer.extraction.naming.scanning import Scan

IsName = Callable[[Place], bool | None]
"""Whether a place is a name for other reasons; None where another name covers it in part."""

_WEIGHTS = {"sure": 1.0, "unknown": 0.8, "rare": 0.5, "plain": 0.0, "short": 0.0, "none": -1.0}
_ENOUGH = 0.4
_ENOUGH_ASKED = 0.3
_ROUNDS = 2
_PAIR = 2
_SMALL = ("small words",)
_MARKS = re.compile(r"[*_`\[\]()\\\n]")


def vouched(scan: Scan, found: Iterable[Group], is_name: IsName, named: Sequence[tuple[int, int]]) -> list[Place]:
    """The places that are names because of their company, and weren't before; ``named`` are the spans of sure names."""
    asked = bool(scan.prompt) and wants_names(scan.prompt)
    waiting, accepted, keys = list(found), dict[tuple[int, int], Place](), set[str]()
    sure = {scan.document.text[start:end]: Place(start, end) for start, end in named}
    for _ in range(_ROUNDS):
        for group in waiting:
            company = list(sure.values()) if group.form == "prose" else []
            for place in _names_of(scan, group, _Company(scan, is_name, keys, asked), company):
                accepted[place.start, place.end] = place
        keys |= {scan.document.text[start:end] for start, end in accepted}
        sure |= {scan.document.text[start:end]: place for (start, end), place in accepted.items()}
    return list(accepted.values())


class _Company:
    """How the members of groups are weighed."""

    def __init__(self, scan: Scan, is_name: IsName, keys: set[str], asked: bool) -> None:
        self._scan, self._is_name, self._keys, self.asked = scan, is_name, keys, asked

    def weighed(self, place: Place) -> str:
        """Which weight a place has."""
        text = self._scan.document.text[place.start : place.end]
        shape = shape_of(text, self._scan.language)
        named = self._is_name(place)
        return "sure" if named or (named is None and shape != "none") or text in self._keys else shape


def _names_of(scan: Scan, group: Group, company: _Company, beside: Sequence[Place]) -> Sequence[Place]:
    """The places of a group that are names; ``beside`` are others that keep it company."""
    members = [(place, company.weighed(place)) for place in (*group.places, *beside)]
    weights = list({scan.document.text[place.start : place.end]: weight for place, weight in members}.values())
    sure, unknown, plain = weights.count("sure"), weights.count("unknown"), weights.count("plain")
    against = weights.count("none") + group.others
    asked = company.asked if group.announced is None else group.announced
    if group.announced is False or sure == len(weights) or len(weights) < _PAIR:
        return ()
    alone = asked or not (plain or against or group.form == "enumeration")
    if not sure and (unknown < _PAIR or not alone):
        return ()
    if group.form == "prose" and not asked:
        return ()
    mean = (sum(map(_WEIGHTS.__getitem__, weights)) - group.others) / (len(weights) + group.others)
    if mean < (_ENOUGH_ASKED if asked else _ENOUGH):
        return ()
    # What is numbered where names were asked for is one; elsewhere words are names among a majority of others.
    most = 2 * len(weights) // 3 if group.numbered and asked and not against else len(weights) // 2
    words = plain <= most and (asked or len(weights) > _PAIR)
    words = words and (group.form != "prose" or (asked and sure + unknown > 1))
    return [
        place
        for place, weight in members
        if (weight in ("unknown", "rare") and (sure or weight == "unknown" or not place.initial))
        or (weight == "plain" and words and not place.initial and not _is_written_small(scan, place))
    ]


def _is_written_small(scan: Scan, place: Place) -> bool:
    """Whether the answer has the words of a place in small letters as well."""
    written = scan.document.memo.get(_SMALL)
    if written is None:
        written = scan.document.memo[_SMALL] = frozenset(token.raw for token in scan.tokens if token.raw.islower())
    assert isinstance(written, frozenset)
    return all(word in written for word in scan.document.text[place.start : place.end].lower().split(" "))


def spelled(scan: Scan, start: int, end: int) -> str:
    """A name as the answer spells it, with its accents; as it is read where marks stand within it."""
    document = scan.document
    written = document.answer[document.starts[start] : document.ends[end - 1]]
    return document.text[start:end] if _MARKS.search(written) else written
