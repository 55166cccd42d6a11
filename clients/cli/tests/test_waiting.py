"""An audit that waits for a person asks whoever is there; where nobody is, it says how to answer and waits on."""

import json
from io import StringIO
from typing import Any

import pytest

from brandmon_cli.audits.order import order_of
from brandmon_cli.audits.progress import line
from brandmon_cli.audits.watching import Watch, follow
from brandmon_cli.audits.watching import run as audit
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import Screen
from brandmon_cli.sites.asking import ask
from brandmon_cli.sites.correcting import known
from brandmon_cli.sites.saying import facts_of

from .conftest import Run
from .garage import AUDIT, URL, WEBSITE, Garage, Scripted, refusal

pytestmark = pytest.mark.pure
FIELDS = ("name", "kind", "category", "offerings", "segments", "rivals")
LATER = f"Stop it: brandmon audits cancel {AUDIT} Come back: brandmon audits attach {AUDIT}"


def watch(person: Scripted | None = None, **more: Any) -> Watch:
    """A watch without pauses."""
    out = Screen(file=StringIO(), width=200)
    return Watch(out=out, person=person, pause=lambda _: None, **more)


def printed(how: Watch) -> str:
    return " ".join(how.out.file.getvalue().split())  # type: ignore[attr-defined]


def facts(garage: Garage, *answers: str) -> tuple[dict[str, Any], Scripted]:
    person = Scripted(*answers)
    now = known(garage, WEBSITE)
    return facts_of(ask(now, person), now), person


def test_enter_takes_what_was_found_for_what_is_missing_and_says_nothing_of_the_rest() -> None:
    garage = Garage("name", "category")
    garage.found["kind"] = {"kind": "service_provider", "business_model": "b2c", "local": True}
    said, person = facts(garage, "", "")
    assert said == {
        "name": {"name": "Hopkirk Motors", "aliases": ["Hopkirk"]},
        "category": {"text": "car repair shops", "singular": "car repair shop", "terms": ["mechanics"]},
    }
    assert person.questions == [
        "Name [Hopkirk Motors]: ", "Category, its number or other words [1]: ",
    ]  # fmt: skip
    assert any("3  something else" in told for told in person.told)


def test_answers_are_numbers_words_and_entries_to_add_or_drop() -> None:
    said, _ = facts(Garage(*FIELDS), "Hopkirk & Sons", "2", "3", "tyre shops", "Tyres; Rims", "+fleets",
                    "Rapidus; -bosko")  # fmt: skip
    assert said == {
        "name": {"name": "Hopkirk & Sons", "aliases": []},
        "kind": {"kind": "shop", "business_model": None, "local": None},
        "category": {"text": "tyre shops", "singular": None, "terms": []},
        "offerings": [{"text": "Tyres"}, {"text": "Rims"}],
        "segments": [{"text": "drivers", "buyer": "person", "role": None, "size": None}, {"text": "fleets"}],
        "rivals": {"added": [{"name": "Rapidus", "aliases": [], "domains": []}], "removed": ["Bosko"]},
    }
    typed, _ = facts(Garage("category"), "", "tyre dealers")
    assert typed["category"]["text"] == "tyre dealers"


def test_only_what_is_missing_or_weak_is_asked_about() -> None:
    garage = Garage("category")
    garage.found["kind"] = {"kind": "shop", "business_model": "b2c", "local": True}
    _, person = facts(garage, "")
    assert person.questions == ["Category, its number or other words [1]: "]
    assert any("Sure enough: name, kind, offerings, segments and rivals" in told for told in person.told)
    garage.found["segments"] = []
    garage.weak = {"offerings"}
    _, person = facts(garage, "", "", "")
    assert [each.partition(" [")[0].partition(":")[0] for each in person.questions] == [
        "Category, its number or other words", "What it sells or does", "Who its customers are",
    ]  # fmt: skip
    garage.say({"offerings": [{"text": "Tyres"}]})
    _, person = facts(garage, "", "")
    assert not any("sells" in each for each in person.questions), "a person has said it"


