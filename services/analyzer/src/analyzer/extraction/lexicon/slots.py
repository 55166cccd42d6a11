"""Words beside which a name stands, or does not: what speaks for a name in a sentence."""

import re

from analyzer.extraction.lexicon.words import words

_ATTRIBUTE = re.compile(
    r"\b(?:colou?rs?|sizes?|materials?|flavou?rs?|patterns?|finish|gender|age group|scent) ?: ?$",
    re.IGNORECASE,
)
_LONGEST_ATTRIBUTE = 24
VERBS = words(
    """
    offers provides lets allows includes integrates supports helps charges costs combines specializes excels focuses
    takes accepts pays raised cut added owns hosts imports exports syncs connects sends shows needs asks says keeps runs
    bought replaced enables ships sells delivers handles features has gives does works competes wins beats lacks
    launched announced acquired schedules removes encrypts serves publishes protects organizes automates manages
    simplifies operates insures lends generates creates produces manufactures develops analyzes aggregates recommends
    recruits transcribes translates merged partnered filed expanded joined agreed went started began closed shut
    invested rebranded blocks reminds tracks rents carries stocks hides saves wants thinks knows believes tries refuses
    promises claims hopes prefers hires employs insists tells argues decides agrees invests buys earns owes admits
    denies pledges donates verifies refunds writes lists markets sponsors files issues upsells outsells undercuts
    overcharges streams dominates trails relies lets tops ranks scores gets
    """
)
COPULAS = words(
    """
    is was looks seems feels remains isn also stands comes makes would could can might will may
    """
)
OF_ONE = words("is was comes has stands looks seems feels remains isn")
"""Verbs that many don't take: what looks like a plural before them is the name of one thing."""
FIRM = words("is can could might would will looks seems feels")
DAY_PARTS = words("morning afternoon evening night")
DAYS_DO = words("works brings starts ends begins marks sees means gives gets runs needs saves opens closes feels goes")
"""What is said of a day of the week as well ("Monday works best for most")."""
TAKERS = words(
    """
    use using used uses try choose choosing recommend recommends like via with than vs versus consider called named
    unlike prefer against into suggest pick
    """
)
WEAK_TAKERS = words(
    """
    to from by at through for of or on in
    """
)
DETERMINERS = words(
    """
    a an the your this that my our each every per any some their no its another one
    next last
    """
)
CALENDAR = words(
    """
    on by next last every each this until since before after from in of late early
    mid through between
    """
)
PRODUCT_NOUNS = words(
    """
    app apps platform software account accounts api integration integrations workspace workspaces crm boards inc
    pricing plan plans users user customers team drive pay store stores cloud docs reviews support website
    subscription pro plus premium com laptop laptops phone phones tablet tablets watch watches car cars shoes jeans
    card cards station stations call calls meeting meetings webinar webinars link soap
    shampoo detergent toothpaste sneakers one ones camera cameras doorbell doorbells thermostat thermostats speaker
    speakers headphones earbuds mattress mattresses pod pods battery batteries vacuum vacuums printer printers router
    routers bike bikes drill drills blender blenders dot stick buds hub flights fares scooters rides branches
    cardholders memberships drivers sandwiches
    """
)
PLACES = words(
    "basin rainforest river forest valley mountain mountains lake sea island islands beach county street avenue desert"
)
"""What is named after places and people, hardly ever after a brand ("the Amazon basin")."""
OBJECTS = words("the a an your my our their its this these those")
"""Before a noun, and so behind a verb: no name stands right before them ("Chase your invoices")."""
INTERJECTED = words(
    """
    indeed well now still later finally next first second third last otherwise instead again here there then likewise
    ideally clearly basically generally naturally simply notably really actually surely today
    """
)
"""Words that open a sentence and are set apart from it by a comma."""
ADVERBIAL = words("out up down ahead behind")
PAST = words("made built bought sold won lost cut took gave got kept led found ran set put became began")
MADE = words("founded built acquired bought launched started created made designed developed sold")
PASSING = words("also still often now never always just even only then usually sometimes already itself")
PRONOUNS = words(
    "nothing everything anything something one none all any both many most few each either neither other others"
)
TIERS = words("free basic starter standard business enterprise team teams professional ultimate lite max one")
LETTERED = words(
    """
    plan option group grade type class section appendix vitamin generation series step part figure table model x-ray
    drive point column row page side factor hepatitis size line team schedule exhibit variable axis
    """
)


def is_value(text: str, opens: int, start: int) -> bool:
    """Whether what begins at ``start`` is the value of a product's property ("Color: Purple"), not somebody's name.

    ``opens``: where the block of the text begins; the property is named in the same block.
    """
    return bool(_ATTRIBUTE.search(text, max(opens, start - _LONGEST_ATTRIBUTE), start))
