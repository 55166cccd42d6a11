"""Analyses of four made-up companies in four industries, as analyzer announces them."""

from uuid import UUID

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import BrandName, Concern, Offering, Segment, SourcedText

TENANT = UUID("018f0000-0000-7000-8000-000000000001")


def _concerns(*texts: str) -> tuple[Concern, ...]:
    return tuple(Concern(text=text, url="https://shop.example/", evidence=text) for text in texts)


def _texts(*texts: str) -> tuple[SourcedText, ...]:
    return tuple(SourcedText(text=text, url="https://shop.example/", evidence=text) for text in texts)


def _site(
    number: int,
    *,
    offerings: tuple[SourcedText, ...] = (),
    target_markets: tuple[SourcedText, ...] = (),
    **fields: object,
) -> WebsiteAnalyzed:
    ids = {name: UUID(int=number * 100 + place) for place, name in enumerate(("website_id", "audit_id", "crawl_id"))}
    return WebsiteAnalyzed(
        tenant_id=TENANT,
        **ids,
        analysis_id=UUID(int=number * 100 + 9),
        analyzer_version="test",
        language="en",
        offerings=tuple(Offering(**dict(each)) for each in offerings),
        target_markets=tuple(Segment(**dict(each)) for each in target_markets),
        **fields,
    )


EMAIL_MARKETING = _site(
    1,
    brand=BrandName(name="Tillvane", domains=("tillvane.example",), tracked=True),
    industry="Marketing software",
    category="e-mail marketing software",
    business_model="b2b",
    summary="E-mail marketing for small shops: a newsletter editor, automations and abandoned cart reminders.",
    offerings=_texts("Newsletter editor", "abandoned cart reminders", "Shopfront", "birthday vouchers"),
    value_propositions=_texts("Bring your customers back, one friendly e-mail at a time", "a newsletter editor"),
    target_markets=_texts(
        "independent shop owners", "Craft sellers on Etsy or at markets", "Cafés and bakeries",
        "small online stores", "Local service businesses, such as hairdressers",
    ),
    problems=_concerns(
        "Your list lies idle and people forget the shop.", "small online stores that lose sales to abandoned carts",
        "no energy left to learn a tool", "You lose sales to abandoned carts", "There is a box of addresses somewhere",
        "Paying for social media ads feels like pouring coins into a machine",
    ),
    objections=_concerns(
        "I have no time. How much does Tillvane need?", "I am not good with computers. Will I manage?",
        "My list is tiny. Is it worth it?", "Will my e-mails land in the spam folder?",
        "How do I move from Mailchimp or another tool?", "Is it too expensive for a very small shop?",
    ),
    keywords=("newsletter", "shop", "automation"),
    competitors=(
        BrandName(name="Mailchimp"), BrandName(name="Klaviyo"), BrandName(name="Brevo", aliases=("Sendinblue",)),
    ),
)  # fmt: skip

RUNNING_SHOES = _site(
    2,
    brand=BrandName(name="Fellstride", tracked=True),
    industry="Sporting goods",
    category="Running shoes",
    business_model="b2c",
    summary="Fellstride makes running shoes and trail running shoes for people who run in all weathers.",
    offerings=_texts("Trail running shoes", "Fellstride Aero 2", "wide-fit shoes", "gaiters"),
    target_markets=_texts("Trail runners", "beginners", "Marathon runners", "people with wide feet"),
    problems=_concerns(
        "Sore knees", "You get blisters and your feet hurt after ten miles", "shoes that wear out too fast"
    ),
    objections=_concerns("What if they don't fit?", "Can I send them back?", "Are they worth the price?"),
    competitors=(BrandName(name="Hoka"), BrandName(name="Brooks")),
)

DENTIST = _site(
    3,
    brand=BrandName(name="Marlow Dental", tracked=True),
    industry="Healthcare",
    category="Dental clinic",
    business_model="b2c",
    summary="Marlow Dental is a dental clinic with gentle dentists, for dental implants and teeth whitening.",
    offerings=_texts("Dental implants", "teeth whitening", "Invisible braces", "Emergency appointments"),
    target_markets=_texts("Families", "nervous patients", "people who are new in town"),
    problems=_concerns("fear of the dentist", "Waiting weeks for an appointment"),
    objections=_concerns("Does it hurt?", "How much does an implant cost?"),
)

LOGISTICS = _site(
    4,
    brand=BrandName(name="Norfrakt", aliases=("Norfrakt AS",), tracked=True),
    industry="Logistics",
    category="Freight forwarding",
    business_model="b2b",
    summary="Norfrakt moves pallets and containers between Scandinavia and the rest of Europe.",
    offerings=_texts("customs clearance", "Groupage freight", "temperature-controlled transport"),
    target_markets=_texts(
        "Manufacturers", "Wholesalers and importers", "Food producers", "Healthcare", "large enterprises"
    ),
    problems=_concerns(
        "Your goods are stuck at customs",
        "Losing track of shipments",
        "too many carriers to deal with",
        "Late deliveries",
    ),
    objections=_concerns("Is my cargo insured?", "Do I have to sign a contract?"),
    competitors=(BrandName(name="DSV"), BrandName(name="DHL", domains=("dhl.com",))),
)

BARE = _site(
    5,
    brand=BrandName(name="Acme", tracked=True),
    industry="",
    category="",
    business_model="b2c",
    summary="",
)
"""A site that says next to nothing."""

SITES = {
    "e-mail marketing": EMAIL_MARKETING,
    "running shoes": RUNNING_SHOES,
    "dentist": DENTIST,
    "logistics": LOGISTICS,
    "bare": BARE,
}
