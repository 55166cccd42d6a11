"""What is sold and to whom, as words a customer would use: read from the analysis of a site."""

import re
from dataclasses import dataclass
from typing import Literal

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.message import UnknownWord
from common.contracts.vocabulary import BusinessModel, SourcedText
from common.english.nouns import is_mass, is_plural, plural, singular, split_head
from common.english.words import words
from simulator.plans.rules.english.grammar import COUNTED, plain_noun_phrase, squeeze, with_article

Nature = Literal["software", "service", "goods", "place"]
AudienceKind = Literal["business", "team", "person", "household"]


@dataclass(frozen=True, slots=True)
class Product:
    """What competes: ``one`` and ``many`` are counted alternatives, ``want`` is what somebody looks for."""

    one: str
    many: str
    want: str
    nature: Nature

    @property
    def a_one(self) -> str:
        """``one`` with its article."""
        return with_article(self.one)


@dataclass(frozen=True, slots=True)
class Audience:
    """A kind of customer: "independent shop" (business), "craft seller" (person), "marketing team" (team)."""

    one: str
    kind: AudienceKind

    @property
    def many(self) -> str:
        """The plural."""
        return plural(self.one)

    @property
    def a_one(self) -> str:
        """With its article."""
        return with_article(self.one)


_SOFTWARE_HEADS = frozenset(("software", "saas", "solution", "solutions", "technology", "tech"))
_TOOL_HEADS = words("tool app platform system plugin dashboard crm suite builder tracker editor")
_SERVICE_HEADS = words(
    "service agency firm consultancy provider company studio bureau consultant lawyer accountant broker "
    "contractor cleaner builder-company school academy course subscription plumber electrician photographer "
    "insurer bank lender tutor coach carrier courier printer"
)
_PLACE_HEADS = words(
    "clinic dentist practice surgery restaurant hotel café cafe bakery salon spa gym hospital hostel museum bar pub "
    "campsite resort "
    "barber nursery kindergarten physiotherapist vet optician pharmacy garage workshop"
)
_SHOP_HEADS = words("shop store retailer marketplace boutique")
_GOODS_MASS = words(
    "beer bread cheese chocolate clothing coffee cookware cosmetics electronics fashion food footwear furniture gear "
    "jewellery jewelry knitwear lighting luggage makeup outerwear perfume skincare sportswear stationery tea underwear "
    "wear wine wool yarn water equipment hardware bedding tableware haircare decor"
)
_COMPANY_FIELDS = re.compile(
    r"(?:cleaning|catering|plumbing|roofing|landscaping|construction|moving|logistics|transport|printing|renovation|"
    r"packaging|forwarding|shipping|energy|manufacturing|travel|security)$"
)
_SOFTWARE_CUES = re.compile(
    r"\b(?:software|saas|app|apps|platform|dashboard|integrations?|api|plug-?in|web application|cloud|sign-?up form|"
    r"automations?|workflows?|free trial|tool)\b",
    re.IGNORECASE,
)
_VAGUE_FIELD = frozenset({"", "other", "general", "business", "services", "products", "unknown", "online"})


def product_of(analysis: WebsiteAnalyzed) -> Product:
    """The product category of the site; the industry where the category is missing, "provider" as the last resort."""
    if not speaks_english(analysis):
        named = squeeze(
            re.split(r"\s(?:in|für|pour|para|per|voor)\s|[,;:(–—|]", analysis.category or analysis.industry)[0]
        )
        return _counted(f"{named or 'local'} provider", "service")
    texts = [analysis.category, analysis.summary, *(offering.text for offering in analysis.offerings)]
    software = len(_SOFTWARE_CUES.findall(" ".join(texts))) >= 2
    for source in (analysis.category, analysis.industry, *(offering.text for offering in analysis.offerings)):
        phrase = _category_phrase(source)
        if phrase is not None:
            return _somewhere(_product(phrase, software=software), _town(source))
    return Product("provider", "providers", "a provider", "service")