@pytest.mark.parametrize("ending", [KeyboardInterrupt, EOFError])
def test_whoever_leaves_in_between_is_not_asked_for_the_same_again(ending: type[BaseException]) -> None:
    class Leaving(Scripted):
        def answer(self, question: str) -> str:
            if not self.answers:
                raise ending
            return super().answer(question)

    garage = Garage("name", "kind", "category")
    person = Leaving("Hopkirk & Sons", "shop")
    with pytest.raises(KeyboardInterrupt):
        follow(garage, garage.audit(), watch(person))
    assert [list(each) for each in garage.patched] == [["name", "kind"]]
    assert "What you said so far is kept." in person.told
    again = Scripted("2")
    assert follow(garage, garage.audit(), watch(again))["status"] == "completed"
    assert [each.partition(",")[0] for each in again.questions] == ["Category"]


def test_what_cannot_be_kept_of_somebody_who_leaves_is_said() -> None:
    class Refusing(Garage):
        def patch(self, path: str, body: Any) -> Any:
            raise refusal(422, "invalid-request", "The name is too long.")

    garage, person = Refusing("name", "category"), Scripted("x" * 300)
    with pytest.raises(KeyboardInterrupt):
        follow(garage, garage.audit(), watch(person))
    assert "What you said so far is not kept: The name is too long." in person.told


def test_only_what_is_still_missing_is_listed() -> None:
    garage = Garage("kind", "category")
    waiting = garage.audit()
    garage.missing.discard("kind")
    with pytest.raises(Failure) as failure:
        follow(garage, waiting, watch())
    assert f'`brandmon site set {URL} --category "..."`' in str(failure.value)
    assert "--kind" not in str(failure.value)


@pytest.mark.parametrize("score", [0.05, 0.24])
def test_a_proposal_with_little_behind_it_is_not_taken_unseen(run: Run, score: float) -> None:
    garage = Garage("category")
    garage.proposals[0]["score"] = score
    refused = run(garage, "watch", AUDIT, "--yes").exception
    assert getattr(refused, "code", None) == 2
    assert f"The best proposal, car repair shops, has only {score * 100:.0f} %" in str(refused)
    assert f'brandmon site set {URL} --category "..."' in str(refused)
    assert garage.posted == []
    person = Scripted("", "1")
    assert follow(garage, garage.audit(), watch(person, accept=True))["status"] == "completed"
    assert "too little to be taken unseen" in person.told[0]


@pytest.mark.parametrize("score", [0.25, 0.9])
def test_a_proposal_that_much_speaks_for_is_taken_unseen(score: float) -> None:
    garage = Garage("category")
    garage.proposals[0]["score"] = score
    assert follow(garage, garage.audit(), watch(accept=True))["status"] == "completed"
    assert garage.posted == [(f"/v1/sites/{WEBSITE}/acceptance", {"revision": 0})]


def test_what_cannot_be_is_asked_again_with_a_sentence() -> None:
    garage = Garage("kind", "category", "offerings", "rivals")
    garage.found["offerings"] = []
    said, person = facts(garage, "", "", "9", "castle", "shop", "0", "", "", "Tyres", "-Nobody", "")
    assert (said["kind"]["kind"], said["offerings"]) == ("shop", [{"text": "Tyres"}])
    told = " ".join(person.told)
    assert "can't go on without an answer" in told
    assert "There is no number 9 here." in told
    assert "There is no kind of business castle" in told
    assert "There is no Nobody to drop." in told


def test_without_proposals_the_category_is_asked_for_in_words() -> None:
    garage = Garage("category")
    garage.proposals = []
    said, person = facts(garage, "", "", "", "tyre shops", "", "", "")
    assert said == {"category": {"text": "tyre shops", "singular": None, "terms": []}}
    assert person.questions[2] == person.questions[3] == "As customers look for it, in the plural: "


def test_a_person_at_the_terminal_answers_and_the_audit_goes_on() -> None:
    garage, how = Garage("category"), watch(Scripted("", "2"))
    ended = follow(garage, garage.audit(), how)
    assert ended["status"] == "completed"
    assert garage.patched == [{"category": {"text": "car dealers", "singular": None, "terms": []}}]


