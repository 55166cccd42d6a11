"""A business is shown as it is understood, and corrected in one command."""

import json
from typing import Any

import pytest

from brandmon_cli.shared.lists import parted, quoted

from .conftest import Run
from .garage import AUDIT, ME, OTHER, Garage

pytestmark = pytest.mark.pure
SITE = "hopkirk.example"


def words(result: Any) -> str:
    """What was printed, in words; the command has succeeded."""
    assert result.exit_code == 0, result.exception or result.output
    return " ".join(result.stdout.split())


def refused(result: Any, code: int) -> str:
    """The sentence that ended the command."""
    assert getattr(result.exception, "code", None) == code, (result.exception, result.output)
    return str(result.exception)


def test_a_business_is_shown_with_who_says_so_how_sure_and_what_is_missing(run: Run) -> None:
    garage = Garage("category")
    garage.say({"places": ["Leominster"], "language": "de"}, by=OTHER)
    garage.say({"name": {"name": "Hopkirk", "aliases": []}})
    garage.changed = [{"field": "problems", "before": ["A flat tyre"], "after": ["A car fails its test"]}]
    shown = words(run(garage, "site", "show", SITE))
    assert "name Hopkirk you 100 %: A person said so. the site says: Hopkirk Motors (also Hopkirk)" in shown
    assert "kind not known" in shown
    assert "category garages the site 20 %, missing: One heading says it and nothing else." in shown
    assert "MOT tests (40 pounds; same day) the site 90 %: Three places say it." in shown
    assert f"Leominster person {OTHER[-6:]}" in shown
    assert "1. car repair shops 40 % also mechanics" in shown
    assert "Tyrellia a supplier" in shown
    assert "Motorfest stage" in shown, "a word of a newer server is shown as it came"
    assert "problems: A flat tyre → A car fails its test" in shown
    assert f"Audit {AUDIT} waits for an answer: brandmon watch {AUDIT}" in shown


def test_evidence_names_page_and_sentence(run: Run) -> None:
    garage = Garage()
    page = "https://hopkirk.example/mot"
    offering = {"text": "MOT tests", "url": page, "evidence": "MOT tests from 40 pounds."}
    source = {"item": None, "url": page, "part": "text", "start": 0, "end": 9}
    sources = [
        {**source, "field": "brand", "item": "Hopkirk", "text": "Hopkirk"},
        {**source, "field": "offerings", "item": "MOT tests", "text": "MOT tests"},
    ]
    other = {"id": "a0", "primary_offerings": [], "sources": []}
    garage.more["/v1/analyses"] = [other, {"id": "a1", "primary_offerings": [offering], "sources": sources}]
    shown = words(run(garage, "site", "show", SITE, "--evidence"))
    assert f"name “Hopkirk” {page}" in shown
    assert f"offerings MOT tests: “MOT tests from 40 pounds.” {page}" in shown
    assert "“MOT tests” " not in shown, "the sentence is there already"
    told = json.loads(run(garage, "site", "show", SITE, "--evidence", "--json").stdout)
    assert {each["field"] for each in told["evidence"]} == {"name", "offerings"}
    assert told["revision"] == 0


def test_many_fields_are_corrected_at_once(run: Run) -> None:
    garage = Garage("kind", "category")
    spoken = ("--name", "Hopkirk", "--kind", "Service-Provider", "--sells-to", "b2c", "--local",
              "--category", "Car repair shops", "--place", "Leeds,York", "--language", "EN",
              "--offering", "mot tests", "--offering", "Tyres", "--problem", "It squeaks, and how")  # fmt: skip
    shown = words(run(garage, "site", "set", SITE, *spoken))
    assert garage.patched == [{
        "name": {"name": "Hopkirk", "aliases": []},
        "kind": {"kind": "service_provider", "business_model": "b2c", "local": True},
        "category": {"text": "Car repair shops", "singular": "car repair shop", "terms": ["mechanics"]},
        "language": "en",
        "offerings": [{"text": "MOT tests", "features": ["same day"], "price": "40 pounds"}, {"text": "Tyres"}],
        "problems": ["It squeaks, and how"], "places": ["Leeds", "York"],
    }]  # fmt: skip
    assert "service_provider, sells to people, looked for by its place you" in shown
    assert "places · Leeds you 100 %: A person said so. · York the site says, too: Ludlow" in shown
    assert f"Audit {AUDIT} goes on: brandmon watch {AUDIT}" in shown
    assert "segments" not in shown, "only what was spoken of"


def test_what_a_person_said_of_a_field_stays_where_only_a_part_is_said_anew(run: Run) -> None:
    garage = Garage()
    garage.say(
        {
            "name": {"name": "Hopkirk", "aliases": ["HM"]},
            "kind": {"kind": "shop", "business_model": "b2b", "local": True},
        }
    )
    words(run(garage, "site", "set", SITE, "--name", "Hopkirk & Sons", "--not-local"))
    assert garage.patched == [{
        "name": {"name": "Hopkirk & Sons", "aliases": ["HM"]},
        "kind": {"kind": "shop", "business_model": "b2b", "local": False},
    }]  # fmt: skip


