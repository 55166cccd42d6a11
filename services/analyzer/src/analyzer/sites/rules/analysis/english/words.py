"""Closed word classes and common words of English: the background against which a site's own words stand out.

None of these lists knows any company, product or test site. Nouns are in the singular, verbs in the base form.
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
FUNCTION_WORDS = DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS

PRAISE = words(
    """
    fantastic revolutionary specific selective effective accurate
    best better leading top premier premium award-winning affordable trusted reliable simple easy friendly modern
    powerful professional great good new latest free beautiful perfect ultimate world-class number-one innovative
    unique quality high-quality finest favourite favorite proud fast faster easy-to-use all-in-one complete honest
    smart smarter cheap exclusive official amazing proven licensed insured certified full-service expert
    unforgettable family-run family-owned independent local dedicated experienced passionate fully proper real
    true own first online specialized specialised several various different multiple regular related safe instant
    clear wide wider curated excellent full total"""
)
"""Adjectives with which sellers praise; a customer who asks for a category leaves them out."""

SITE_WORDS = words(
    """home homepage page site website menu search login log signup sign contact about faq blog news cookie cookies
    privacy policy terms conditions imprint account cart basket checkout subscribe click read more learn overview
    welcome skip content copyright rights reserved email phone address question answer loading share follow
    facebook instagram twitter linkedin youtube tiktok pinterest whatsapp january february march april may june
    july august september october november december monday tuesday wednesday thursday friday saturday sunday"""
)
"""Words of websites as such: they say nothing about the business."""

COMMON_WORDS = words(
    """able action age area bit book case chance choice city company country course customer day detail difference
    end example experience fact favour figure first form friend full future group half hand hour idea information
    interest issue job kind large last level life line list little long lot man matter minute moment month morning
    name need next night number old other part people person piece place plan point possible price problem
    question ready reason result right same second service short side sort step story sure team thing three time
    today together total two type use value way week well whole word work world year young customer client user
    product pricing plan feature photo picture article post story line button option made one-off kilo guide tip
    offer deal perspective range variety selection review timeline scope topic impact size specification warranty
    item quote benefit outcome parent authority program course degree requirement term condition related filtered
    final diverse several various"""
)
"""Nouns and adjectives that every site uses."""

KINDS = words(
    """app application software platform tool system program suite solution service agency firm company studio shop
    store boutique bakery café cafe restaurant bar pub hotel hostel clinic practice dentist hospital pharmacy
    salon barber spa gym school academy college university nursery course class lesson workshop training
    consultancy consultant lawyer solicitor attorney accountant adviser advisor broker insurer bank lender builder
    plumber electrician roofer painter cleaner mover landscaper garage dealer dealership manufacturer supplier
    wholesaler retailer distributor brewery winery roastery farm market marketplace community charity foundation
    museum gallery theatre magazine newspaper podcast publisher printer photographer designer developer host
    provider specialist expert plan insurance product equipment device kit machine toolkit template font game toy
    book boot shoe jacket bag tent bike furniture sofa bed mattress lamp coffee tea wine beer bread cake chocolate
    cosmetic jewellery"""
)
"""Nouns that say what kind of thing or organisation something is."""

PLACE_BOUND = words(
    """agency firm studio shop store boutique bakery café cafe restaurant bar pub hotel hostel clinic practice
    dentist hospital pharmacy salon barber spa gym school academy nursery lawyer solicitor attorney accountant
    builder plumber electrician roofer painter cleaner mover landscaper garage dealer dealership brewery winery
    roastery farm museum gallery theatre photographer class lesson"""
)
"""Kinds that customers look for near them."""

LY_NOUNS = words("family supply assembly reply jelly anomaly monopoly butterfly italy july fly ally bully belly")
"""Words in -ly that are no adverbs."""

UNCOUNTABLE = words(
    """software marketing insurance equipment furniture training advice help support hosting accounting bookkeeping
    management analytics design development research care jewellery jewelry clothing footwear bread coffee tea
    wine beer chocolate content data education electricity energy food hardware information internet knitwear law
    logistics luggage media milk music news photography plumbing printing property recruitment roofing security
    skincare storage therapy tourism transport travel wear work writing yoga"""
)
ACTIVITIES = words(
    """management analytics design development law research photography recruitment security therapy support
    architecture automation production maintenance care repair hire rental removal control automation protection"""
)
"""Activities: one recommends who or what does them."""

PEOPLE = words(
    """adult agency architect artist chef nanny athlete beginner business café cafe camper caterer charity child club
    coach college company contractor couple creator dad developer department designer editor enterprise expert
    family farm farmer fan firm founder freelancer friend gallery gardener grower group guest gym hairdresser
    hiker hospital hotel household individual kid landlord lawyer leader learner lover maker man manufacturer
    marketer manager member men merchant mum musician nurse office operator organisation organization owner parent
    patient people person photographer practice professional retailer restaurant runner salon school seller shop
    shopkeeper solicitor specialist startup start-up store student studio team tenant tourist tradespeople
    traveller traveler trader user venue walker women woman worker workshop writer entrepreneur employer employee
    executor executive bookshop bakery brand clinic dentist teacher tutor nonprofit landscaper cyclist commuter
    homeowner homebuyer newcomer climber pensioner expat investor buyer agent accountant consultant client"""
)
"""Nouns for people and organisations: those whom something can be for."""
