"""Names that nobody listed, vouched for by the names beside them: the same ones in many forms, several industries."""

import pytest

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure

MARKETS = {
    "meal kits": ("Gousto", "Mindful Chef", "Riverford", "Pasta Evangelists"),
    "VPN services": ("Mullvad", "IVPN", "Surfshark", "Windscribe"),
    "dental clinics": ("Bupa", "Smile Direct", "Dentix", "Kings Road Dental"),
    "running shoes": ("Hoka", "Saucony", "Salming", "Topo"),
    "content networks": ("CDN77", "Bunny", "KeyCDN", "Fastly"),
    "guest houses": ("Villa Serena", "Casa Lumbre", "The Marlowe", "Pension Edelhof"),
    "consultancies": ("Capgemini", "Endava", "Zühlke", "Thoughtworks"),
    "climbing gyms": ("Boulderwelt", "Einstein", "Summit", "Klättercentret"),
}
FORMS = {
    "listed in a sentence": "Shops that sell {kind} near you stock {0}, {1}, {2} and {3}. Ask for a trial.",
    "told to consider": "Consider {0}, {1}, {2} or {3}. Each has its fans.",
    "such as": "There are many {kind}, such as {0}, {1}, {2} and {3}.",
    "acting": "{0} is what most people take. Some prefer {1} for its price. For families, {2} works well. Ask {3} too.",
    "bullets": "A few {kind}:\n\n- {0}: the cheapest\n- {1}: the friendliest\n- {2}: the oldest\n- {3}: the newest",
    "bare bullets": "My shortlist of {kind}:\n\n* {0}\n* {1}\n* {2}\n* {3}",
    "bold bullets": "Good {kind}:\n\n- **{0}** – cheap\n- **{1}** – friendly\n- **{2}** – old\n- **{3}** – new",
    "numbered": "Good {kind}:\n\n1. **{0}**: cheap\n2. **{1}**: friendly\n3. **{2}**: old\n4. **{3}**: new",
    "numbered headings": "## 1. {0}\nCheap.\n\n## 2. {1}\nFriendly.\n\n## 3. {2}\nOld.\n\n## 4. {3}\nNew.",
    "bold headings": "**{0}**\nCheap.\n\n**{1}**\nFriendly.\n\n**{2}**\nOld.\n\n**{3}**\nNew.",
    "rows": "| Brand | Since | Note |\n|---|---|---|\n| {0} | 1990 | cheap |\n| {1} | 2001 | friendly |\n"
    "| {2} | 1975 | old |\n| {3} | 2020 | new |",
    "columns": "| | {0} | {1} | {2} | {3} |\n|---|---|---|---|---|\n| Since | 1990 | 2001 | 1975 | 2020 |",
    "ranked rows": "| # | Brand |\n|---|---|\n| 1 | {0} |\n| 2 | {1} |\n| 3 | {2} |\n| 4 | {3} |",
    "bold in a sentence": "I like **{0}** and **{1}**; **{2}** is dearer, and **{3}** is rarely on sale.",
}


def discovered(answer: str, *listed: str, prompt: str | None = None, answerer: str = "") -> list[str]:
    wanted = [WantedBrand(name) for name in listed]
    found = extract(answer, wanted, prompt=prompt, discover=True, answerer=answerer)
    return [state.brand for state in found.states if state.discovered]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", MARKETS)
def test_names_of_one_form_vouch_for_one_another(kind: str, form: str) -> None:
    names = MARKETS[kind]
    found = discovered(FORMS[form].format(*names, kind=kind), prompt=f"Which {kind} are good?")
    assert sorted(found) == sorted(names)


