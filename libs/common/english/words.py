"""Closed word classes of English, its common verbs, and the adjectives with which sellers praise.

None of these lists knows any company, product or site. Verbs stand in the base form.
"""


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


DETERMINERS = words("a an the this that these those our your their my his her its every each any some all both no")
PRONOUNS = words(
    """i me my mine myself we us our ours you your yours yourself he him she her it they them their theirs who whom
    whose what which someone somebody anyone anybody everyone everybody nobody nothing something anything one ones"""
)
PREPOSITIONS = words(
    """including regarding concerning excluding
    about above across after against along among around as at before behind below beside between beyond by down
    during except for from in inside into like near of off on onto out outside over per since through throughout
    to toward towards under until up upon via with within without"""
)
CONJUNCTIONS = words(
    "and or but nor so yet if when while because although though whether than unless once where how why"
)
AUXILIARIES = words(
    """am is are was were be been being do does did has have had will would can could shall should may might must
    isn't aren't wasn't weren't don't doesn't didn't won't can't couldn't shouldn't wouldn't cannot 're 've 'll"""
)
ADVERBS = words(
    """not also just only even still already always never ever often rarely sometimes usually really very too quite
    almost again here there now then today together away back instead rather perhaps maybe simply easily quickly
    directly finally currently proudly exactly actually enough more most less least much many few"""
)
FUNCTION_WORDS = DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS

VERBS = words(
    """accept add agree allow answer apply arrive ask avoid bake become begin believe belong book bring browse build
    buy call cancel carry change charge check choose climb collect come compare complain connect contact contain
    cook count cover create cut decide deliver design discover do download drink drive earn eat enjoy enter expect
    explore fall feel fill find fit fix follow forget gain get give go grow guess handle happen hate have hear
    help hire hold hope imagine import improve include increase join jump keep know land last learn leave let lie
    like live look lose love make manage mean meet miss move need offer open order own pay pick plan play prefer
    prepare print promise protect provide put rank reach read receive recommend remember remind remove rent repair
    reply request run save say schedule see seem sell send serve set share ship shop show sign sit solve sound
    speak specialise specialize spend stand start stay stop struggle suit support take talk teach tell thank think
    train transform travel try turn understand unlock use visit wait want waste watch wear win wish wonder work
    worry write"""
)

PUFFERY = words(
    """all-in-one amazing award-winning beautiful best best-in-class better cutting-edge easy easy-to-use effortless
    exceptional fast fastest free friendly game-changing great high-quality innovative leading modern new
    next-generation perfect powerful premium quality revolutionary robust scalable seamless simple smart
    state-of-the-art stunning superior trusted ultimate unique unrivalled world-class"""
)
"""What sellers say of anything: whoever looks for a thing leaves it out."""

NOUNS_IN_LY = words("ally anomaly assembly belly bully butterfly family fly italy jelly july monopoly reply supply")
"""Words in -ly that are no adverbs."""
