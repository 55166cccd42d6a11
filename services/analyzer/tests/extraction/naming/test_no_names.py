"""What looks like a name in an answer about brands and is none: headings, features, nouns, places, what one is."""

import pytest

from .test_company import discovered

pytestmark = pytest.mark.pure
KNOWN = {"Roborock", "Dreame", "Datadog", "HubSpot"}


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("best robot vacuum?",
         "## Downside\n\nIt is loud.\n\n## Mopping\n\nFine.\n\n## Final Verdict\n\nBuy a Roborock."),
        ("best robot vacuum?",
         "- **Mopping**: decent\n- **Suction**: strong\n- **Roborock**: a brand\n- **Verdict**: buy"),
        ("Which are best?",
         "## Roborock\nGood.\n\n## Dreame\nGood too.\n\n## Final Verdict\nBoth.\n\n## Downside\nPrice."),
        ("Which tools?", "**Runtime Governance**: rules\n\n**Vendor Lock-In**: a risk\n\n**Datadog**: a tool"),
        ("Which CRM is best?",
         "1. **Define Scope**\n2. **Compare Vendors**\n3. **Sign Contract**\n4. **HubSpot**: maybe"),
        ("Which CRM is best?", "- **Pros**: cheap\n- **Cons**: slow\n- **HubSpot**: fine"),
        ("Which plans are there?", "| Feature | Basic | Pro | Enterprise |\n|---|---|---|---|\n| Price | 1 | 2 | 3 |"),
        ("Which is best?",
         "| Criterion | Weight |\n|---|---|\n| Price | 10 |\n| Durability | 5 |\n| Ease of Use | 3 |"),
        ("Which agencies are best?", "Look at Price, Quality and Support. Ask for References."),
        ("Which CRM is best?", "Talk to your Product Manager, the Head of Sales and a Lawyer before you sign."),
        ("Which method is best?", "Kanban, Scrum and Agile are methods. Waterfall is older."),
        ("Which skin care is good?", "Typical ingredients: Retinol, Niacinamide and Ceramides. Vitamin C helps."),
        ("Which apples are best?", "Common kinds are Elstar, Braeburn and Topaz."),
        ("Which agencies are good?", "Ask Maria, Jonas and Priya for a reference."),
        ("Which beans are best?", "For chocolatey shots, check the Roast Date and ask your Local Roaster."),
        ("Which movers are good?", "Compare prices in Portland, Oregon and Boise. Consider parking near Mount Tabor."),
        ("Which CRM is best?", "Start in Q1, review in Q2 and renew in Q4. Budget in EUR, USD or GBP."),
        ("Which drills are good?", "Parts such as KIT-33, KIT-22 and KIT-63 fit. A 32GB SD card and 18V are enough."),
        ("Which phones fit?", "It fits the S7, G4 and G5 with 5G, 4K and USB3."),
        ("Which compliance tool?",
         "Look for **SOC 2**, **ISO 27001** and **HIPAA**; **Pro Tip:** ask for the **Addendum**."),
    ],
)  # fmt: skip
def test_headings_features_people_and_places_are_no_brands(prompt: str, answer: str) -> None:
    assert set(discovered(answer, prompt=prompt)) <= KNOWN


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("Welche Versicherung ist gut?", "Die beste Wahl hängt vom Budget ab. Immer wieder hilft eine Empfehlung."),
        ("Welche Versicherung ist gut?", "Meine Empfehlung: vergleichen Sie. Wichtig bleibt der Kundenservice."),
        ("Welche Wallbox ist gut?", "Über die Preise sollten Sie vorher sprechen. Über Nacht laden ist möglich."),
        ("Welcher Staubsauger?", "## Fazit\n\nTesten.\n\n## Vorteile\n\n- **Preis**: gut\n- **Bedienung**: leicht"),
        (
            "Welche Staubsauger sind gut?",
            "- **Preis-Leistungs-Verhältnis**: gut\n- **Akkulaufzeit**: lang\n- **Saugkraft**: stark\n- **Ton**: ok",
        ),
        ("Welcher Akkusauger ist gut?", "Achten Sie auf Akkulaufzeit, Saugkraft und Zubehör. Händler helfen."),
        ("Welche E-Bikes sind gut?", "Beim Kauf zählen Akku, Gewicht und Garantie. Hersteller nennen die Reichweite."),
        ("Welche Anbieter sind gut?", "Zunächst prüfen. Danach vergleichen. Schließlich entscheiden."),
        ("Welche Hoster sind gut?", "Der Anbieter sollte DSGVO, ISO 27001 und TISAX erfüllen."),
        ("Quelle mutuelle choisir ?", "Les avis sont partagés. Avis clients : très bons. Nos conseils : comparez."),
        ("Quelle marque choisir ?", "Avis : ce produit est bon.\n\nPrix : élevé.\n\nBilan : correct."),
        ("Quel aspirateur choisir ?",
         "Quelques critères :\n\n- **Prix** : bas\n- **Autonomie** : longue\n- **Bruit** : faible"),
        ("Quelles assurances ?",
         "Ensuite, vérifiez le contrat. Enfin, signez. Parfois, un courtier aide."),
        ("¿Qué aspiradora es mejor?",
         "Ventajas: precio y calidad. Además, conviene comparar. Siempre lea las opiniones."),
        ("¿Cuáles son las mejores?", "- **Precio**: bajo\n- **Calidad**: alta\n- **Garantía**: dos años"),
        ("¿Qué seguros son mejores?", "Primero, compare. Luego, pregunte. Finalmente, firme. Quizás un asesor ayude."),
        ("Qual o melhor aspirador?", "Vantagens: preço e qualidade. Também vale comparar. Sempre leia as avaliações."),
        ("Quais são melhores?", "- **Preço**: baixo\n- **Entrega**: rápida\n- **Atendimento**: bom"),
    ],
)  # fmt: skip
def test_nouns_and_openings_of_other_languages_are_no_brands(prompt: str, answer: str) -> None:
    assert discovered(answer, prompt=prompt) == []


