"""Ordinary English: words that are no brand by themselves, however they are capitalised.

Written from general knowledge of the language, not from any data set. Inflected forms are derived in ``lexicon``.
"""

from analyzer.extraction.lexicon.words import words

FUNCTION_WORDS = words(
    """
    a an the this that these those some any each every either neither both all most many much more less few several
    such other another same own i me my mine myself you your yours yourself he him his she her hers it its itself we
    us our ours they them their theirs who whom whose which what when where why how while if unless until till because
    since although though whereas whether as than then so and or but nor yet for of to in on at by with without within
    from into onto upon about above across after against along among around before behind below beneath beside besides
    between beyond despite down during except inside like near off opposite out outside over past per plus regarding
    through throughout toward towards under underneath up via versus vs etc not no yes ok okay hello hi hey please
    thanks thank sorry sure well be am is are was were been being do does did done doing have has had having can could
    will would shall should may might must ought need let lets here there now just also too very quite rather really
    only even still already always never ever often sometimes usually perhaps maybe again further once twice however
    therefore thus hence moreover furthermore additionally meanwhile otherwise instead nonetheless nevertheless
    consequently accordingly similarly likewise alternatively conversely specifically particularly especially
    generally typically ultimately overall finally firstly secondly thirdly lastly eventually initially originally
    recently currently today tomorrow yesterday soon later earlier ago almost nearly enough else everyone everything
    everybody someone something somebody anyone anything anybody nothing nobody none one two three four five six seven
    eight nine ten eleven twelve hundred thousand million billion first second third fourth fifth last next previous
    i'm i'd i'll i've it's don't doesn't isn't aren't wasn't can't couldn't won't wouldn't you're you'll they're we're
    we'll that's there's here's what's let's ill im ive dont doesnt isnt cant wont youre theyre thats theres whats
    note tip ps faq eg ie aka e.g i.e anyway actually basically simply essentially certainly definitely absolutely
    probably possibly likely unlikely fortunately unfortunately hopefully importantly interestingly notably depending
    according regardless including excluding considering following given based due thanks whatever whichever whoever
    whenever wherever
    """
)

TIME_AND_PLACE = words(
    """
    san francisco angeles diego antonio vegas orleans tallinn delphi milwaukee kentucky vermont
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall
    winter christmas easter halloween thanksgiving weekend america american americans usa us uk eu europe european
    britain british england english ireland irish scotland scottish wales welsh germany german germans france french
    spain spanish portugal portuguese italy italian netherlands dutch belgium belgian switzerland swiss austria
    austrian poland polish sweden swedish norway norwegian denmark danish finland finnish greece greek turkey turkish
    russia russian ukraine ukrainian israel israeli egypt egyptian africa african asia asian china chinese japan
    japanese korea korean india indian pakistan indonesia malaysia singapore thailand thai vietnam vietnamese
    philippines filipino australia australian zealand canada canadian mexico mexican brazil brazilian argentina chile
    colombia peru latin nordic scandinavia scandinavian mediterranean atlantic pacific arctic london paris berlin
    madrid barcelona rome milan munich hamburg vienna zurich geneva brussels dublin lisbon stockholm oslo copenhagen
    helsinki warsaw prague budapest athens istanbul moscow tokyo osaka kyoto beijing shanghai seoul delhi mumbai
    bangalore sydney melbourne toronto vancouver montreal york california texas florida chicago boston seattle angeles
    francisco vegas washington dallas houston austin atlanta miami philadelphia denver portland phoenix detroit jersey
    carolina virginia georgia ohio michigan illinois colorado arizona oregon nevada utah hawaii alaska massachusetts
    pennsylvania minnesota wisconsin tennessee kentucky louisiana alabama dubai emirates saudi arabia qatar
    arkansas connecticut delaware idaho indiana iowa kansas maine maryland mississippi missouri montana nebraska
    oklahoma wyoming dakota hampshire baltimore cleveland cincinnati pittsburgh nashville memphis orlando tampa
    sacramento oakland omaha tulsa boise albuquerque tucson honolulu anchorage edinburgh glasgow manchester birmingham
    liverpool bristol leeds sheffield belfast cardiff frankfurt cologne stuttgart dusseldorf leipzig dresden lyon
    marseille toulouse bordeaux lille amsterdam rotterdam antwerp valencia seville bilbao naples turin venice bologna
    krakow gdansk vilnius bucharest belgrade zagreb ljubljana bratislava kyiv cairo casablanca nairobi lagos
    johannesburg karachi lahore kolkata chennai hyderabad pune hanoi manila jakarta taipei shenzhen guangzhou perth
    brisbane adelaide auckland calgary ottawa quebec bogota caracas havana iceland icelandic hungary hungarian czech
    slovakia slovenia croatia croatian serbia serbian romania romanian bulgaria bulgarian estonia estonian latvia
    latvian lithuania lithuanian cyprus malta luxembourg belarus kazakhstan iran iraq syria lebanon kuwait oman yemen
    afghanistan bangladesh nepal myanmar cambodia laos mongolia taiwan taiwanese morocco moroccan algeria tunisia
    libya sudan ethiopia ethiopian kenya kenyan tanzania uganda nigeria nigerian ghana senegal cameroon angola
    zimbabwe zambia botswana namibia mozambique madagascar ecuador bolivia paraguay uruguay venezuela cuba cuban
    jamaica haiti panama nicaragua honduras guatemala
    """
)

