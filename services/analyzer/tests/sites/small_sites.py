"""Small sites of different trades, written for these tests: the analysis must make sense of each of them."""

from typing import Any

from analyzer.sites.rules.analysis import Site, WebsitePage


def page(url: str, title: str, text: str, **more: Any) -> WebsitePage:
    kind = more.get("kind", "homepage")
    return WebsitePage(
        url, title, more.get("meta"), tuple(more.get("headings", ())), text, kind, more.get("language", "en")
    )


BAKERY = Site.of(
    [
        page(
            "https://www.grainandember.example/",
            "Grain & Ember | Sourdough bakery in Leeds",
            "Bread worth getting up for\n"
            "Grain & Ember is a family-run sourdough bakery in Leeds. We bake sourdough loaves, rye bread and "
            "cinnamon buns by hand, "
            "every morning from four o'clock.\n"
            "Supermarket bread goes stale in a day, and many people tell us that it upsets their stomach. Ours rests "
            "for 24 hours.\n"
            "Order by six in the evening and collect your loaf the next day.",
            meta="Sourdough bakery in Leeds. Loaves, rye bread and buns, baked by hand every morning.",
            headings=["Bread worth getting up for"],
        ),
        page(
            "https://www.grainandember.example/about",
            "About Grain & Ember",
            "Grain & Ember was founded by two sisters in 2014. We supply cafés and restaurants in Leeds with bread, "
            "and we teach "
            "weekend classes for home bakers.",
            kind="about",
            headings=["About Grain & Ember"],
        ),
        page(
            "https://www.grainandember.example/faq",
            "Questions | Grain & Ember",
            "Is your bread safe for people with a nut allergy?\nWe use no nuts in the loaves.\n"
            "Is it worth the price?\nA loaf lasts five days.",
            kind="other",
            headings=["Is your bread safe for people with a nut allergy?", "Is it worth the price?"],
        ),
    ],
    "https://www.grainandember.example/",
)

LAW_FIRM = Site.of(
    [
        page(
            "https://harrowpike.example/",
            "Harrow & Pike Solicitors – Family law in Bristol",
            "Family law solicitors in Bristol\n"
            "Harrow & Pike is a family law firm in Bristol. We advise parents, couples and business owners on "
            "divorce, child "
            "arrangements and prenuptial agreements.\n"
            "Most clients are worried about what it will cost. You don't know what happens to the house, and nobody "
            "explains it in plain "
            "English. We agree a fixed fee before we begin.",
            meta="Family law firm in Bristol for parents and couples. Divorce, child arrangements, fixed fees.",
            headings=["Family law solicitors in Bristol"],
        ),
        page(
            "https://harrowpike.example/services/divorce",
            "Divorce | Harrow & Pike",
            "Divorce\nWe guide you through divorce and finances. The first meeting is free.\nWill I lose my "
            "house?\nThat depends.",
            kind="service",
            headings=["Divorce", "Will I lose my house?", "Financial settlements"],
        ),
    ],
    "https://harrowpike.example/",
)

PROJECT_SOFTWARE = Site.of(
    [
        page(
            "https://www.plankton.example/",
            "Plankton: project management software for architects",
            "Projects without the chaos\n"
            "Plankton is project management software for architects and engineering firms. Plan phases, track hours "
            "and send invoices.\n"
            "You know the problem. Deadlines live in one spreadsheet, hours in another, and nobody knows which "
            "drawing is the latest. "
            "Your team wastes two hours a day searching for files.\n"
            "Unlike Asana, Plankton knows what a building phase is. Works with Slack and Dropbox. Try it free for 30 "
            "days, no card needed.",
            meta="Project management software for architects: phases, hours and invoices in one place.",
            headings=["Projects without the chaos", "Plan phases", "Track hours"],
        ),
        page(
            "https://www.plankton.example/alternatives/monday",
            "The best alternative to Monday.com for architects",
            "Looking for an alternative to Monday.com? Many studios switch from Monday.com or Trello to Plankton "
            "because every seat costs "
            "extra. Here is Plankton vs Basecamp too.",
            kind="other",
            headings=["The best alternative to Monday.com for architects"],
        ),
        page(
            "https://www.plankton.example/pricing",
            "Pricing | Plankton",
            "One price per studio\nPlankton costs €49 a month for the whole team.\nIs it too expensive for a small "
            "studio?\n"
            "Is my data safe?\nYes, it is stored in Frankfurt.",
            kind="product",
            headings=["One price per studio", "Is it too expensive for a small studio?", "Is my data safe?"],
        ),
    ],
    "https://www.plankton.example/",
)

BOOT_SHOP = Site.of(
    [
        page(
            "https://fellgrip.example/",
            "Fellgrip | Hiking boots and trail shoes",
            "Hiking boots that fit\n"
            "Fellgrip sells hiking boots, trail shoes and merino socks for hikers and trail runners. Free delivery "
            "and 60 days to return "
            "them.\nYour boots rub, your heels blister and after two hours your feet are wet. We measure both feet.",
            meta="Hiking boots and trail shoes for walkers with wide or narrow feet. Free delivery.",
            headings=["Hiking boots that fit"],
        ),
        page(
            "https://fellgrip.example/collections/hiking-boots",
            "Hiking boots | Fellgrip",
            "Waterproof hiking boots\nLeather and synthetic hiking boots in half sizes.",
            kind="product",
            headings=["Waterproof hiking boots"],
        ),
        page(
            "https://fellgrip.example/collections/trail-shoes",
            "Trail shoes | Fellgrip",
            "Trail shoes\nLight trail shoes with deep lugs.",
            kind="product",
            headings=["Trail shoes"],
        ),
    ],
    "https://fellgrip.example/",
)

ENERGY_ADVISERS = Site.of(
    [
        page(
            "https://nordwind-energie.example/",
            "Nordwind Energie – Energieberatung in Kiel",
            "Wir beraten Hausbesitzer in Kiel zu Wärmepumpen und Dämmung.\nNordwind Energie ist seit 2009 für Sie da.",
            meta="Unabhängige Energieberatung in Kiel für Hausbesitzer.",
            headings=["Energieberatung in Kiel"],
            language="de",
        )
    ],
    "https://nordwind-energie.example/",
)

DENTIST = Site.of(
    [
        page(
            "https://www.millbrookdental.example/",
            "Millbrook Dental Practice in Reading",
            "We are a dental practice in Reading. We offer check-ups, implants and teeth whitening for families and "
            "nervous patients.\n"
            "Many patients are afraid of the drill. You cannot get an appointment for weeks, and a toothache does not "
            "wait.",
            meta="Private dental practice in Reading with evening appointments.",
            headings=["Gentle dentistry in Reading"],
        )
    ],
    "https://www.millbrookdental.example/",
)