def speaks_english(analysis: WebsiteAnalyzed) -> bool:
    """Whether the site's own words can stand in an English sentence."""
    return analysis.language.lower().startswith(("en", "und"))


_TOWN = re.compile(r"\s(in|near)\s((?:[A-ZÀ-Ý][\w'’-]+)(?:\s(?:upon|of|and|the|[A-ZÀ-Ý][\w'’-]+))*)$")


def _town(source: str) -> str:
    found = _TOWN.search(squeeze(source))
    return f" {found[1]} {found[2]}" if found else ""


def _somewhere(product: Product, town: str) -> Product:
    if not town or product.nature not in ("place", "service"):
        return product
    return Product(product.one + town, product.many + town, product.want + town, product.nature)


def _category_phrase(source: str) -> str | None:
    plain = re.split(r"\s(?:for|in|from|with|that|who|by)\s|[,;:(–—|&]|\s-\s|\sand\s", squeeze(source))[0].strip(" .")
    phrase = plain_noun_phrase(plain, longest=5)
    return None if phrase is None or phrase.lower() in _VAGUE_FIELD else phrase


def _product(phrase: str, *, software: bool) -> Product:
    before, head, _tail = split_head(phrase)
    stem, low = before.strip(), singular(head).lower()
    if low in _SOFTWARE_HEADS or head.lower() in _SOFTWARE_HEADS:
        return _counted(f"{stem} tool".strip(), "software", want=f"{stem} software".strip())
    if low in _TOOL_HEADS:
        return _counted(singular(phrase), "software")
    if low in _PLACE_HEADS:
        return _counted(singular(phrase), "place")
    if low in _SERVICE_HEADS or low in _SHOP_HEADS:
        return _counted(singular(phrase), "service")
    return _of_a_field(phrase, head.lower(), software=software) if is_mass(head) else _named(phrase, head, software)


def _named(phrase: str, head: str, software: bool) -> Product:
    if is_plural(head):
        return _counted(f"{singular(phrase)} brand", "goods", want=phrase)
    return _counted(phrase, "software" if software else "goods")


def _of_a_field(field: str, head: str, *, software: bool) -> Product:
    if head in _GOODS_MASS:
        return _counted(f"{field} brand", "goods", want=field)
    if software:
        return _counted(f"{field} tool", "software")
    if _COMPANY_FIELDS.search(head):
        return _counted(f"{field} company", "service")
    return _counted(f"{field} {'firm' if head in ('consulting', 'accounting') else 'provider'}", "service")


def _counted(one: str, nature: Nature, *, want: str | None = None) -> Product:
    return Product(one, plural(one), want or with_article(one), nature)


