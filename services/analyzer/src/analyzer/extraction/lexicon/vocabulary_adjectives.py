"""Ordinary English adjectives, their adverbs being derived, and adverbs that are no derivation; see ``vocabulary``."""

from analyzer.extraction.lexicon.words import words

ADJECTIVES = words(
    """
    able absolute abstract academic acceptable accessible accurate active actual additional adequate adjustable
    administrative advanced affordable aggressive agile alive alone alternative amazing ambitious ancient angry annual
    anonymous anxious apparent applicable appropriate artificial artistic asynchronous attractive authentic automated
    automatic available average aware awesome bad balanced basic beautiful beneficial best better big biggest bitter
    black blue bold brave brief bright brilliant broad broken brown budget bulk busy calm capable careful casual
    central certain cheap cheaper cheapest chief chronic clean clear clever close cloud cognitive coherent cold
    collaborative collective colorful comfortable commercial common communal compact comparable compatible competent
    competitive complete complex complicated comprehensive concise concrete confident conscious consistent constant
    contemporary content contextual continuous conventional convenient cool corporate correct costly crazy creative
    critical crucial cultural curious current custom customizable daily dangerous dark dead dear decent dedicated deep
    default delicate delicious demographic dependable desired detailed different difficult digital direct distinct
    diverse domestic double dramatic drastic dry durable dynamic eager early easier easiest easy economic economical
    educational effective efficient effortless elaborate elastic elderly electric electrical electronic elegant
    eligible emotional empty encrypted endless engaging enormous entire environmental equal equivalent essential
    established ethical even everyday exact excellent exceptional excessive exclusive expensive experienced expert
    explicit extensive external extra extraordinary extreme fabulous fair false familiar famous fancy fantastic fast
    faster fastest favorite feasible federal female few fierce final financial fine firm fiscal fit fixed flat
    flexible fluent foreign formal former fortunate free frequent fresh friendly frustrating full fun functional
    fundamental funny future general generic generous gentle genuine giant gifted global golden good gorgeous grand
    granular graphic grateful gray great greater greatest green gross guided handy happy hard harmful harsh healthy
    heavy helpful hidden high higher highest historic holistic honest horizontal hot huge human humble hybrid ideal
    identical illegal imaginative immediate immense immersive imperfect important impossible impressive inclusive
    incredible independent indirect individual inexpensive infinite informal informative initial inner innovative
    insightful instant instrumental integrated intellectual intelligent intense interactive interested interesting
    internal international intuitive invaluable invisible joint junior just keen key kind large larger largest late
    latest lazy leading lean legal legitimate light lightweight likely limited linear liquid little live lively local
    logical lone long longer loose loud lovely low lower loyal lucky luxurious mad magical magnetic main major male
    mandatory manual massive mature maximum meaningful measurable mechanical medical medium mental mere mighty mild
    military minimal minimalist minimum minor mobile moderate modern modest modular monthly moral multichannel
    multilingual multiple musical mutual mysterious narrow national native natural neat necessary negative nervous net
    neutral new newest nice nimble noble normal notable noticeable novel obvious occasional odd official old online
    open operational optimal optional oral orange ordinary organic organizational original outdated outgoing
    outstanding painful parallel partial particular passionate passive past patient peaceful perfect permanent
    persistent personal personalized philosophical physical pink pleasant plain pleased poor popular portable positive
    possible powerful practical precious precise predictable predictive preferred premium present pretty previous
    primary prime prior private proactive professional profitable profound programmatic prominent promising
    promotional proper proprietary proud proven psychological public pure purple qualified quality quarterly quick
    quicker quiet radical random rapid rare raw ready real realistic reasonable recent recurring red regional regular
    regulatory relative relevant reliable religious reluctant remarkable remote renewable renowned repetitive
    reputable residential resilient respective responsible responsive rich right rigid robust romantic rough round
    royal rural sad safe same satisfied scalable scenic scientific seamless seasonal second secondary secret secure
    selective senior sensible sensitive separate serious severe sexual shared sharp short shorter sick significant
    silent silver similar simple simpler simplest single skilled slight slow slower small smaller smallest smart
    smarter smooth social soft solid sophisticated sorry sound spare special specialized specific spectacular
    spiritual stable standalone standard static statistical steady steep sticky stiff straight straightforward strange
    strategic strict strong stronger strongest structural structured stunning stylish subject substantial subtle
    successful sudden sufficient suitable super superb superior supportive supreme sure surprising suspicious
    sustainable sweet swift symbolic synchronous systematic tall tangible tasteful technical technological temporary
    terrible thick thin thorough tight timely tiny tired top total tough toxic traditional transactional transparent
    tremendous trendy tricky tropical true trusted trustworthy typical ugly ultimate unable unbiased uncertain unclear
    uncommon unexpected unhappy unified uniform unique universal unknown unlimited unnecessary unparalleled unpleasant
    unprecedented unusual upcoming updated upper upset urban urgent usable useful useless usual vague valid valuable
    variable varied various vast verbal verified versatile vertical viable vibrant violent viral virtual visible vital
    vivid vocational voluntary vulnerable warm weak wealthy weekly weird wet white whole wide wild willing wise
    wonderful wooden worldwide worse worst worth worthwhile worthy wrong yearly yellow young younger zero
    aforementioned ecommerce multimedia omnichannel pro lite deluxe mini mega ultra eco smart plus
    beige grey navy maroon turquoise teal khaki ivory burgundy charcoal taupe magenta lavender crimson scarlet
    unflavored flavored unscented scented wireless cordless waterproof vegan gluten refurbished preowned handmade
    vintage rustic mahogany bamboo cashmere spandex viscose rayon
    """
)

ADVERBS = words(
    """
    aboard abroad ahead altogether anywhere apart apparently aside away backward backwards barely collectively daily
    downstairs elsewhere everywhere far forever forth forward fully gradually hardly highly hourly hugely immediately
    increasingly indeed inevitably instantly largely likewise mainly merely mostly namely nearby necessarily nowadays
    offline offshore onboard onwards overnight overseas partly possibly presumably previously primarily purely readily
    respectively roughly scarcely seemingly seldom simultaneously solely somehow somewhat somewhere straightaway
    strictly subsequently sufficiently supposedly thereby together truly unanimously underway upstairs upward
    virtually weekly wholly widely worldwide
    """
)