@pytest.mark.parametrize(
    "answer",
    [
        "As ChatGPT, I can't browse. Try HubSpot.",
        "I'm Claude, made by Anthropic. HubSpot is fine.",
        "As Gemini, a model built by Google, I suggest HubSpot.",
        "OpenAI trained me on old data, so check HubSpot.",
        "Als ChatGPT kann ich nicht surfen. HubSpot ist gut.",
        "Je suis Mistral, et je recommande HubSpot.",
        "Soy ChatGPT, creado por OpenAI. HubSpot es bueno.",
        "Sou o Gemini, criado pelo Google. HubSpot é bom.",
    ],
)
def test_an_assistant_that_speaks_of_itself_names_no_brand(answer: str) -> None:
    assert discovered(answer) == ["HubSpot"]


@pytest.mark.parametrize(
    ("prompt", "answerer", "expected"),
    [
        ("Which CRM is best?", "", ["HubSpot", "ChatGPT"]),
        ("Which CRM is best?", "anthropic claude-sonnet", ["HubSpot", "ChatGPT"]),
        ("Which CRM is best?", "openai gpt-4o", ["HubSpot"]),
        ("Which AI assistants write mails?", "openai gpt-4o", ["HubSpot", "ChatGPT"]),
    ],
)
def test_who_answered_is_not_discovered_unless_assistants_are_asked_for(
    prompt: str, answerer: str, expected: list[str]
) -> None:
    answer = "HubSpot is a good CRM. ChatGPT can draft the mails."
    assert discovered(answer, prompt=prompt, answerer=answerer) == expected


def test_a_maker_of_much_else_stays_a_brand_in_its_own_assistants_answer() -> None:
    assert "Google" in discovered("Use Google Maps. Google is big.", answerer="google gemini-2.0")