_BUSINESS_HEADS = words(
    "agency bakery bank bar boutique brand brewery business café cafe carrier charity cinema clinic club college "
    "company consultancy dealer-ship dealership distributor enterprise factory farm firm florist-shop gallery garage "
    "gym hospital hostel hotel institution kitchen lab laboratory law-firm library manufacturer marketplace museum "
    "municipality ngo non-profit nonprofit nursery office organisation organization pharmacy practice pub publisher "
    "restaurant retailer salon school shop shipper smb sme spa start-up startup store studio supplier university "
    "venue warehouse wholesaler winery workshop practise association church council theatre producer importer "
    "exporter processor reseller grower builder"
)
_TEAM_HEADS = words("team department group crew")
_HOUSEHOLD_HEADS = words("family couple household")
_PERSON_HEADS = words(
    "adult athlete beginner bride child commuter cook creator doctor enthusiast expert founder freelancer friend "
    "guest homeowner individual kid landlord lawyer mother father nurse parent patient person pensioner professional "
    "renter self-employed senior student tenant teen teenager therapist tourist traveller traveler vet woman man "
    "accountant dentist hairdresser florist potter expat nomad lover fan owner seller buyer baker groomer "
    "vegan vegetarian developer architect"
)
_ANYBODY = words("person people user customer client individual audience market consumer member one")
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "ant", "eer")
_KINDS: tuple[tuple[AudienceKind, frozenset[str]], ...] = (
    ("business", _BUSINESS_HEADS),
    ("team", _TEAM_HEADS),
    ("household", _HOUSEHOLD_HEADS),
    ("person", _PERSON_HEADS),
)
_OWNER = re.compile(r"^(?P<business>.+?)[ -](?:owner|proprietor|operator)$", re.IGNORECASE)
_LEADING = re.compile(r"^(?:for|the|our|all|any|every|many|most|other|to|by|with)\s+", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\s(?:who|that|which|whose|such as|including|like|looking|wanting|with|on|at|in|from)\s|[,;:(–—|]"
)


def model_of(analysis: WebsiteAnalyzed) -> BusinessModel:
    """Who buys from whom. Under a word that is not known here, businesses and people both may."""
    model = analysis.business_model
    return "b2b2c" if isinstance(model, UnknownWord) else model


def audience_of(text: str, model: BusinessModel) -> Audience | None:
    """The audience named by ``text``, or None where it names none in so many words."""
    plain = _CLAUSE.split(squeeze(text).strip(" .!?"))[0].strip()
    while (shorter := _LEADING.sub("", plain)) != plain:
        plain = shorter
    plain = re.split(r"\s(?:and|or|&)\s|/", plain)[0]
    phrase = plain_noun_phrase(plain)
    if phrase is None:
        return None
    one = singular(phrase)
    owner = _OWNER.match(one)
    if owner and _business(owner["business"]):
        return Audience(owner["business"], "business")
    kind = _kind(one, model, counted=is_plural(split_head(phrase)[1]))
    return Audience(one, kind) if kind else None


def _business(phrase: str) -> bool:
    return split_head(phrase)[1].lower() in _BUSINESS_HEADS


def _kind(one: str, model: BusinessModel, *, counted: bool) -> AudienceKind | None:
    head = split_head(one)[1].lower()
    if head in _ANYBODY:
        return None
    known = next((kind for kind, heads in _KINDS if head in heads), None)
    if known is not None:
        return known
    if head.endswith(_PERSON_ENDINGS) and len(head) > 4 and not is_mass(head):
        return "person"
    if not counted or is_mass(head):
        return None  # "healthcare", "e-commerce": a field, not somebody
    return "person" if model == "b2c" else "business"


def brand_words(analysis: WebsiteAnalyzed) -> re.Pattern[str]:
    """Matches any name, alias or domain of the customer's brand and of its rivals, at word boundaries."""
    names: set[str] = set()
    for brand in (analysis.brand, *analysis.competitors):
        names.update(name for name in (brand.name, *brand.aliases, *brand.domains) if name.strip())
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)" if names else r"(?!)", re.IGNORECASE)


def features_of(analysis: WebsiteAnalyzed, product: Product) -> tuple[str, ...]:
    """Offerings a customer could ask for in plain words: nothing that is only ever written as a name."""
    brands = brand_words(analysis)
    texts = " ".join(
        [analysis.summary, *(f"{each.text} {each.evidence or ''}" for each in _sourced(analysis)), *analysis.keywords]
    )
    found: dict[str, None] = {}
    for offering in analysis.offerings:
        phrase = plain_noun_phrase(offering.text)
        if phrase is None or brands.search(phrase) or " " not in phrase:
            continue
        counted = phrase.split(" ")[0] in COUNTED
        same = product.many.startswith(plural(phrase)) or {phrase, singular(phrase), plural(phrase)} & {
            product.one,
            product.many,
            product.want,
            analysis.category,
        }
        if not (same or counted or plural(phrase) in map(plural, found)) and re.search(
            rf"(?<!\w){re.escape(phrase)}(?!\w)", texts
        ):
            found[phrase] = None
    return tuple(found)


def _sourced(analysis: WebsiteAnalyzed) -> tuple[SourcedText, ...]:
    return (*analysis.offerings, *analysis.value_propositions, *analysis.problems, *analysis.target_markets)