def test_one_entry_of_a_list_is_added_or_removed_and_a_field_taken_back(run: Run) -> None:
    garage = Garage()
    garage.say({"language": "de"})
    words(run(garage, "site", "set", SITE, "--add", "places=Leeds", "--remove", "places=ludlow",
              "--add", "rivals=Autoroyal", "--forget", "language"))  # fmt: skip
    rival = {"name": "Autoroyal", "aliases": [], "domains": []}
    assert garage.patched == [{"places": ["Leeds"], "rivals": {"added": [rival], "removed": []}, "language": None}]
    words(run(garage, "site", "set", SITE, "--facts", '{"segments": [{"text": "fleets", "size": "50 cars"}]}'))
    assert garage.patched[-1] == {"segments": [{"text": "fleets", "size": "50 cars"}]}


@pytest.mark.parametrize(
    ("spoken", "code", "sentence"),
    [
        ((), 2, "Say what is to be corrected"),
        (("--kind", "castle"), 2, "There is no kind of business castle; choose from: maker, shop"),
        (("--not-local",), 2, "Say what kind of business it is, too"),
        (("--forget", "tone"), 2, "There is no field tone; choose from: name"),
        (("--forget", "name", "--name", "X"), 2, "Either say something of name or take it back."),
        (("--language", "Deutsch"), 2, "A language is a code of two letters (ISO 639-1), such as de, not Deutsch."),
        (("--facts", "[1]"), 2, "Facts are a JSON object"),
        (("--facts", '{"industry": "Cars"}'), 2, "There is no field industry"),
        (("--add", "places"), 2, 'Write LIST="TEXT", not places.'),
        (("--add", "name=X"), 2, "There is no list name"),
        (("--remove", "places=Paris"), 1, "Among the places there is no Paris."),
    ],
)
def test_what_is_no_correction_is_said_in_a_sentence(
    run: Run, spoken: tuple[str, ...], code: int, sentence: str
) -> None:
    garage = Garage()
    assert sentence in refused(run(garage, "site", "set", SITE, *spoken), code)
    assert garage.patched == []


def test_a_correction_is_made_again_from_what_holds_where_somebody_spoke_meanwhile(run: Run) -> None:
    garage = Garage()
    garage.interruptions = [{"places": ["Leominster"]}]
    shown = words(run(garage, "site", "set", SITE, "--add", "places=Leeds"))
    assert garage.patched == [{"places": ["Leominster", "Leeds"]}]
    assert "Somebody else had said something meanwhile" in shown
    garage.interruptions = [{"places": ["A"]}, {"places": ["B"]}]
    assert "Somebody has said something" in refused(run(garage, "site", "set", SITE, "--language", "en"), 1)


def test_what_is_still_missing_is_said_with_its_command(run: Run) -> None:
    garage = Garage("kind", "category")
    shown = words(run(garage, "site", "set", SITE, "--kind", "shop"))
    assert f'Still missing: brandmon site set {SITE} --category "..."' in shown


def test_rivals_are_merged_with_what_was_said_before(run: Run) -> None:
    garage = Garage()
    words(run(garage, "site", "rivals", SITE, "--add", "Autoroyal", "--remove", "bosko"))
    shown = words(run(garage, "site", "rivals", SITE, "--add", "Rapidus", "--alias", "Autoroyal=Auto Royal",
                      "--alias", "kwikfix=Quick Fix"))  # fmt: skip
    assert garage.patched[-1] == {"rivals": {"added": [
        {"name": "Autoroyal", "aliases": ["Auto Royal"], "domains": []},
        {"name": "Rapidus", "aliases": [], "domains": []},
        {"name": "Kwikfix", "aliases": ["Quick Fix"], "domains": ["kwikfix.example"]},
    ], "removed": ["Bosko"]}}  # fmt: skip
    assert "Autoroyal Auto Royal a person" in shown
    assert "Tyrellia a supplier" in shown
    words(run(garage, "site", "rivals", SITE, "--remove", "Auto Royal", "--add", "Bosko"))
    said = garage.patched[-1]["rivals"]
    assert ([each["name"] for each in said["added"]], said["removed"]) == (
        ["Rapidus", "Kwikfix", "Bosko"],
        ["Autoroyal"],
    )
    told = json.loads(run(garage, "site", "rivals", SITE, "--json").stdout)
    assert [each["name"] for each in told["rivals"]] == ["Rapidus", "Kwikfix", "Bosko"]
    assert len(garage.patched) == 3, "a look changes nothing"


