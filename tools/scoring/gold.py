"""The gold corpus as text: answers with the mentions marked in place, so that a label is reviewed in a diff.

A row of a ``.gold`` file (the file's name is the category)::

    # id
    lang: en
    ask: the prompt
    1: Box | aliases, comma separated | domains | recommended + rank=1 belief=outcome vs=2
    2: Dropbox | | | ignored
    ---
    Use [[1|Box]] for files.

A state is a presence, then ``+``, ``0`` or ``-`` (sentiment; absent for ``ignored``), then ``rank=``, ``belief=`` and
``vs=`` where they hold. Position is not written: it follows from the marks. ``\\u{200B}`` stands for a code point.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from analyzer.extraction import Belief, Evidence, Presence, WantedBrand

SIGNS = {"+": 1, "0": 0, "-": -1}
LANGUAGES = frozenset({"en", "de", "fr", "es", "pt", "ja", "zh"})
_MARK = re.compile(r"\[\[(\d+)\|(.*?)\]\]", re.DOTALL)
_POINT = re.compile(r"\\u\{([0-9A-Fa-f]+)\}")
_HELD_OUT = 0.4
FOLDER = Path(__file__).parents[2] / "services" / "analyzer" / "gold"
"""The corpus of this repository."""


class GoldError(ValueError):
    """A row breaks a rule of the corpus; the message names the row."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader says of one brand; ``spans`` are all its mentions in order."""

    brand: WantedBrand
    presence: Presence
    position: int | None
    rank: int | None
    belief: Belief | None
    sentiment: int | None
    compared_with: tuple[str, ...]
    spans: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled answer."""

    id: str
    category: str
    language: str
    prompt: str
    answer: str
    labels: tuple[Label, ...]

    @property
    def part(self) -> str:
        """``dev`` or ``held-out``, by the hash of the id; files ``dev-*`` were seen while rules were written."""
        if self.category.startswith("dev-"):
            return "dev"
        return "held-out" if share(self.id, "part") < _HELD_OUT else "dev"


def share(identity: str, salt: str) -> float:
    """A number in 0..1 that depends on the id only."""
    return int(hashlib.sha256(f"{salt}:{identity}".encode()).hexdigest()[:8], 16) / 2**32


def load(folder: Path) -> list[Row]:
    """Every row of every category. Raises GoldError for a row that breaks a rule or an id that occurs twice."""
    rows = [row for path in sorted(folder.glob("*.gold")) for row in parse(path.read_text("utf-8"), path.stem)]
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise GoldError(f"{row.id}: the id occurs twice")
        seen.add(row.id)
    return rows


def parse(text: str, category: str) -> list[Row]:
    """The rows of one file."""
    return [_row(block, category) for block in re.split(r"^# (?=[a-z0-9-]+$)", text, flags=re.MULTILINE)[1:]]


def _row(block: str, category: str) -> Row:
    head, line, body = block.partition("\n---\n")
    name, *fields = head.split("\n")
    if not line:
        raise GoldError(f"{name}: no answer")
    values = dict(_field(name, one) for one in fields if one)
    language, prompt = values.pop("lang", "en"), values.pop("ask", "")
    if language not in LANGUAGES:
        raise GoldError(f"{name}: unknown language {language}")
    answer, spans = _marks(_points(body.strip("\n")))
    if not set(spans) <= set(values):
        raise GoldError(f"{name}: a mark of no brand")
    order = sorted(spans, key=lambda key: spans[key][0].start)
    names = {key: value.split("|")[0].strip() for key, value in values.items()}
    if len(set(names.values())) != len(names):
        raise GoldError(f"{name}: a brand occurs twice")
    labels = [
        _label(
            f"{name}, {names[key]}", value, names, (spans.get(key, ()), order.index(key) + 1 if key in spans else None)
        )
        for key, value in values.items()
    ]
    return Row(name, category, language, _points(prompt), answer, tuple(labels))


def _field(name: str, line: str) -> tuple[str, str]:
    key, colon, value = line.partition(": ")
    if not colon or not (key in ("lang", "ask") or key.isdigit()):
        raise GoldError(f"{name}: not a field: {line}")
    return key, value


def _points(text: str) -> str:
    return _POINT.sub(lambda hit: chr(int(hit[1], 16)), text)


def _marks(marked: str) -> tuple[str, dict[str, tuple[Evidence, ...]]]:
    parts: list[str] = []
    spans: dict[str, tuple[Evidence, ...]] = {}
    last = length = 0
    for hit in _MARK.finditer(marked):
        before = marked[last : hit.start()]
        start = length + len(before)
        spans[hit[1]] = (*spans.get(hit[1], ()), Evidence(start, start + len(hit[2]), hit[2]))
        parts += [before, hit[2]]
        length, last = start + len(hit[2]), hit.end()
    return "".join([*parts, marked[last:]]), spans


def _label(where: str, value: str, names: dict[str, str], found: tuple[tuple[Evidence, ...], int | None]) -> Label:
    columns = [column.strip() for column in value.split("|")]
    if len(columns) != 4:
        raise GoldError(f"{where}: four columns are wanted")
    name, aliases, domains, state = columns
    presence, *words = state.split()
    sign = SIGNS[words.pop(0)] if words and words[0] in SIGNS else None
    facts = dict(word.split("=", 1) for word in words)
    spans, position = found
    rules = {
        "unknown presence": presence not in get_args(Presence),
        "unknown belief": facts.get("belief") not in (None, *get_args(Belief)),
        "unknown fact": not set(facts) <= {"rank", "belief", "vs"},
        "a mention without a mark, or a mark of an ignored brand": (presence == "ignored") == bool(spans),
        "a sentiment belongs to a mention": (sign is None) != (presence == "ignored"),
        "ignored brands have no facts": presence == "ignored" and bool(facts),
        "compared with nobody": presence == "compared" and "vs" not in facts,
    }
    for rule, broken in rules.items():
        if broken:
            raise GoldError(f"{where}: {rule}")
    rivals = tuple(names[key] for key in facts["vs"].split(",")) if "vs" in facts else ()
    rank = int(facts["rank"]) if "rank" in facts else None
    brand = WantedBrand(name, _listed(aliases), _listed(domains))
    return Label(brand, presence, position, rank, facts.get("belief"), sign, rivals, spans)  # type: ignore[arg-type]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
