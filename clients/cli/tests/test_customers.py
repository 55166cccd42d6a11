"""The customers of a website are shown, corrected, paused and added in one command each."""

import json
from typing import Any

import pytest

from .conftest import Run
from .garage import ME, OTHER, WEBSITE, Garage, refusal
from .test_sites import SITE, refused, words

pytestmark = pytest.mark.pure
Json = dict[str, Any]
KEEPER: Json = {
    "name": "Fleet keeper", "description": "Keeps 30 vans on the road.", "job_titles": ["Fleet manager"],
    "seniority": "lead", "company_size": None, "pain_points": ["A van stands still"], "goals": ["Vans that run"],
    "decision_factors": ["Price"], "buying_journey_stage": "consideration", "trigger": "A van failed its test",
    "writing": "terse", "buyer": None, "active": True,
}  # fmt: skip


class Planned(Garage):
    """The garage with customers that an audit planned, and what people say of them."""

    def __init__(self) -> None:
        super().__init__()
        self.icps = {"icp": KEEPER, "other": {**KEEPER, "name": "Taxi owner", "pain_points": ["It squeaks"]}}
        self.said: dict[str, list[Json]] = {}
        audits = [{"id": "new", "created_at": "2026-11-30"}, {"id": "old", "created_at": "2026-11-29"}]
        spoken = [{"icp_id": "icp"}, {"icp_id": "icp"}, {"icp_id": "x"}]
        self.more |= {
            "/v1/audits": audits, "/v1/audits/new/icps": [], "/v1/audits/old/icps": [KEEPER],
            "/v1/audits/old/conversations": spoken,
        }  # fmt: skip

    def items(self, path: str, **query: Any) -> Any:
        if path == "/v1/icps":
            assert query == {"website_id": WEBSITE}
            return iter([self.view(each) for each in self.icps])
        trails = {f"/v1/icps/{icp_id}/facts": said[::-1] for icp_id, said in self.said.items()}
        return iter(trails[path]) if path in trails else super().items(path, **query)

    def post(self, path: str, body: Json | None = None) -> Any:
        if path != "/v1/icps" or body is None:
            return super().post(path, body)
        self.posted.append((path, body))
        self.icps["added"] = {}
        self.speak("added", body["facts"])
        return self.view("added")

    def patch(self, path: str, body: Json) -> Any:
        icp_id = path.removeprefix("/v1/icps/")
        if icp_id == path:
            return super().patch(path, body)
        if self.interruptions:
            self.speak(icp_id, self.interruptions.pop(), by=OTHER)
        if body["revision"] != self.view(icp_id)["revision"]:
            raise refusal(409, "icp-changed", "Somebody has said something of this customer meanwhile.")
        self.patched.append(body["facts"])
        self.speak(icp_id, body["facts"])
        return self.view(icp_id)

    def speak(self, icp_id: str, facts: Json, *, by: str = ME) -> None:
        said = self.said.setdefault(icp_id, [])
        own = {"revision": said[-1]["revision"] + 1 if said else 1, "said_by": by, "said_at": "2026-11-30T12:00:00Z"}
        said += [{**own, "field": field, "value": value} for field, value in facts.items()]

    def view(self, icp_id: str) -> Json:
        planned, trail = self.icps[icp_id], self.said.get(icp_id, [])
        said = {each["field"]: each for each in trail}
        fields = []
        for name in {**KEEPER, **planned}:
            row = said.get(name)
            spoken = row is not None and row["value"] is not None
            own = row if spoken else {"value": planned.get(name), "said_by": None}
            fields.append(
                {"field": name, "value": own["value"], "planned": planned.get(name), "said_by": own["said_by"]}
            )
        place = list(self.icps).index(icp_id) + 1 if planned else None
        state = {"active": (said.get("active") or {}).get("value") is not False, "pending": bool(trail)}
        revision = max((each["revision"] for each in trail), default=0)
        return {"id": icp_id, "sequence_number": place, "revision": revision, "fields": fields, **state}


@pytest.mark.parametrize("called", ["1", "Fleet keeper", "fleet  KEEPER", "fleet"])
def test_a_customer_is_called_by_number_or_name(run: Run, called: str) -> None:
    garage = Planned()
    words(run(garage, "site", "customers", SITE, "--set", called, "--goal", "Vans that run; no surprises"))
    assert garage.patched == [{"goals": ["Vans that run", "no surprises"]}]


def test_a_name_stays_what_it_was_when_another_customer_is_paused(run: Run) -> None:
    garage = Planned()
    words(run(garage, "site", "customers", SITE, "--pause", "Fleet keeper"))
    words(run(garage, "site", "customers", SITE, "--set", "Taxi owner", "--pain", "It squeaks, and how"))
    assert garage.patched == [{"active": False}, {"pain_points": ["It squeaks, and how"]}]
    assert garage.said["other"][-1]["field"] == "pain_points"


@pytest.mark.parametrize("called", ["7", "Nobody", "", "99999999999", "²"])
def test_a_customer_that_there_is_not_is_said(run: Run, called: str) -> None:
    refusal = run(Planned(), "site", "customers", SITE, "--pause", called).exception
    assert str(refusal).startswith(f"There is no customer {called}.")


def test_customers_are_those_of_the_newest_audit_that_planned_any(run: Run) -> None:
    garage = Garage()
    assert "has planned customers yet" in refused(run(garage, "site", "customers", SITE), 1)
    shown = words(run(Planned(), "site", "customers", SITE))
    assert "1. Fleet keeper Keeps 30 vans on the road. is Fleet manager; lead" in shown
    assert "looks because A van failed its test" in shown
    assert "troubled by A van stands still wants Vans that run" in shown
    assert "begins at consideration writes tersely, in key words conversations 2" in shown
    told = json.loads(run(Planned(), "site", "customers", WEBSITE, "--json").stdout)
    assert (told["audit_id"], told["icps"][0]["conversations"]) == ("old", 2)


