"""What of a site can be said by a customer: the shape of a finding, and the words for what is sold."""

import re

import pytest

from common.contracts.vocabulary import CategoryProposal, Concern, SourcedText
from simulator.plans.rules.findings.market import market_of
from simulator.plans.rules.findings.shapes import complaint, doubt, group, noun_phrase, question
from simulator.plans.rules.findings.stock import stock_of
from simulator.plans.rules.languages.grammar import agreed, finished, gender_of, sentence_start, with_article
from simulator.plans.rules.languages.pack import pack_of

from ..analysed_sites import BARE
from .written_sites import WRITTEN

pytestmark = pytest.mark.pure
NOBODY = re.compile(r"(?!)")


@pytest.mark.parametrize(
    ("language", "said", "phrase"),
    [
        ("en", "Knee rehabilitation", "knee rehabilitation"), ("en", "Bring your friends", None),
        ("en", "The Fun Stuff", None), ("en", "powerful dashboards", "dashboards"), ("en", "{many}", None),
        ("de", "Dachsanierung", "Dachsanierung"), ("de", "Wir beraten Sie gern", None), ("de", "VD-200", None),
        ("de", "Mehr erfahren", None), ("de", "regionale Küche", "regionale Küche"), ("de", "Digitale Belege", None),
        ("de", "Umbau von Altanlagen", "Umbau von Altanlagen"), ("de", "Kontakt", None),
        ("fr", "Jeux coopératifs", "jeux coopératifs"), ("fr", "Découvrez nos jeux", None),
        ("fr", "Louer un vélo", None),
        ("fr", "nos ateliers enfants", "ateliers enfants"), ("fr", "location de", None),
        ("fr", "PAO multilingue", "PAO multilingue"),
    ],
)  # fmt: skip
def test_only_noun_phrases_stand_for_things(language: str, said: str, phrase: str | None) -> None:
    assert noun_phrase(SourcedText(text=said), pack_of(language), "") == phrase


@pytest.mark.parametrize(
    ("language", "said", "sentence"),
    [
        ("en", "you lose hours to the rota", "I lose hours to the rota"),
        ("en", "sore knees", None),
        ("de", "wir verlieren Chlor durch undichte Ventile", "Wir verlieren Chlor durch undichte Ventile"),
        ("de", "Sie verlieren Zeit und Geld", None), ("de", "Klumpenbildung im Behälter", None),
        ("fr", "nous perdons des heures à trier les tickets", "Nous perdons des heures à trier les tickets"),
        ("fr", "vous perdez des heures", None),
    ],
)  # fmt: skip
def test_only_what_a_customer_says_of_himself_is_a_complaint(language: str, said: str, sentence: str | None) -> None:
    assert complaint(Concern(text=said), pack_of(language), NOBODY) == sentence


@pytest.mark.parametrize(
    ("language", "said", "asked"),
    [
        ("en", "How often does a rotor have to be inspected?", "How often does a rotor have to be inspected?"),
        ("en", "Do you ship to Ireland?", None), ("en", "Is it worth it?", None), ("en", "Really?", None),
        ("de", "Wie lange hält ein Ziegeldach?", "Wie lange hält ein Ziegeldach?"), ("de", "Liefert ihr auch?", None),
        ("fr", "Peut-on rendre un jeu ouvert?", "Peut-on rendre un jeu ouvert ?"),
        ("fr", "Est-ce que vous livrez en Belgique ?", None),
    ],
)  # fmt: skip
def test_only_what_one_can_ask_anybody_is_a_question(language: str, said: str, asked: str | None) -> None:
    assert question(Concern(text="x", quote=said), pack_of(language), NOBODY) == asked


def test_doubts_and_groups_are_checked_too() -> None:
    english = pack_of("en")
    worry = doubt(Concern(text="it might be too big"), english, NOBODY)
    assert worry == "I'm worried that it might be too big"
    assert doubt(Concern(text="Acme is cheap"), english, re.compile("Acme")) is None
    assert group(SourcedText(text="New mothers"), english, "new mothers") == "new mothers"
    assert group(SourcedText(text="people after surgery"), english, "people after surgery") == "people after surgery"
    assert group(SourcedText(text="Everyone"), english, "everyone") is None


@pytest.mark.parametrize(
    ("language", "kind", "model", "text", "one", "many"),
    [
        ("en", "maker", "b2b", "help desk software for schools", None, "help desk tools for schools"),
        ("en", "shop", "b2c", "running shoes", "running shoes", "running shoes shops"),
        ("en", "service_provider", "b2b", "freight forwarding", None, "freight forwarding providers"),
        ("de", "shop", "b2c", "Kaffeemühlen", None, "Onlineshops für Kaffeemühlen"),
        ("de", "service_provider", "b2b", "Steuerberatung", "Steuerberatung", "Anbieter für Steuerberatung"),
        ("fr", "service_provider", "b2b", "traduction technique", None, "prestataires de traduction technique"),
        ("fr", "maker", "b2c", "savons", "savon", "marques de savons"),
    ],
)
def test_suppliers_are_what_competes(
    language: str, kind: str, model: str, text: str, one: str | None, many: str
) -> None:
    best = CategoryProposal(text=text, singular=one, score=0.9)
    site = BARE.model_copy(
        update={"language": language, "business_kind": kind, "business_model": model, "proposals": (best,)}
    )
    assert market_of(site, pack_of(language)).many == many


def test_names_that_the_site_tells_of_others_are_not_asked_for() -> None:
    site = WRITTEN["yarn"]
    stock = stock_of(site, market_of(site, pack_of("en")), pack_of("en"))
    assert not [each for each in stock.findings if "dunsheep" in each.text.lower()]


def test_the_little_grammar_of_each_language() -> None:
    german, french = pack_of("de").words["grammar"], pack_of("fr").words["grammar"]
    assert with_article("Tierarztpraxis", "de", german) == "eine Tierarztpraxis"
    assert with_article("Dachdecker", "de", german) == "einen Dachdecker"
    assert with_article("gemeinnütziger Verein", "de", german) is None
    assert with_article("école de céramique", "fr", french) == "une école de céramique"
    assert gender_of("boutique de jeux", "fr", french) == "f"
    assert agreed("Quels {many} sont connu[s|es] ?", "f", french) == "Quelles {many} sont connues ?"
    assert agreed("Quels {many} sont connu[s|es] ?", "m", french) == "Quels {many} sont connus ?"
    assert finished("des noms de experts-comptables", "fr") == "Des noms d’experts-comptables."
    assert finished("le choix de hôtels", "fr") == "Le choix d’hôtels."
    assert finished("question de hangars", "fr") == "Question de hangars."
    assert sentence_start("Moos auf dem Dach", "de") == "Moos auf dem Dach"
    assert sentence_start("Wir warten", "de") == "wir warten"
    assert sentence_start("I wait", "en") == "I wait"
