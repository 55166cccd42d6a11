"""A gateway double that knows one website, a garage, and what people say of it; and a person who answers a script."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from brandmon_cli.gateway.client import Gateway, GatewayProblem

Json = dict[str, Any]
WEBSITE = "01a21b9e-8c8f-7233-a1af-9b2ebf882d67"
AUDIT = "01a21b9e-0000-7233-a1af-9b2ebf882d67"
ME, OTHER = "01a21b9e-1111-7233-a1af-000000000001", "01a21b9e-1111-7233-a1af-00000badcafe"
URL = "https://hopkirk.example/"
FOUND: Json = {
    "name": {"name": "Hopkirk Motors", "aliases": ["Hopkirk"]},
    "kind": None,
    "category": {"text": "garages", "singular": "garage", "terms": []},
    "offerings": [{"text": "MOT tests", "features": ["same day"], "price": "40 pounds"}],
    "segments": [{"text": "drivers", "buyer": "person", "role": None, "size": None}],
    "problems": ["A car fails its test"],
    "rivals": [{"name": "Kwikfix", "aliases": [], "domains": ["kwikfix.example"]}, {"name": "Bosko"}],
    "places": ["Ludlow"],
    "language": "en",
}
PROPOSALS: list[Json] = [
    {"text": "car repair shops", "singular": "car repair shop", "terms": ["mechanics"], "score": 0.4},
    {"text": "car dealers", "singular": None, "terms": [], "score": 0.2},
]
_SURE = {"score": 0.9, "witnesses": 3, "reason": "Three places say it."}
_UNSURE = {"score": 0.2, "witnesses": 1, "reason": "One heading says it and nothing else."}


class Garage(Gateway):
    """What the gateway answers of the garage. ``missing``: fields that the site says too little of."""

    def __init__(self, *missing: str) -> None:
        self.missing = set(missing)
        self.found = deepcopy(FOUND)
        self.facts: list[Json] = []
        self.waiting = [AUDIT] if missing else []
        self.patched: list[Json] = []
        self.posted: list[tuple[str, Json | None]] = []
        self.proposals = deepcopy(PROPOSALS)
        self.others = [{"text": "Tyrellia", "relation": "supplier"}, {"text": "Motorfest", "relation": "stage"}]
        self.changed: list[Json] = []
        self.more: Json = {}
        self.interruptions: list[Json] = []
        self.states = ["completed"]
        self.weak: set[str] = set()

    # -- what the client calls ----------------------------------------------------------------------------------

    def get(self, path: str, **query: Any) -> Any:
        paths: dict[str, Callable[[], Json]] = {
            f"/v1/websites/{WEBSITE}": self.website, f"/v1/sites/{WEBSITE}": self.site,
            f"/v1/audits/{AUDIT}": self.audit, "/v1/auth/me": lambda: {"id": ME},
        }  # fmt: skip
        return paths[path]() if path in paths else self.more[path]

    def items(self, path: str, **query: Any) -> Iterator[Json]:
        lists = {"/v1/websites": [self.website()], f"/v1/sites/{WEBSITE}/facts": self.facts[::-1]}
        yield from lists.get(path) or self.more.get(path) or ()

    def post(self, path: str, body: Json | None = None) -> Any:
        self.posted.append((path, body))
        if path == "/v1/websites":
            return self.website()
        if path == "/v1/audits":
            return self.audit()
        assert path == f"/v1/sites/{WEBSITE}/acceptance"
        if not self.proposals:
            raise refusal(409, "nothing-proposed", "The site says too little for a proposal; say what the business is.")
        self._go_on()
        return self.site()

    def patch(self, path: str, body: Json) -> Any:
        assert path == f"/v1/sites/{WEBSITE}"
        if self.interruptions:
            self.say(self.interruptions.pop(), by=OTHER)
        if body["revision"] != self.revision:
            raise refusal(409, "site-changed", "Somebody has said something of this site meanwhile. Look at it again.")
        self.patched.append(body["facts"])
        self.say(body["facts"])
        return self.site()

    # -- what holds ---------------------------------------------------------------------------------------------

    @property
    def revision(self) -> int:
        return max((each["revision"] for each in self.facts), default=0)

    def say(self, facts: Json, *, by: str = ME) -> None:
        revision, at = self.revision + 1, "2026-11-30T12:00:00Z"
        self.facts += [
            {"revision": revision, "field": field, "value": value, "said_by": by, "said_at": at}
            for field, value in facts.items()
        ]
        self.missing -= set(facts)
        if not self.missing:
            self._go_on()

    def _go_on(self) -> None:
        self.waiting, self.missing = [], set()

    def website(self) -> Json:
        return {"id": WEBSITE, "url": URL, "domain": "hopkirk.example"}

    def audit(self) -> Json:
        step = {"name": "confirm", "status": "running", "started_at": None, "ended_at": None, "detail": None}
        status = "needs-input" if self.waiting else self.states.pop(0) if len(self.states) > 1 else self.states[0]
        needs = {"fields": sorted(self.missing), "understood": []} if self.waiting else None
        own = {"id": AUDIT, "website_id": WEBSITE, "url": URL, "failure": None, "created_at": "2026-11-30T11:00:00Z"}
        return {**own, "status": status, "needs": needs, "steps": [step], "progress": {}}

    def site(self) -> Json:
        said = {each["field"]: each for each in self.facts}
        return {
            "website_id": WEBSITE, "analysis_id": "a1", "version": "rules-5", "analyzed_at": "2026-11-30T11:00:00Z",
            "revision": self.revision, "fields": [self._field(field, said.get(field)) for field in self.found],
            "proposals": self.proposals, "others": self.others, "changed": self.changed, "waiting": self.waiting,
        }  # fmt: skip

    def _field(self, field: str, said: Json | None) -> Json:
        read, missing = self.found[field], field in self.missing
        row = {
            "field": field,
            "value": read,
            "read": read,
            "missing": missing,
            **(_UNSURE if missing or field in self.weak else _SURE),
        }
        if said is None or said["value"] is None:
            return {**row, "said": None, "said_by": None, "said_at": None}
        value = _rivals(read, said["value"]) if field == "rivals" else said["value"]
        return {
            **row,
            "value": value,
            "said": said["value"],
            "score": 1.0,
            "reason": "A person said so.",
            "said_by": said["said_by"],
        }


def _rivals(read: list[Json], said: Json) -> list[Json]:
    added = {each["name"]: each for each in said["added"]}
    kept = [each for each in read if each["name"] not in {*said["removed"], *added}]
    return [*kept, *added.values()]


def refusal(status: int, kind: str, detail: str) -> GatewayProblem:
    return GatewayProblem(status, kind, detail, {})


class Scripted:
    """A person who answers what the script says, in its order; then nobody is there any more."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.questions: list[str] = []
        self.told: list[str] = []

    def tell(self, what: Any) -> None:
        self.told.append(str(what))

    def answer(self, question: str) -> str:
        self.questions.append(question)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)