def test_what_is_still_missing_is_asked_for_again() -> None:
    class Stubborn(Garage):
        def patch(self, path: str, body: Any) -> Any:
            if not self.posted:
                self.posted.append((path, body))
                raise refusal(422, "invalid-request", "The name is too long.")
            return super().patch(path, body)

    garage, person = Stubborn("category"), Scripted(*["x" * 300, *[""] * 5, *[""] * 6])
    assert follow(garage, garage.audit(), watch(person))["status"] == "completed"
    assert "The name is too long." in person.told
    assert [list(each) for each in garage.patched] == [["category"]]


def test_the_audits_state_may_follow_a_moment_after_the_answer() -> None:
    garage = Garage()
    garage.states = ["needs-input", "needs-input", "running", "completed"]
    assert follow(garage, garage.audit(), watch())["status"] == "completed"
    assert garage.patched == []


def test_where_nobody_can_be_asked_the_audit_waits_on_and_says_how_to_answer(run: Run) -> None:
    garage = Garage("kind", "category")
    with pytest.raises(Failure) as failure:
        audit(garage, URL, order_of(None, full=False, language=None, accept=False), watch())
    assert failure.value.code == 3
    assert str(failure.value) == (
        "The audit waits, as the website says too little of its category and kind: answer with "
        f'`brandmon site set {URL} --category "..." --kind KIND` and go on with `brandmon watch {AUDIT}`, '
        "which takes what is proposed with `--yes`."
    )
    result = run(garage, "audit", URL, "--json")
    assert getattr(result.exception, "code", None) == 3
    assert json.loads(result.stdout)["audit"]["needs"]["fields"] == ["category", "kind"]
    assert garage.patched == []


def test_an_order_leaves_the_language_to_the_site_and_says_what_is_accepted(run: Run) -> None:
    garage = Garage()
    garage.states = ["cancelled"]
    run(garage, "audit", URL, "--yes")
    assert garage.posted[-1][1] == {
        "website_id": WEBSITE, "providers": ["local"], "panel": {"icps": 5, "conversations": 2},
        "language": None, "accept": True,
    }  # fmt: skip


def test_an_audit_that_waits_is_taken_up_with_what_is_proposed(run: Run) -> None:
    garage = Garage("category")
    garage.states = ["cancelled"]
    result = run(garage, "watch", AUDIT, "--yes")
    assert garage.posted == [(f"/v1/sites/{WEBSITE}/acceptance", {"revision": 0})]
    assert "The audit ended cancelled" in str(result.exception)
    garage = Garage("category")
    garage.proposals = []
    result = run(garage, "watch", AUDIT, "--yes")
    assert getattr(result.exception, "code", None) == 3
    assert f'say what the business is. brandmon site set {URL} --category "..."' in str(result.exception)


@pytest.mark.parametrize("ending", [KeyboardInterrupt, EOFError])
def test_whoever_leaves_is_told_how_to_go_on(ending: type[BaseException]) -> None:
    class Leaving(Scripted):
        def answer(self, question: str) -> str:
            raise ending

    garage, how = Garage("category"), watch(Leaving())
    with pytest.raises(KeyboardInterrupt):
        follow(garage, garage.audit(), how)
    assert printed(how).endswith(f"The audit waits for an answer. {LATER}")
    assert (garage.patched, garage.waiting) == ([], [AUDIT])


def test_whoever_leaves_after_the_answers_is_told_that_the_audit_goes_on() -> None:
    def leave(_: float) -> None:
        raise KeyboardInterrupt

    garage, out = Garage("category"), Screen(file=StringIO(), width=200)
    garage.states = ["running"]
    how = Watch(out=out, person=Scripted("", "", "2", "", "", ""), pause=leave)
    with pytest.raises(KeyboardInterrupt):
        follow(garage, garage.audit(), how)
    assert printed(how).endswith(f"The audit goes on without you. {LATER}")


def test_the_step_that_waits_has_a_name() -> None:
    step = {"name": "confirm", "status": "done", "started_at": None, "ended_at": None, "detail": None}
    assert "Make sure it is understood" in line(step, {})