# Given names that are rarely a product: a person is no brand.
SMALL_WORDS = words(
    """
    acorn acorns affirm ajax allure almanac ancestry ancient anthem apex arcade aspire audacity audible azure beetle
    bevy biome blackboard bolt bonfire bonobos bounty brawny brisk brooks bubbly buckle bumble cachet carbonite
    casper cayenne champion cheer chevron chewy chime clarity clover coke compass converse corona cosmopolitan craft
    craftsman cricket crisp crocs dash dawn degree dovetail downy drift drizzle ember envoy epic evergreen express
    fallout feast fedora fiat fiesta figment firebird flair fluent focus freshly frontier galaxy gemini genesis
    geode gimp goldfish golf grove guardian guru gusto haven hefty hinge hoover hummer icon ignite impala imperfect
    indigo infamous insight jaguar javelin jawbone jockey jubilee juke kayak kindle ladder lattice launchpad lays
    leapfrog lemonade liberty lively loft lotus lucid lumen lush lyra magnum marvel mastodon matchbox meerkat
    mercurial mercury meta mettle midway mint mongoose mosaic motley mustang nectar nexus nimble ninja nomad nova
    oasis oblivion octane olive onward opera origin osprey outback outlook overwatch pandora panther parachute
    parade patriot peacock periscope perplexity phenom pilot pinnacle pioneer pitchfork plaid playbook plume polo
    poppy popsicle prime protractor puma puppeteer quill quip quiver rally raven resolve rhapsody ripple rippling
    rivet robin rockstar roost root rover ruffles saga salon sapphire scholastic scion secret sentinel serenity
    showtime sierra silk skillet skittles slender sling smile snap snickers solidity sonic sparrow spindle spinnaker
    springer sprint sprite sprouts squash starburst stash steam stratus suave summit superb supra surge svelte
    swagger swell swift tempo thermos thrive tidal tide tinder titan toast trident triumph tropic truly tumbler
    tundra uber uncharted upstart vagrant vanguard vans vantage velvet venture vibrant viking virgin vista vital
    vogue volt wander wayfarer whisper willow wrangler xerox yeti zenith zest zilch
    """
)
"""Words that are brands as well and have no inflection in the dictionary: small letters make them words again."""

GIVEN_NAMES = words(
    """
    abraham robin leonardo pablo marie henri pierre jean hans klaus fritz jorge carlos luis miguel pedro javier
    alejandro giovanni marco luca paolo ivan boris dmitri olga natasha igor yuki hiroshi kenji ahmed mohammed omar
    ali fatima priya raj arjun wei ming chen isaac albert nikola ada alan grace florence winston theodore franklin
    ulysses dwight calvin ralph giorgio coco yves christian vera tommy stella vivienne karl elon jeff steve bill
    warren james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
    mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob
    gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander patrick
    raymond jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter harold jeremy
    ethan carl keith roger gerald sean arthur austin noah lawrence jesse joe bryan billy jordan dylan bruce willie
    gabriel juan logan wayne roy eugene randy vincent russell louis philip bobby johnny bradley mary patricia
    jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly
    emily donna michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura cynthia amy kathleen
    angela shirley brenda emma anna pamela nicole samantha katherine christine helen debra rachel carolyn janet
    maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn
    judith andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia
    frances alice judy isabella julia amber denise danielle marilyn beverly charlotte natalie theresa diana brittany
    kayla alexis lori tom bob jim mike dave chris matt dan ben sam alex max nick tim greg tony jane kate anne sue
    lucy claire taylor
    """
)

CONCEPT_ACRONYMS = words(
    """
    ai ml nlp llm llms api apis sdk sdks ui ux seo sem ppc cpc cpm cpa ctr roi roas kpi kpis okr crm crms cms cmss erp
    erps hr hris ats pos saas paas iaas b2b b2c c2c d2c dtc smb smbs sme smes gdpr ccpa hipaa soc pci dss iso sla slas
    faq faqs pdf csv xml html css json sql nosql http https url urls dns ssl tls vpn vpns ip tcp udp ftp ssh sso mfa
    2fa otp sms mms rss smtp imap pop wysiwyg usp usps cta ctas rfp nda tco vat gst ein llc inc ltd ceo cto cfo coo
    cmo cio pr it qa rd iot ar vr xr ev evs suv gps usb hdmi led lcd oled cpu gpu ram ssd hdd nas mac pc pcs tv tvs
    diy asap eta fyi pto pta eod aka rsvp usa uk eu un dvd cd mp3 mp4 jpg jpeg png gif svg kb mb gb tb ghz mhz kwh mph
    rpm db ipo pov mvp poc gtm abm mql sql etl elt bi olap crud rest soap grpc graphql oauth saml ldap dkim spf dmarc
    wcag ada fda cdc who epa osha irs sec fbi nasa nato un eea gaap ifrs cogs ebitda apr apy ira hsa fsa hmo ppo etf
    etfs nft nfts dao defi p2p o2o lms lxp mrp plm scm wms tms cdp dmp dsp ssp cdn waf ide ci cd swot pest pdca lean
    agile scrum kanban devops devsecops mlops nps csat ces ltv cac arpu mrr arr gmv aov
    """
)
