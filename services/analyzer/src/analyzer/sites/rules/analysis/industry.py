"""The industry, and whom the business sells to, with the words that decided."""

import re
from collections import Counter

from analyzer.sites.rules.analysis.model import Site
from analyzer.sites.rules.reading.english.grammar import content_words
from common.english.nouns import singular
from common.english.words import words

_INDUSTRIES: dict[str, frozenset[str]] = {
    "Software": words("software app saas platform dashboard api integration automation cloud login plugin crm "
                      "workflow"),
    "Retail": words(
        """shop store basket cart shipping delivery returns wear clothing shoe boot jacket gift collection size dress
        sock sandal sneaker jewelry jewellery necklace bracelet earring diamond buckle furniture sofa shelf lamp decor
        mug ceramic pottery backpack handbag sunglasses toy console headphone camera accessory checkout"""
    ),
    "Food and drink": words(
        """bakery bread cake café cafe restaurant menu coffee tea wine beer brewery chocolate pastry kitchen chef food
        sourdough roastery catering meal snack organic vegan ingredient flavor flavour roast spice sauce honey cheese
        whisky vodka sake distillery winery vineyard grocery"""
    ),
    "Legal services": words("law lawyer solicitor attorney legal divorce litigation court barrister probate "
                            "conveyancing counsel"),
    "Finance and insurance": words(
        "bank banking insurance loan mortgage invest investment pension accounting accountant tax bookkeeping "
        "payroll audit"
    ),
    "Health": words(
        """clinic doctor dentist dental patient therapy therapist hospital medical physiotherapy treatment health nurse
        pharmacy psychologist medicine surgery"""
    ),
    "Beauty and fitness": words("salon hair beauty skin skincare spa massage gym fitness yoga pilates cosmetic "
                                "meditation barber nail"),
    "Education": words("school course class student lesson teacher tutor university degree training learn "
                       "curriculum tuition certificate certification exam faculty"),
    "Travel and hospitality": words("hotel travel tour holiday flight booking guest hostel cruise room campsite "
                                    "trip resort"),
    "Property": words("estate property letting landlord tenant apartment house rental realtor home buyer mortgage"),
    "Construction and trades": words(
        "builder plumber electrician roof roofing plumbing heating renovation kitchen carpenter painter "
        "decorator landscaping"
    ),
    "Manufacturing": words("manufacturer machine machinery factory industrial component supplier steel tooling "
                           "production"),
    "Transport and logistics": words("logistics freight courier warehouse mover moving van fleet shipment "
                                     "haulage removal"),
    "Marketing services": words("agency seo advertising branding campaign copywriting marketing client"),
    "Consulting": words("consulting consultant advisory strategy transformation governance advisor adviser "
                        "consultancy"),
    "Media": words("magazine newspaper news podcast publisher film video radio journalist broadcaster editorial"),
    "Energy": words("solar energy electricity battery heat pump turbine charging grid renewable"),
    "Automotive": words("car vehicle garage dealer motor tyre tire bike bicycle automotive dealership sedan"),
    "Staffing and recruiting": words("recruiting recruiter recruitment staffing hiring candidate talent employer"),
    "Home services": words(
        "pest termite exterminator cleaning cleaner lawn handyman locksmith appliance repair technician gutter carpet"
    ),
    "Telecommunications": words("internet broadband fiber fibre wireless cable phone mobile tv router sim roaming"),
    "Pets": words("pet dog cat puppy kitten veterinarian vet kennel grooming leash litter"),
    "Non-profit": words("charity donate donation volunteer nonprofit foundation fundraising cause community"),
    "Agriculture": words("farm farmer crop livestock seed harvest soil orchard tractor grower"),
}  # fmt: skip

_SHOP_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[$€£]\s?\d|\d\s?(?:€|EUR|USD|GBP)(?!\w)",
        r"\badd to (?:cart|bag|basket)\b|\bin den warenkorb\b|\bajouter au panier\b"
        r"|\bañadir al carrito\b|\bbuy now\b|\bshop now\b|\bgift wrap",
        r"\b(?:in|out of) stock\b|\bsold out\b|\bSKU\b|\bitem ?(?:no\.?|#)|\bpre-?order\b",
        r"\b(?:colou?rs?|sizes?|materials?|dimensions|quantity|qty|capacity)\b ?(?::|\n)",
        r"\bfree (?:shipping|delivery|returns)\b|\bships? (?:from|in|within|worldwide)\b"
        r"|\bshipped by\b|\blivraison\b|\bversandkosten",
        r"\b\d[\d,.]* (?:customer )?reviews\b|\bout of 5\b|\bbest[- ]?sellers?\b|\b\d+% off\b",
    )
)
_SHOP_PATH = re.compile(
    r"//[^/]+/(?:[\w.-]+/){0,4}?(?:products?|shop|store|collections?|categor(?:y|ies)|cat|p|dp|ip|c|item|listing|buy)/",
    re.IGNORECASE,
)
_SHOP_WEIGHT = 4
_SHOP_LEAST = 2  # a price alone is on every page
OTHER = "Other"


def find_industry(site: Site, category: str) -> str:
    """The industry with the most telling words; the category counts most, then titles and descriptions."""
    counts = _weighted_words(site, category)
    scores = {
        industry: sum(min(counts[word], 40) for word in cues) * min(sum(1 for word in cues if counts[word]), 4)
        for industry, cues in _INDUSTRIES.items()
    }
    scores["Retail"] += _shop_signs(site)
    best = max(scores, key=lambda industry: (scores[industry], industry))
    return best if scores[best] > 0 else OTHER


def _shop_signs(site: Site) -> int:
    """What pages show that sell goods (prices, a cart, stock, sizes, addresses under ``/product/``), as words count."""
    most = 0
    for page in site.pages:
        signs = sum(bool(sign.search(page.text)) for sign in _SHOP_SIGNS)
        most = max(most, signs + bool(_SHOP_PATH.match(page.url.partition(":")[2])))
    return _SHOP_WEIGHT * most if most >= _SHOP_LEAST else 0


def _weighted_words(site: Site, category: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word in content_words(category):
        counts[singular(word)] += 25
    for page in site.pages:
        for text, weight in ((page.title, 3), (page.meta_description, 3), (" ".join(page.headings), 2)):
            for word in content_words(text or ""):
                counts[singular(word)] += weight
        for word in set(content_words(page.text)):
            counts[singular(word)] += 1
    return counts


def industry_cues(industry: str) -> list[str]:
    """The words that speak for an industry; those of its own name where the rules don't know it."""
    return sorted(_INDUSTRIES.get(industry, ())) or content_words(industry)
