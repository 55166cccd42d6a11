"""What a person says of a customer, as the facts that the API takes. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from brandmon_cli.shared.failure import Failure
from brandmon_cli.sites.fields import listed, same
from brandmon_cli.sites.saying import WRONG, one_of

Json = dict[str, Any]
LISTS = (
    "job_titles", "pain_points", "goals", "motivations", "objections", "decision_factors", "information_sources",
)  # fmt: skip
FIELDS = (
    "name", "description", "buyer", *LISTS, "company_size", "industry", "trigger", "buying_journey_stage", "seniority",
    "age_range", "location", "income_level", "education", "writing", "active",
)  # fmt: skip
CHOICES = {
    "buyer": ("person", "household", "business", "team", "institution"),
    "buying_journey_stage": ("awareness", "consideration", "purchase"),
    "writing": ("plain", "casual", "formal", "terse"),
}
WORDS = {
    "pain": "pain_points", "pains": "pain_points", "goal": "goals", "objection": "objections",
    "criterion": "decision_factors", "criteria": "decision_factors", "source": "information_sources",
    "sources": "information_sources", "stage": "buying_journey_stage", "title": "job_titles", "size": "company_size",
    "motivation": "motivations", "age": "age_range",
}  # fmt: skip
"""What the options call a field."""
DIGITS = 4
"""Of the number of a customer, fewer than these."""
SHOWN = {
    "name": "name", "description": "description", "buyer": "buys as", "job_titles": "titles", "company_size": "size",
    "industry": "trade", "pain_points": "troubled by", "goals": "wants", "motivations": "because",
    "objections": "doubts", "decision_factors": "chooses by", "information_sources": "trusts",
    "trigger": "looks because", "buying_journey_stage": "begins at", "seniority": "seniority", "age_range": "age",
    "location": "lives in", "income_level": "earns", "education": "learned", "writing": "writes", "active": "asked for",
}  # fmt: skip
"""What a field is called where it is shown."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to do with the customers of a website: one of ``set``, ``add``, ``pause`` and ``resume``.

    A customer is called by the number that the list shows or by its name, which no other's pause changes. ``said``:
    what was said, by the word that the options have for a field; what is None or empty was not spoken of.
    """

    set: str | None = None
    add: str | None = None
    pause: str | None = None
    resume: str | None = None
    said: Mapping[str, str | list[str] | None] = field(default_factory=dict)
    forgotten: tuple[str, ...] = ()

    @property
    def called(self) -> str | None:
        """The customer that is spoken of; None for one that is added, and where only a look is wanted."""
        return next((each for each in (self.set, self.pause, self.resume) if each is not None), None)


def facts_of(wanted: Wanted) -> Json | None:
    """The facts to send, None where only a look is wanted; ``Failure`` (2) where what is wanted makes no sense."""
    ways = {name: each for name in ("set", "add", "pause", "resume") if (each := getattr(wanted, name)) is not None}
    if len(ways) > 1:
        raise Failure(f"One thing at a time: --{listed(' --'.join(ways).split())}.", code=WRONG)
    spoken = _spoken(wanted)
    if not ways:
        if spoken:
            raise Failure("Say of which customer: --set NUMBER (or its name), or --add NAME for a new one.", code=WRONG)
        return None
    if wanted.pause is not None or wanted.resume is not None:
        if spoken:
            raise Failure("Pausing and resuming take no fields; use --set CUSTOMER for them.", code=WRONG)
        return {"active": wanted.resume is not None}
    if wanted.add is not None:
        return {**spoken, "name": wanted.add}
    if not spoken:
        raise Failure("Say what is to be corrected; brandmon site customers --help names every field.", code=WRONG)
    return spoken


def field_of(word: str) -> str:
    """The field that a word names; ``Failure`` (2) where it names none."""
    return one_of(WORDS.get(word.strip().lower(), word), FIELDS, "field")


def numbered(icps: Iterable[Json]) -> dict[int, Json]:
    """Customers by the number that a person calls them by: their place, and behind the fifth those without one."""
    listed_ones = list(icps)
    places = {each["sequence_number"]: each for each in listed_ones if each["sequence_number"] is not None}
    others = [each for each in listed_ones if each["sequence_number"] is None]
    return dict(sorted(places.items())) | dict(enumerate(others, 6))


def customer(known: Mapping[int, Json], called: str) -> Json:
    """The customer that a person means: by number, id or name, or by a beginning of a name that only one has."""
    words = same(called)
    if words.isdecimal() and len(words) < DIGITS and int(words) in known:
        return known[int(words)]
    names = {number: same(str(value_of(each, "name") or "")) for number, each in known.items()}
    own = [each for number, each in known.items() if words in (names[number], each["id"])]
    alike = own or [each for number, each in known.items() if words and names[number].startswith(words)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise Failure(f"Several customers are called {called}: say which by its number.", code=WRONG)
    raise Failure(f"There is no customer {called}. See: brandmon site customers WEBSITE")


def value_of(icp: Json, name: str, part: str = "value") -> Any:
    """What holds of one field; None where nothing is known."""
    return next((each[part] for each in icp["fields"] if each["field"] == name), None)


def _spoken(wanted: Wanted) -> Json:
    facts: Json = {}
    for word, said in wanted.said.items():
        name = field_of(word)
        if isinstance(said, str):
            facts[name] = one_of(said, CHOICES[name], word) if name in CHOICES else said
        elif said:
            facts[name] = said
    forgotten = [field_of(name) for name in wanted.forgotten]
    if both := sorted(set(facts) & set(forgotten)):
        raise Failure(f"Either say something of {listed(both)} or take it back.", code=WRONG)
    return facts | dict.fromkeys(forgotten)