def test_a_name_that_is_no_rival_is_not_removed(run: Run) -> None:
    assert "There is no rival called Nobody" in refused(run(Garage(), "site", "rivals", SITE, "--remove", "Nobody"), 1)
    both = ("--add", "Bosko", "--remove", "bosko")
    assert "Either add bosko or remove it." in refused(run(Garage(), "site", "rivals", SITE, *both), 2)


def test_the_trail_says_who_said_what(run: Run) -> None:
    garage = Garage()
    assert "Nobody has said anything of it" in words(run(garage, "site", "history", SITE))
    garage.say({"category": {"text": "body shops", "terms": ["dent removers"]}}, by=OTHER)
    garage.say({"rivals": {"added": [{"name": "Autoroyal", "aliases": ["AR"]}], "removed": ["Bosko"]}}, by=ME)
    garage.say({"category": None}, by=ME)
    shown = words(run(garage, "site", "history", SITE))
    assert "category took it back: the site's word holds" in shown
    assert "you rivals added Autoroyal (also AR); removed Bosko" in shown
    assert f"person {OTHER[-6:]} category body shops (also dent removers)" in shown
    assert [each["revision"] for each in json.loads(run(garage, "site", "history", SITE, "--json").stdout)] == [3, 2, 1]


def test_markup_in_what_was_found_stays_text(run: Run) -> None:
    garage = Garage()
    garage.found["places"] = ["[bold]Leeds[/]"]
    assert "[bold]Leeds[/]" in words(run(garage, "site", "show", SITE))


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Leeds,York", ["Leeds", "York"]),
        ("Leeds; York", ["Leeds", "York"]),
        (" Leeds ;, York ; ", ["Leeds", "York"]),
        ('"Leeds, West Yorkshire"; York', ["Leeds, West Yorkshire", "York"]),
        ("„Köln; Bonn“, Aachen", ["Köln; Bonn", "Aachen"]),
        ("Acme, Inc., Bolt, Ltd; Cargo GmbH", ["Acme, Inc.", "Bolt, Ltd", "Cargo GmbH"]),
        ("Incisive, Co-operative", ["Incisive", "Co-operative"]),
        ("up to 1,000 letters, 5,000 letters", ["up to 1,000 letters", "5,000 letters"]),
        ('19" racks, 21" racks', ['19" racks', '21" racks']),
        ('"unclosed, York', ['"unclosed', "York"]),
        ('""; ; ,', []),
        ("", []),
        ("東京、大阪", ["東京、大阪"]),
    ],
)
def test_semicolon_and_comma_both_stand_between_the_things_of_a_list(text: str, things: list[str]) -> None:
    assert parted(text) == things
    assert parted("; ".join(map(quoted, things))) == things


def test_a_sentence_keeps_its_own_commas_where_things_are_sentences() -> None:
    assert parted("It squeaks, and how; it stalls, it rusts", sentences=True) == [
        "It squeaks, and how",
        "it stalls",
        "it rusts",
    ]
    assert parted("tyres, rims, and bolts")[:2] == ["tyres", "rims"]


@pytest.mark.parametrize("words", [
    ("--offering", "Tyres, Rims; MOT tests"), ("--offering", "Tyres", "--offering", "Rims, MOT tests"),
])  # fmt: skip
def test_lists_of_a_site_are_taken_apart_in_every_option(run: Run, words: tuple[str, ...]) -> None:
    garage = Garage()
    run(garage, "site", "set", SITE, *words)
    assert [each["text"] for each in garage.patched[0]["offerings"]] == ["Tyres", "Rims", "MOT tests"]


def test_entries_and_rivals_are_taken_apart_too(run: Run) -> None:
    garage = Garage()
    run(garage, "site", "set", SITE, "--add", "places=Leeds; York", "--remove", 'places="Ludlow"')
    assert garage.patched == [{"places": ["Leeds", "York"]}]
    run(garage, "site", "rivals", SITE, "--add", "Acme, Inc.; Bolt", "--alias", "Kwikfix=KF, Quick Fix")
    added = {each["name"]: each["aliases"] for each in garage.patched[1]["rivals"]["added"]}
    assert added == {"Acme, Inc.": [], "Bolt": [], "Kwikfix": ["KF", "Quick Fix"]}


@pytest.mark.parametrize("code", ["xx", "eng", "gsw", "e", "", "english", "en-GB", "e\u0301n"])
def test_a_language_is_one_of_the_codes_there_are(run: Run, code: str) -> None:
    for spoken in (("--language", code), ("--facts", json.dumps({"language": code}))):
        garage = Garage()
        assert "A language is a code of two letters" in refused(run(garage, "site", "set", SITE, *spoken), 2)
        assert garage.patched == []


@pytest.mark.parametrize("code", ["de", "FR", " ja ", "zh", "nb", "rm"])
def test_codes_of_languages_are_taken_in_any_case(run: Run, code: str) -> None:
    garage = Garage()
    run(garage, "site", "set", SITE, "--language", code)
    assert garage.patched == [{"language": code.strip().lower()}]
