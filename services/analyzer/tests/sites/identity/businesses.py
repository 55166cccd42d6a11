"""Small businesses in four languages, for the tests of who a business is."""

from ..identity.pages import page, site

PUMPS = site(
    "https://www.drehwald-pumpen.example/",
    page(
        "https://www.drehwald-pumpen.example/", "Start - Drehwald Pumpen",
        "# Wir fördern, was fließt", "Drehwald Pumpen ist Hersteller von Schlauchpumpen. Gefertigt wird in Lemgo.",
        "Jede Schlauchpumpe läuft vor der Auslieferung auf dem Prüfstand.",
        kind="homepage", language="de", navigation=("Start", "Leistungen", "Kompetenzen", "Kontakt"),
        marks=(("copyright", "© 2025 Drehwald Pumpen GmbH"),),
    ),
    page(
        "https://www.drehwald-pumpen.example/leistungen", "Leistungen - Drehwald Pumpen",
        "# Schlauchpumpen", "- Schlauchpumpe DP 20 für Säuren", "- Schlauchpumpe DP 40 für Schlämme",
        "Ersatzteile liefern wir ab Lager. Das Datenblatt nennt Drehzahl und Drehmoment.", language="de",
    ),
    page(
        "https://www.drehwald-pumpen.example/kontakt", "Kontakt - Drehwald Pumpen",
        "Drehwald Pumpen GmbH, Am Wehr 4, 32657 Lemgo", language="de", kind="contact",
    ),
)  # fmt: skip

FLORIST = site(
    "https://www.petalotte.example/",
    page(
        "https://www.petalotte.example/", "Petalotte, fleuriste à Quimper",
        "# Des bouquets qui durent", "Petalotte est une boutique de fleurs séchées à Quimper.",
        "Ajouter au panier", "Livraison offerte dès 40 €.", kind="homepage", language="fr",
        meta="Boutique de fleurs séchées à Quimper : bouquets, couronnes et cours du samedi.",
        marks=(("site_name", "Petalotte"),), navigation=("Accueil", "La boutique", "Panier"),
    ),
    page(
        "https://www.petalotte.example/contact", "Contact | Petalotte",
        "Petalotte, 3 rue Kéréon, 29000 Quimper", "Horaires : du mardi au samedi.", "Votre panier est vide.",
        kind="contact", language="fr",
    ),
)  # fmt: skip

TUTORS = site(
    "https://lernbude.example/",
    page(
        "https://lernbude.example/", "Lernbude", "# Gute Noten", "Lernbude ist eine Nachhilfeschule in Jena.",
        "Termine vereinbaren Sie am Telefon. Unsere Schüler kommen nach dem Unterricht.",
        kind="homepage", language="de",
    ),
    page("https://lernbude.example/preise", "Preise – Lernbude", "# Preise", "| Einzelstunde | 28 €", language="de"),
)  # fmt: skip

SOFTWARE = site(
    "https://rosterling.example/",
    page(
        "https://rosterling.example/", "Rosterling | Rota software for care homes",
        "# Less juggling", "Rosterling is rota software for care homes. Start free, no card needed.",
        "£3 per user and month. Log in to try the integrations.", kind="homepage",
        meta="Rota software for care homes.", navigation=("Product", "Pricing", "Log in"),
        items=({"type": "SoftwareApplication", "name": "Rosterling"},),
    ),
    page("https://rosterling.example/about", "About Rosterling", "# About Rosterling", "Begun in 2019.", kind="about"),
)  # fmt: skip

ACCOUNTANT = site(
    "https://wintrapp.example/",
    page(
        "https://wintrapp.example/", "Wintrapp", "# For people who cook",
        "Wintrapp is an accountancy firm in Ludlow. Your restaurant runs on thin margins; we know restaurants.",
        "A restaurant has till rolls, a restaurant has tips, and every restaurant has a tax bill.",
        "Book an appointment. Fixed fees.", kind="homepage",
    ),
    page("https://wintrapp.example/who", "Who it is for - Wintrapp", "# Restaurants", "- Restaurants",
         "- Cafés", "- Pubs", "Most restaurants come to us when the old accountant retires."),
    page("https://wintrapp.example/fees", "Fees - Wintrapp", "# Fees", "Restaurants pay by the month."),
)  # fmt: skip

TEA = site(
    "https://www.tsukihama.example/",
    page("https://www.tsukihama.example/", "月浜茶舗｜ホーム", "月浜茶舗は小さな茶舗です。煎茶とほうじ茶。",
         kind="homepage", language="ja", marks=(("logo", "月浜茶舗"), ("copyright", "© 2024 月浜茶舗"))),
    page("https://www.tsukihama.example/item", "月浜茶舗｜商品", "煎茶 1,200円", "ほうじ茶 800円", language="ja"),
)  # fmt: skip
