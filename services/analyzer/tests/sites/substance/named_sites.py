"""Small sites whose names are rivals, suppliers, brands sold ..., each in its writer's own words, and who is who.

A line that begins with "# " to "### " is a heading, "- " an item, "| " a row, "> " a quotation, "? " a question.
"""

from typing import NamedTuple


class Named(NamedTuple):
    """A site of one page, the rivals on it."""

    language: str
    name: str
    lines: tuple[str, ...]
    rivals: frozenset[str]


SITES = (
    Named(
        "en",
        "Quillhaven",
        (
            "# Boat hire on the Norfolk rivers",
            (
                "Our day boats are electric, so you hear the reedbed. Weston Marine, two bridges down, still "
                "runs diesels, and their fleet is twice the size of ours."
            ),
            "## How we stack up",
            (
                "Most visitors look at three yards: us, Weston Marine and Brayfleet. Brayfleet is cheapest "
                "midweek. We are the only one that lets dogs steer (not really)."
            ),
            "## Where our boats come from",
            "Hulls are moulded by Tarn & Sable in Lowestoft. Batteries are from Voltaro.",
            "> “We went with Brayfleet last summer and the heating never worked.” — Jill, Ely",
            "We are a member of the Broads Hire Federation.",
        ),
        frozenset(["Brayfleet", "Weston Marine"]),
    ),
    Named(
        "en",
        "Mendwell",
        (
            "# Phone repair in Derby",
            "## Frequently asked",
            "? Isn't it safer to go to Gadgetmax?",
            "They are authorised and they charge for it. We fit the same screens from Optiglass, usually in an hour.",
            "? Do you take trade-ins?",
            "No. Try Fonefinch; they pay fairly.",
            "Our till runs on Countly Pay and bookings go through Slotbird. As featured in the Derby Evening Post.",
        ),
        frozenset(["Gadgetmax"]),
    ),
    Named(
        "en",
        "Ledgerloft",
        (
            "# Payroll without tears",
            "## Leaving PayBarn or Wagely?",
            "We import your history from both. Customers tell us they save a day a month.",
            "## Works with",
            "- Xerana",
            "- Bookish Cloud",
            "- Halden Bank",
            "## Trusted by",
            "- Copperfield Dairies",
            "- St Jude's Hospice",
            "## Press",
            "“Refreshingly dull.” — Payroll Weekly",
        ),
        frozenset(["PayBarn", "Wagely"]),
    ),
    Named(
        "en",
        "Thistledown",
        (
            "# Handmade quilts",
            "We stock threads by Aurelis and Gutling. Unlike High Street stores, every quilt is numbered.",
            "## What sets us apart",
            (
                "Nordquilt imports from factories; Patchwork & Pine sells kits. We do neither: each of our "
                "quilts is sewn in Hexham by Maggie, Joan or Ruth."
            ),
            "I learned from my grandmother in Cumbria and at the Royal School of Needlework.",
        ),
        frozenset(["Nordquilt", "Patchwork & Pine"]),
    ),
    Named(
        "en",
        "Clearcrate",
        (
            "# Meal boxes for shift workers",
            "| | Clearcrate | Forkful | DinnerDash Go | Supermarket",
            "| Delivery at night | yes | no | no | no",
            "| Price per meal | £6 | £7.50 | £5 | £4",
            "Forkful's boxes need an oven. Chefs come from places such as Le Gavroche.",
            "Payment by Stripely. Photos: Anna Berg.",
        ),
        frozenset(["DinnerDash Go", "Forkful"]),
    ),
    Named(
        "de",
        "Hollerbusch",
        (
            "# Naturkosmetik aus dem Allgäu",
            "Unsere Cremes rühren wir selbst an, mit Bienenwachs von der Imkerei Krautinger.",
            "## Was uns von anderen unterscheidet",
            (
                "Bei Alpenrein kommt die Creme aus der Fabrik in Polen. Wiesenglück setzt auf Palmöl, wir nicht. "
                "Und Drogeriemärkte? Haben wir probiert."
            ),
            "## Händler",
            "Sie finden uns bei Bio-Laden Sonnenschein in Kempten.",
            "## Bekannt aus",
            "Allgäuer Landbote, Radio Bergfunk",
            "Versendet wird mit Paketfux.",
        ),
        frozenset(["Alpenrein", "Wiesenglück"]),
    ),
    Named(
        "de",
        "Werkblick",
        (
            "# Software für Schreinereien",
            "## Umstieg von Holzmeister Pro",
            (
                "Viele unserer Kunden kamen von Holzmeister Pro oder haben vorher mit Excel gearbeitet. Ihre "
                "Stücklisten übernehmen wir."
            ),
            "## Schnittstellen",
            "Werkblick spricht mit Dateva, Lexorder und der Plattensäge von Hobelius.",
            "## Häufige Fragen",
            "? Warum ist Werkblick teurer als Tischlerfix?",
            "Weil die Zeiterfassung dabei ist. Tischlerfix berechnet jedes Modul einzeln.",
            "## Referenzen",
            "- Schreinerei Oberhuber, Rosenheim",
            "- Möbelbau Trautmann GmbH",
        ),
        frozenset(["Tischlerfix"]),
    ),
    Named(
        "de",
        "Stadtrad Lüttich",
        (
            "# Fahrradladen in Münster",
            "Wir führen Räder von Kalkstein, Velorno und Brompfield. Die Inspektion kostet 59 Euro.",
            "## Online kaufen?",
            (
                "Bei Radwelt24 zahlen Sie vielleicht hundert Euro weniger. Aufgebaut ist das Rad dann noch "
                "nicht. Auch Bike-Discount Hansen liefert nur den Karton."
            ),
            (
                "Im Vergleich zu einem Auto sparen Sie Geld. Statt Parkplatzsuche: Klingel und los. Das Team: "
                "Jens, Lara und Opa Willi."
            ),
            "Mitglied im Verband Servicerad.",
        ),
        frozenset(["Bike-Discount Hansen", "Radwelt24"]),
    ),
    Named(
        "de",
        "Kornmeyer Dachbau",
        (
            "# Dachdecker in Celle",
            (
                "Wir decken mit Ziegeln von Tonwerk Rheda und Schiefer aus Moselkern. Die Konkurrenz schläft "
                "nicht: Dach & Fach Büttner ist größer, Meyering Bedachungen ist schneller im Angebot."
            ),
            "Für das Krankenhaus St. Josef haben wir 2.000 Quadratmeter saniert.",
            "Für die Statik arbeiten wir mit dem Ingenieurbüro Lasse & Kern zusammen.",
        ),
        frozenset(["Dach & Fach Büttner", "Meyering Bedachungen"]),
    ),
    Named(
        "fr",
        "Le Four à Pain d'Élise",
        (
            "# Boulangerie à Quimper",
            "Notre farine vient du Moulin de Kerzu. Le levain a douze ans.",
            "## Et le supermarché ?",
            (
                "Chez Hyperbreiz la baguette coûte moins cher, elle est cuite d'une pâte surgelée. La Mie Dorée, "
                "place Terre-au-Duc, travaille bien, mais ferme à midi."
            ),
            "Nous livrons le Café des Arts et l'hôtel Gradlon. Vu dans Le Télégramme d'Ouest.",
        ),
        frozenset(["Hyperbreiz", "Mie Dorée"]),
    ),
    Named(
        "fr",
        "Plombia",
        (
            "# Logiciel de devis pour plombiers",
            "## Plombia ou Batidevis ?",
            (
                "Batidevis est complet, et pensé pour les grandes entreprises. Contrairement à Artifact Pro, "
                "Plombia marche sur le chantier sans réseau."
            ),
            "## Se connecte à",
            "- Comptalib",
            "- Stockéo",
            "Vous venez de Facturama ? Vos clients sont importés en dix minutes.",
            "> « J'ai quitté Batidevis en mars. » — Loïc Tanguy, gérant, Tanguy Chauffage",
        ),
        frozenset(["Artifact Pro", "Batidevis", "Facturama"]),
    ),
    Named(
        "fr",
        "Atelier Sauge",
        (
            "# Cours de poterie à Lille",
            (
                "La terre est fournie par Argilor, les fours sont de marque Kilnéa. Plutôt qu'un stage chez "
                "Tournemain, où l'on est quinze, ici on est six."
            ),
            "## Tarifs",
            "| Atelier découverte | 45 €",
            "| Trimestre | 290 €",
            "Camille et Zoé vous accueillent rue Esquermoise. Partenaire : la Maison Folie de Wazemmes.",
        ),
        frozenset(["Tournemain"]),
    ),
    Named(
        "en",
        "Bramble Kennels",
        (
            "# Dog boarding near Ludlow",
            "Dogs sleep in heated barns. Walks at seven, noon and five.",
            "## Other places you might consider",
            (
                "Paws Palace in Leominster takes sixty dogs and has webcams. Home-from-home sitters on Sitterly "
                "are lovely until they cancel. Vets recommend us because we keep records."
            ),
            "## Insurance and food",
            "We feed Harringtree unless you bring your own. Insured with Rowanbury Mutual.",
        ),
        frozenset(["Sitterly"]),
    ),
    Named(
        "en",
        "Statico",
        (
            "# Structural surveys for old houses",
            "? How do you compare with a lender's valuation?",
            "A valuation takes forty minutes. Ours takes a day.",
            "? And with Surveyfirst?",
            "They send whoever is free; you get the same engineer from call to report. Their price is lower.",
            "Members of the Institute of Timber Surveyors. Recent work: Hartley Hall, St Mary's Church.",
        ),
        frozenset(["Surveyfirst"]),
    ),
    Named(
        "en",
        "Noondial",
        (
            "# Watches repaired",
            "We service Omara, Seikoh and Tissaud. Parts come from Watchparts Zürich.",
            "Kestrel & Lowe on the High Street closed last year; many of their customers have found us.",
            "Reviews: “Timpler wanted £180 and six weeks. Noondial took nine days.” “Lovely man.”",
        ),
        frozenset(["Kestrel & Lowe", "Timpler"]),
    ),
    Named(
        "en",
        "Gridwise",
        (
            "# Energy monitoring for factories",
            (
                "Gridwise reads meters from Landiz and Kamstrop and writes to SAP or Excel. Most plants replace "
                "three spreadsheets and an old copy of EnergyHawk."
            ),
            "| Feature | Gridwise | EnergyHawk | WattWatch",
            "| Setup | 2 days | 6 weeks | 3 weeks",
            "Used by Palmer Foundries and the City of Leeds.",
        ),
        frozenset(["EnergyHawk", "WattWatch"]),
    ),
    Named(
        "de",
        "Apfelkiste Obstversand",
        (
            "# Obst im Abo",
            "Die Äpfel kommen vom Hof Harmsen und aus dem Alten Land. Geliefert wird mit eigenem Kühlwagen.",
            "## Warum nicht einfach zum Supermarkt?",
            (
                "Supermärkte lagern Äpfel bis zu einem Jahr. Anbieter wie Frischfix oder die Grüne Tonne Nord "
                "liefern Ware aus Übersee; bei uns steht der Hof auf der Kiste."
            ),
            "## Das sagen unsere Kunden",
            "> „Vorher hatten wir Obstbote24, da war jede dritte Banane braun.“ – Kita Löwenzahn, Stade",
        ),
        frozenset(["Frischfix", "Obstbote24"]),
    ),
    Named(
        "de",
        "Trockenwerk",
        (
            "# Wasserschaden? Wir trocknen.",
            (
                "Unsere Kondenstrockner mieten Sie tageweise. Ohne Lärm, ohne Schimmel. Anders als Baumärkte "
                "messen wir nach."
            ),
            "Versicherungen rechnen direkt mit uns ab, etwa die Nordhäuser Allgemeine.",
            "## Und die Mitbewerber",
            (
                "Sanotherm ist bundesweit vertreten und hat eine Hotline, die nachts funktioniert. Belfor-Ketten "
                "kennen wir aus Ausschreibungen. Unser Vorteil: In Kassel sind wir in einer Stunde da."
            ),
        ),
        frozenset(["Sanotherm"]),
    ),
    Named(
        "de",
        "Notenlust",
        (
            "# Klavierunterricht in Mainz",
            "Geübt wird auf Flügeln von Sauterle und Grotrimann. Die Lehrerin heißt Svetlana Petrowa.",
            (
                "Im Unterschied zur Musikschule gibt es keine Warteliste. Apps? Tastenfreund ist nett für den "
                "Anfang, hört aber nicht zu. Statt Noten lesen Sie dort Farben."
            ),
        ),
        frozenset(["Tastenfreund"]),
    ),
    Named(
        "fr",
        "Les Ruches du Vercors",
        (
            "# Miel et parrainage de ruches",
            "Nos pots viennent de la Verrerie Chassigny. Les étiquettes sont imprimées chez Papyr'us.",
            "## Combien ça coûte ?",
            "| Parrainer une ruche | 60 € par an",
            "| Coffret trois miels | 24 €",
            (
                "Chez Mielissime vous paierez 90 € pour la même ruche, partagée à dix. L'Abeille Urbaine fait du "
                "bon travail à Lyon, sans visites."
            ),
            "## Ils parrainent",
            "- Mairie de Die",
            "- Menuiserie Roux et Fils",
        ),
        frozenset(["Mielissime"]),
    ),
    Named(
        "fr",
        "Clé de Voûte",
        (
            "# Conciergerie de locations à Annecy",
            "Nous gérons vos annonces sur Airbnb et Abritel, le ménage et les clés.",
            "## Ce qui nous distingue",
            (
                "HostFacile prend 25 % et sous-traite tout. Les grandes plateformes de gestion comme Locaflex "
                "n'ont personne ici. Nous, c'est Manon et Baptiste, et 18 %."
            ),
            "Partenaires : Blanchisserie du Lac, serrurerie Thônes.",
        ),
        frozenset(["HostFacile", "Locaflex"]),
    ),
)
