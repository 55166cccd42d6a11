"""The need for trust: none, some and strong lie apart, in each language; needs add up, saturate and are carried on."""

import pytest

from analyzer.prompts.rules.classification import CALM, classify

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "prompt",
    [
        "Which tents weigh less than two kilos?",
        "Which safety shoes have a wide toe?",
        "How many security cameras does a petrol station need?",
        "Who mends leaky taps on Sundays?",
        "Welche Zelte wiegen weniger als zwei Kilo?",
        "Wer hat Sicherheitsschuhe in Größe 50?",
        "Im Fall von Regen, welche Halle hat Platz?",
        "Quelles tentes pèsent moins de deux kilos ?",
        "Qui vend des chaussures de sécurité en 50 ?",
        "Où faire réparer un faux plafond à Nantes ?",
    ],
)
def test_who_asks_for_a_thing_asks_for_no_reassurance(prompt: str) -> None:
    assert classify(prompt, ()).trust_need <= 0.2


@pytest.mark.parametrize(
    "prompt",
    [
        "What do the reviews say about tent makers?",
        "Is there a refund if the tent leaks?",
        "Which roofers have years of experience with thatch?",
        "Was sagen Kunden über die Zeltmacher?",
        "Wie lange gibt es diese Dachdecker schon?",
        "Bekomme ich mein Geld zurück?",
        "Que disent les clients de ces tentes ?",
        "Est-ce remboursé si la tente fuit ?",
    ],
)
def test_a_concern_in_passing_is_some_need(prompt: str) -> None:
    assert 0.3 <= classify(prompt, ()).trust_need <= 0.6


@pytest.mark.parametrize(
    "prompt",
    [
        "Which is the safest choice?",
        "Can I rely on them?",
        "Is this shop a scam?",
        "I'm afraid of the dentist. Who is gentle?",
        "Are those reviews fake?",
        "Who can see our patients' data?",
        "Auf wen ist wirklich Verlass?",
        "Ist der Anbieter seriös?",
        "Ich habe Angst vor dem Eingriff. Wer nimmt sich Zeit?",
        "Sind die Bewertungen gekauft?",
        "Wie halten sie es mit dem Datenschutz?",
        "Peut-on leur faire confiance ?",
        "Est-ce une arnaque ?",
        "J'ai peur de me tromper, qui est patient ?",
        "Sont-ce de vrais avis ?",
    ],
)
def test_a_plain_question_of_trust_is_strong_need(prompt: str) -> None:
    assert classify(prompt, ()).trust_need >= 0.7


def test_needs_add_up_and_saturate() -> None:
    prompts = (
        "Which tool is the easiest?",
        "Which tool has good reviews?",
        "Which tool has good reviews and a guarantee?",
        "Which tool has good reviews and a guarantee, and can be trusted?",
        "I'm afraid of scams. Which safe tool with good reviews, proof and a guarantee can be trusted with my savings?",
    )
    needs = [classify(prompt, ()).trust_need for prompt in prompts]
    assert needs == sorted(set(needs))
    assert needs[0] == CALM
    assert needs[-1] <= 1.0


def test_a_follow_up_has_part_of_the_need_that_was_there_before() -> None:
    wary, turn = "Which of these advisers can I trust with my savings?", "Near the station would be ideal."
    alone, after = classify(turn, ()), classify(turn, (), before=[wary])
    later = classify(turn, (), before=[wary, turn, turn])
    assert alone.trust_need < later.trust_need < after.trust_need < classify(wary, ()).trust_need


@pytest.mark.parametrize(
    ("prompt", "intent", "query_intent"),
    [
        ("Wie funktioniert eine Wärmepumpe?", "informational", "informational"),
        ("Welche Wärmepumpen eignen sich für ein Reihenhaus?", "evaluation", "commercial"),
        ("Welche würdest du an meiner Stelle nehmen?", "decision", "commercial"),
        ("Was kostet eine Wärmepumpe?", "decision", "transactional"),
        ("Wo finde ich das Formular für die Rückgabe?", "informational", "navigational"),
        ("Comment fonctionne une pompe à chaleur ?", "informational", "informational"),
        ("Quelles pompes à chaleur conviennent à une petite maison ?", "evaluation", "commercial"),
        ("Laquelle prendriez-vous à ma place ?", "decision", "commercial"),
        ("Combien coûte une pompe à chaleur ?", "decision", "transactional"),
        ("Page de connexion de mon compte", "informational", "navigational"),
    ],
)
def test_german_and_french_prompts_are_classified(prompt: str, intent: str, query_intent: str) -> None:
    found = classify(prompt, ())
    assert (found.intent, found.query_intent) == (intent, query_intent)


def test_the_buying_signal_rises_in_every_language() -> None:
    for prompts in (
        (
            "How does a heat pump work?",
            "Which heat pumps are quiet?",
            "I'd like to order one this week, which should I take?",
        ),
        ("Wie funktioniert eine Wärmepumpe?", "Welche Wärmepumpen sind leise?", "Ich will diese Woche eine bestellen."),
        (
            "Comment marche une pompe à chaleur ?",
            "Quelles pompes sont silencieuses ?",
            "Je veux commander cette semaine.",
        ),
    ):
        low, middle, high = (classify(prompt, ()).buying_signal for prompt in prompts)
        assert low < 0.25 < middle < 0.65 < high