@pytest.mark.parametrize(
    ("prompt", "answer", "expected"),
    [
        ("Welche Heizungsbauer sind gut?", "Empfehlenswert sind Vaillant, Wolf und Remeha.", "Vaillant|Wolf|Remeha"),
        (
            "Welche Hochdruckreiniger sind gut?",
            "- **Kärcher**: stark\n- **Nilfisk**: leise\n- **Lavor**: günstig\n- **Stihl**: robust",
            "Kärcher|Nilfisk|Lavor|Stihl",
        ),
        (
            "Welche Hoster sind gut?",
            "1. **Strato** – günstig\n2. **Mittwald** – hilft schnell\n3. **All-Inkl** – solide\n4. **Netzhof** – neu",
            "Strato|Mittwald|All-Inkl|Netzhof",
        ),
        ("Welche Paketdienste gibt es?", "| | Hermes | Trans-o-flex | GLS |\n|---|---|---|---|\n| Preis | 4 | 5 | 6 |",
         "Hermes|Trans-o-flex|GLS"),
        ("Quelles librairies choisir ?",
         "Parmi elles, on trouve Decitre, Cultura et Gibert.", "Decitre|Cultura|Gibert"),
        (
            "Quelles mutuelles choisir ?",
            "- **Malakoff Humanis** : solide\n- **Harmonie** : proche\n- **Apivia** : pas chère",
            "Malakoff Humanis|Harmonie|Apivia",
        ),
        ("¿Qué compañías de luz son mejores?", "Las mejores son Holaluz, Lucera y Pepeenergy.",
         "Holaluz|Lucera|Pepeenergy"),
        (
            "¿Qué software de nóminas recomiendas?",
            "- **Factorial**: completo\n- **Sesame**: horarios\n- **Bizneo**: selección",
            "Factorial|Sesame|Bizneo",
        ),
        ("Quais os melhores sistemas financeiros?", "As melhores opções são Omie, Granatum e Conta Azul.",
         "Omie|Granatum|Conta Azul"),
        ("Quali sono i migliori commercialisti online?", "Tra questi ci sono Fiscozen, Xolo e Flextax.",
         "Fiscozen|Xolo|Flextax"),
        ("Welke boekhouders zijn goed?", "Kies tussen Moneybird, Jortt en Snelstart.", "Moneybird|Jortt|Snelstart"),
    ],
)  # fmt: skip
def test_names_are_found_in_other_languages(prompt: str, answer: str, expected: str) -> None:
    assert sorted(discovered(answer, prompt=prompt)) == sorted(expected.split("|"))


@pytest.mark.parametrize(
    ("prompt", "answer", "expected"),
    [
        ("Which hosts are good?", "Good hosts:\n\n1. **Mittwald**\n2. **SG4U**\n3. **CDN77**\n4. **A2**", "SG4U|CDN77"),
        ("Which audit firms are there?",
         "- EPAM\n- Grant Thornton\n- Mazars\n- KLPW", "EPAM|Grant Thornton|Mazars|KLPW"),
        (None, "Two vendors do it:\n\n- **Zendoro**: courses\n- **OVH.cloud**: servers", "Zendoro|OVH.cloud"),
        ("Which schedulers are there?", "- **cal.com**: open\n- **Doodle**: polls\n- **SavvyCal**: neat",
         "cal.com|Doodle|SavvyCal"),
        ("Which hosts are good?", "- netzhof: cheap\n- klipto: fast\n- Zendoro: old", "netzhof|klipto|Zendoro"),
        (None,
         "Brokers for beginners:\n\n- **Zendoro**: cheap\n- **Smart Broker**: many markets", "Zendoro|Smart Broker"),
        ("Which tills are best for cafés?", "The main ones are Toast, Square, Clover and Lightspeed.",
         "Toast|Square|Clover|Lightspeed"),
        ("Which note takers are best?",
         "| App | Minutes |\n|---|---|\n| Otter | 300 |\n| Fireflies | 800 |\n| Fathom | 9 |",
         "Otter|Fireflies|Fathom"),
        ("Which banks are good?", "Options include Qonto (France), Zendoro (Germany) and Holvi (Finland).",
         "Qonto|Zendoro|Holvi"),
        ("Which wikis are good?",
         "## Notion\nDocs.\n\n## Slite\nWikis.\n\n## Final Thoughts\nTry both.", "Notion|Slite"),
        ("Which broths are best?", "1. Kettle & Fire – rich\n2. Zendoro – frozen\n3. Brodo – fresh",
         "Kettle & Fire|Zendoro|Brodo"),
        ("Which planners are best?", "### 1. Teamwork\nOld.\n\n### 2. Zendoro\nNew.\n\n### 3. Productive\nNeat.",
         "Teamwork|Zendoro|Productive"),
        ("Which suitcases are good?", "Zendoro/Klipto/Vantro are the usual ones.", "Zendoro|Klipto|Vantro"),
    ],
)  # fmt: skip
def test_initials_small_names_words_and_hosts_are_found_among_names(
    prompt: str | None, answer: str, expected: str
) -> None:
    found = discovered(answer, prompt=prompt)
    assert set(expected.split("|")) <= set(found)
    assert set(found) <= {*expected.split("|"), "Mittwald", "A2"}


def test_a_name_is_spelled_as_the_answer_spells_it() -> None:
    answer = "Bakeries I like: Krónjubrauð, Žitný Dvůr and Boulangerie Époque."
    assert discovered(answer, prompt="Which bakeries are good?") == ["Krónjubrauð", "Žitný Dvůr", "Boulangerie Époque"]


def test_a_word_that_a_list_vouches_for_is_the_name_elsewhere_in_the_answer() -> None:
    answer = "Good apps:\n\n- Obsidian: local\n- Craft: pretty\n- Logseq: free\n\nI recommend Craft."
    found = extract(answer, [], prompt="Which note apps are good?", discover=True).states
    assert {state.brand: state.presence for state in found}["Craft"] == "recommended"


def test_one_name_twice_vouches_for_nobody() -> None:
    assert discovered("[Zendoro](/about) and [Zendoro](/contact).") == []