def test_fields_of_a_customer_are_corrected_and_lists_replaced(run: Run) -> None:
    garage = Planned()
    spoken = (
        "--name", "Van man", "--description", "Drives.", "--pain", "Rust", "--pain", "Tyres", "--goal", "Go",
        "--objection", "Dear", "--criterion", "Near", "--source", "Mates", "--trigger", "It broke", "--stage",
        "Purchase", "--writing", "casual", "--buyer", "business", "--title", "Owner",
        "--location", "Leeds", "--forget", "size",
    )  # fmt: skip
    shown = words(run(garage, "site", "customers", SITE, "--set", "2", *spoken))
    assert garage.patched == [{
        "name": "Van man", "description": "Drives.", "pain_points": ["Rust", "Tyres"], "goals": ["Go"],
        "objections": ["Dear"], "decision_factors": ["Near"], "information_sources": ["Mates"], "trigger": "It broke",
        "buying_journey_stage": "purchase", "writing": "casual", "buyer": "business", "job_titles": ["Owner"],
        "location": "Leeds", "company_size": None,
    }]  # fmt: skip
    assert "2. Van man (from the next audit on) Drives. you" in shown
    assert "troubled by Rust you Tyres wants Go you" in shown
    assert f"The next audit follows it: brandmon audit {SITE}" in shown


def test_a_customer_is_paused_resumed_and_added(run: Run) -> None:
    garage = Planned()
    shown = words(run(garage, "site", "customers", SITE, "--pause", "1"))
    assert "1. Fleet keeper (paused; the next audit leaves it out)" in shown
    words(run(garage, "site", "customers", SITE, "--resume", "1"))
    assert garage.patched == [{"active": False}, {"active": True}]
    shown = words(run(garage, "site", "customers", SITE, "--add", "Learner", "--pain", "Dents", "--buyer", "person"))
    facts = {"buyer": "person", "pain_points": ["Dents"], "name": "Learner"}
    assert garage.posted == [("/v1/icps", {"website_id": WEBSITE, "facts": facts})]
    assert "6. Learner (from the next audit on)" in shown
    assert "6. Learner" in words(run(garage, "site", "customers", SITE))
    words(run(garage, "site", "customers", SITE, "--set", "6", "--goal", "No more dents"))
    assert garage.patched[-1] == {"goals": ["No more dents"]}


def test_the_history_of_a_customer_says_who_said_what(run: Run) -> None:
    garage = Planned()
    garage.speak("icp", {"pain_points": ["Rust", "Tyres"]}, by=OTHER)
    garage.speak("icp", {"pain_points": None, "active": False})
    shown = words(run(garage, "site", "customers", SITE, "--history", "1"))
    assert "you troubled by took it back: what was planned holds" in shown
    assert "you asked for no" in shown
    assert f"person {OTHER[-6:]} troubled by Rust Tyres" in shown
    told = json.loads(run(garage, "site", "customers", SITE, "--history", "1", "--json").stdout)
    assert [each["revision"] for each in told] == [2, 2, 1]
    garage.said["other"] = []
    assert "Nobody has said anything of this customer" in words(
        run(garage, "site", "customers", SITE, "--history", "2")
    )


def test_a_correction_is_said_again_where_somebody_spoke_meanwhile(run: Run) -> None:
    garage = Planned()
    garage.interruptions = [{"goals": ["A"]}]
    shown = words(run(garage, "site", "customers", SITE, "--set", "1", "--goal", "B"))
    assert garage.patched == [{"goals": ["B"]}]
    assert "Somebody else had said something meanwhile" in shown
    garage.interruptions = [{"goals": ["A"]}, {"goals": ["C"]}]
    assert "Somebody has said" in refused(run(garage, "site", "customers", SITE, "--set", "1", "--goal", "B"), 1)


@pytest.mark.parametrize(
    ("spoken", "code", "sentence"),
    [
        (("--goal", "x"), 2, "Say of which customer: --set NUMBER"),
        (("--set", "1"), 2, "Say what is to be corrected"),
        (("--set", "1", "--pause", "2"), 2, "One thing at a time: --set and --pause."),
        (("--pause", "1", "--goal", "x"), 2, "Pausing and resuming take no fields"),
        (("--set", "1", "--writing", "loud"), 2, "There is no writing loud; choose from: plain, casual"),
        (("--set", "1", "--stage", "later"), 2, "There is no stage later; choose from: awareness"),
        (("--set", "1", "--forget", "tone"), 2, "There is no field tone; choose from: name"),
        (("--set", "1", "--forget", "pain", "--pain", "x"), 2, "Either say something of pain_points or take it back."),
        (("--set", "9", "--goal", "x"), 1, "There is no customer 9."),
        (("--history", "1", "--pause", "1"), 2, "Either look at the history or say something."),
    ],
)
def test_what_is_no_correction_is_said_in_a_sentence(
    run: Run, spoken: tuple[str, ...], code: int, sentence: str
) -> None:
    garage = Planned()
    assert sentence in refused(run(garage, "site", "customers", SITE, *spoken), code)
    assert garage.patched == []


def test_markup_in_what_people_say_stays_text(run: Run) -> None:
    garage = Planned()
    assert "[bold]Rust[/]" in words(run(garage, "site", "customers", SITE, "--set", "1", "--pain", "[bold]Rust[/]"))
