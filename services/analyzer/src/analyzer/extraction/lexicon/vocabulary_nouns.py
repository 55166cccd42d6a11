"""Ordinary English nouns and verbs of business, software, shopping and daily life; see ``vocabulary``."""

from analyzer.extraction.lexicon.words import words

NOUNS_AND_VERBS = words(
    """
    ability absence academy accent acceptance access accessory accident account accountant accounting accuracy achieve
    act action activity ad adapt add addition address adjust administration administrator adopt advance advantage
    adventure advertise advertisement advertising advice advise advisor affect affiliate afford agency agenda agent
    agree agreement agriculture aid aim air airline airport alarm album alert align allow alternative amount analysis
    analyst analytics analyze anchor animal animation announce answer anxiety apartment app appeal appear appearance
    apple appliance application apply appointment approach approval approve aquarium arc architect architecture
    archive area argue argument arm army arrange arrow art article artist ask aspect aspire asset assign assist
    assistance assistant association assume asset atlas attach attack attempt attend attention attitude attorney
    attract attribute auction audience audio audit author authority automate automation availability avenue average
    avoid award awareness baby back backend backup bag bake balance ball band bank banking bar base baseline basic
    basket bath bathroom battery beach bean bear beat beauty become bed bedroom beer begin beginner behave behavior
    being belief believe bell belong belt bench benchmark benefit bet bike bill billing bind bird birth bit blade
    block blog blogger blogging blood board boat body bolt bond bonus book booking bookkeeping boost boot border
    bottle bottom bounce bowl box brain brake branch brand branding bread break breakfast breath breeze brick bridge
    brief bring broadcast broker browse browser brush bubble bucket budget buffer bug build builder building bundle
    burn bus business button buy buyer cabinet cable cafe cake calculate calculation calculator calendar call camera
    camp campaign campus cancel cancellation candidate candle canvas cap capability capacity capital capsule car
    carbon card care career cargo carpet carrier carry cart cartoon case cash cast castle cat catalog catch category
    cause cell center centre certificate certification chain chair challenge champion chance change channel chapter
    character charge charity chart chat chatbot cheat check checklist checkout cheese chef chest chicken child
    children chip chocolate choice choose church cinema circle circuit citizen city claim class classroom clean
    cleaner cleanse click client climate clinic clock clone close closet cloth clothes clothing cloud club coach
    coaching coast coat code coder coffee coin collaborate collaboration collect collection college color colour
    column combination combine come comfort comment commerce commission commit commitment committee communicate
    communication community commute company compare comparison compete competition competitor complain complaint
    complete compliance component compose compost compromise compute computer computing concept concern concert
    conclusion condition conduct conference confidence configure configuration confirm conflict confuse connect
    connection connector consent consider consideration consist consult consultant consultation consulting consumer
    contact contain container content contest context continue contract contractor contrast contribute contribution
    control conversation conversion convert cook cookbook cookie cooking cooler copy copywriting cord core corner
    corporation correct cost cotton council counsel count counter country couple coupon courage course court cover
    coverage cow craft crash cream create creation creative creator credit crew crime crisis criteria crop cross crowd
    crystal culture cup curate currency curriculum curve custom customer customization customize cut cycle damage
    dance danger dashboard data database date daughter day deadline deal dealer death debate debt decide decision deck
    decline decorate decoration dedicate deep default defense define degree delay delegate delete deliver
    deliverability delivery demand demo democracy demonstrate dentist department depend deploy deployment deposit
    depth describe description desert deserve design designer desire desk desktop destination detail detect determine
    develop developer development device diagram dialog diamond diary diet difference differ difficulty dig dinner
    direct direction director directory disadvantage discount discover discovery discuss discussion disease dish disk
    display distance distribute distribution diversity divide dock doctor document documentation dog dollar domain
    donate donation door dot download draft drag drain drama draw drawback drawer dream dress drift drill drink drive
    driver drop drug dry duration dust duty earn earth ease east eat ebook echo economy edge edit edition editor
    education educator effect efficiency effort egg elect election electricity element elevate email embed emerge
    emergency emission emotion emphasis employ employee employer employment empower enable encounter encourage
    encryption end endpoint energy engage engagement engine engineer engineering enhance enjoy enroll ensure enter
    enterprise entertainment entity entrance entrepreneur entry envelope environment envoy equipment error escape
    essay essence essential establish estate estimate evaluate evaluation event evidence evolution evolve examine
    example exam excel exception exchange excitement exercise exhibit exist exit expand expansion expect expectation
    expense experience experiment expert expertise explain explanation explore explorer export expose express extend
    extension extent extra eye fabric face facility fact factor factory fail failure fair faith family fan farm farmer
    fashion fat father fault favor favorite fear feature federation fee feed feedback feel feeling fence field fight
    figure file fill film filter finance financing find fire firm fish fit fitness fix flag flash flavor flexibility
    flight float floor flow flower fly focus fold folder folk follow follower food foot football force forecast forest
    forge forget form format formula forum forward foundation founder frame framework franchise freedom freelance
    freelancer freight frequency fresh friend friendship front frontend fruit frustration fuel fulfillment fun
    function functionality fund funding fundraising funnel furniture future gain gallery game gaming gap garage garden
    garlic gas gate gateway gather gear gender general generate generation generator genre get ghost gift girl give
    glance glass globe glove glue go goal god gold golf goods govern governance government grab grade graduate grain
    grammar graph graphic graphics grass gravity green greeting grid grill grip grocery ground group grow growth
    guarantee guard guess guest guidance guide guideline guitar gun guru gym habit hack hair half hall hand handle
    handling hang happen harbor hardware harm harmony harvest hat head headache header heading headline headphone
    headset health healthcare hear heart heat heaven height help hero hide high highlight hike hint hire history hit
    hobby hold holiday home hook hope horizon horse hospital host hosting hotel hour house household hub human humor
    hunt hunter hurt husband hybrid ice icon idea identify identity image imagination imagine impact implement
    implementation import importance impress impression improve improvement inbox incentive incident include income
    increase index indicate indicator individual industry inflation influence influencer inform information
    infrastructure ingredient initiative injury ink innovate innovation input inquiry insight insights inspect
    inspiration inspire install installation instance institute institution instruct instruction instructor instrument
    insurance integrate integration integrity intelligence intend intent interact interaction interest interface
    internet interpret intercom interview introduce introduction inventory invest investigate investment investor
    invite invoice invoicing involve iron island issue item jar jewelry job join joint joke journal journalist journey
    joy judge juice jump jungle justice keep key keyboard keyword kick kid kill kind king kitchen kit kite knife
    knowledge lab label labor lack ladder lady lake lamp land landing landscape language laptop laser latency laugh
    launch laundry law lawn lawyer layer layout lead leader leadership leaf league lean learn learner learning lease
    leather leave lecture legacy lemon lend length lens lesson let letter level leverage liability library license lie
    life lifecycle lifestyle lift light limit limitation line linear link lion liquid list listen listing literature
    live load loan lobby local location lock log logic login logistics logo loom loop lot love loyalty luck lunch
    luxury machine magazine magic mail mailbox mailer mailing maintain maintenance make maker man manage management
    manager manner manufacture manufacturer map margin mark marker market marketer marketing marketplace marriage mass
    master match material math matter meal mean meaning means measure measurement meat mechanic mechanism media
    medicine medium meet meeting member membership memory mention menu merchandise merchant merge mesh message
    messaging messenger metal meter method methodology metric metrics micro microphone middle migrate migration
    milestone milk mind mindset mine mint minute mirror miss mission mistake mix mobile mode model moderate modify
    module moment money monitor monitoring month mood moon morning mortgage mother motion motivation motor motorcycle
    mount mountain mouse mouth move movement movie museum music muscle name nation nature navigate navigation neck
    needle negotiate neighbor neighborhood nest net network networking news newsletter newspaper niche night noise
    nomad north nose note notebook notice notification notify notion novel number nurse nutrition oak object objective
    obligation observe observation obstacle obtain occasion occur ocean offer office officer oil onboarding onion open
    opening opera operate operation operator opinion opportunity optimization optimize option orange orbit order
    organic organism organization organize organizer origin outcome outdoor outlet outline outlook output outreach
    outsource oven overhead overview own owner ownership pace pack package packaging page pain paint painting pair
    palette palm pan panel panic paper paragraph parameter parent park parking part participant participate partner
    partnership party pass passion passport password past path patience patient pattern pause pay payment payroll
    peace peak pen pencil pension people pepper percent percentage perform performance period permission permit person
    persona personality personalization personalize personnel perspective pet phase phone photo photograph
    photographer photography phrase physician piano pick picture piece pile pilot pin pipeline pitch pixel pizza place
    plan planet planner plant plastic plate platform play player playground pleasure plenty plugin pocket podcast poem
    poet point policy politics poll pollution pool pop population port portal portfolio position possess possibility
    possible post poster pot potential potato powder power practice practitioner praise predict prediction prefer
    preference preparation prepare presence present presentation preset press pressure prevent preview price pricing
    pride principle print printer printing priority privacy private prize problem procedure process processor
    procurement produce producer product production productivity professional profile profit program programmer
    programming progress project promise promote promotion prompt proof property proposal propose prospect protect
    protection protein protocol prototype prove provide provider provision public publication publicity publish
    publisher publishing pull pulse pump purchase purpose pursue push puzzle qualify quality quantity quarter query
    quest question questionnaire queue quiz quota quote race rack radio rail rain raise range rank ranking rate rating
    ratio reach react reaction read reader reading reality realize reason rebel recall receipt receive recipe
    recipient recognition recognize recommend recommendation record recording recover recovery recruit recruiter
    recruiting recruitment recycling reduce reduction refer reference referral refine reflect reform refresh refund
    refuse region register registration regret regulate regulation reject relate relation relationship relax release
    relevance reliability relief religion rely remain remember remind reminder remote removal remove renewal rent
    rental repair repeat replace replacement reply report reporting reporter represent representation representative
    reputation request require requirement rescue research researcher reservation reserve reset residence resident
    resilience resolution resolve resort resource respect respond response responsibility rest restaurant restore
    restrict restriction result resume retail retailer retain retention retirement return revenue review reviewer
    revise revolution reward rhythm ride ring rise risk river road roadmap robot rock role roll roof room root rope
    rose rotate round route router routine row rule run runner safari safety salad salary sale sales salesperson salon
    salt sample sand satellite satisfaction sauce save saving savings scalability scale scan scanner scenario scene
    schedule scheduler scheduling schema scheme scholar scholarship school science scientist scope score scratch
    screen screenshot script sculpture sea search season seat secret secretary section sector security seed seek
    segment segmentation select selection self sell seller seminar send sender sense sensor sentence sentiment
    separate sequence series serve server service session set setting settings settle setup sex shade shadow shake
    shape share shed sheet shelf shell shelter shield shift shine ship shipment shipping shirt shock shoe shoot shop
    shopper shopping shore shot shoulder show shower shut side sight sign signal signature significance silence silver
    simplicity simplify sing singer site situation size skill skin sky slack sleep slice slide slot smell smile smoke
    snack snow soap society sock sofa software soil soldier solution solve song sort soul sound soup source south
    space spam spark speak speaker specialist specification spectrum speech speed spell spend spice spider spin spirit
    split spoke sponsor spoon sport spot spray spread spreadsheet sprint square stability stack staff stage stake
    stand standard star start starter startup state statement station statistic statistics status stay step stick
    stitch stock stomach stone stop storage store storefront storm story strategy stream streaming street strength
    stress stretch strike string strip stripe structure struggle student studio study stuff style subject submit
    subscribe subscriber subscription substance success suffer sugar suggest suggestion suit suite sum summary summit
    sun supplier supply support surface surge surgery surprise surround survey survival survive sustain sustainability
    sweet swim swing switch symbol symptom sync syndicate syntax system table tablet tactic tag tailor take talent
    talk tank tap tape target task taste tax taxi tea teach teacher teaching team teamwork tech technician technique
    technology telephone television tell temperature template tenant tend tennis tent term terms terrain territory
    test tester testimonial testing text texture theater theme theory therapist therapy thing think thought thread
    threat thrive throw ticket tide tie tier tiger tile timber time timeline timer timing tire title toaster today toe
    toggle tolerance tone tongue tool toolbox toolkit tooth top topic total touch tour tourism tourist towel tower
    town toy trace track tracker tracking tractor trade tradition traffic trail trailer train trainer training
    transaction transcript transfer transform transformation transit transition translate translation transparency
    transport transportation travel traveler treasure treat treatment tree trend trial tribe trick trigger trip
    trouble truck trust truth try tube tune tutor tutorial twin twist type typography umbrella understand
    understanding union unit unity universe university update upgrade upload upsell usability usage use user utility
    vacation vacuum validate validation valley value van variable variation variety vault vector vegetable vehicle
    vendor venture venue verification verify version vessel victory video view viewer village virtue visibility vision
    visit visitor visual visualization visualize vitamin voice volume volunteer vote voyage wage wait walk wall wallet
    wander want war wardrobe warehouse warning warranty wash waste watch water wave way weakness wealth weapon wear
    weather web webhook webinar website wedding week weekend weight welcome welfare well wellness west wheel whistle
    widget wife wiki willing win wind window wine wing winner wire wish witness woman women wonder wood wool word work
    worker workflow workforce workout workplace workshop workspace world worry worth wrap write writer writing yard
    year yield yoga youth zone zoom fund founder freelancer signup checkout onsite offsite inhouse startup sap gap
    visa dove tide bold orange polo puma jaguar amazon oracle delta subway shell sprint virgin caterpillar
    almond angle apricot avocado bacon banana barley basil berry blueberry broccoli butter cabbage carrot cashew cedar
    celery ceramic cereal cherry cinnamon clinical coconut collar cucumber cushion denim diesel dose drum elastic fiber
    fleece foam garment ginger gloss granite grape gravel grease hinge honey hose hydraulic juice kale kettle lace lemon
    lettuce lever lime linen liver mango maple marble mattress merino mushroom nickel nylon oat olive optical panther
    parsley peach peanut pear pearl pedal pineapple pistol pivot plum polish polyester porch pork pulley pumpkin quilt
    raspberry ribbon rice ruby rug salmon satin scarf screw seal sesame shampoo shrimp silk skirt sleeve sneaker spinach
    spruce squash stainless steel strap straw strawberry suede sweater syrup telescope thermostat tile tin toe tomato
    torque towel trouser tuna tungsten turkey valve vanilla velvet vest vinegar vinyl walnut watt wax wheat whey wrench
    yeast zipper zinc acid actuator adapter aluminum amplifier antenna axle barrel bearing blanket blender blouse boot
    bra brass bronze carburetor ceiling chrome cleat closet cord couch deck dryer exhaust faucet fender gallon gasket
    helmet inch jacket laminate latch lens liter microwave mower nozzle ounce pant pillow piston polymer pound propane
    pump rust sandal saw shorts shutter sink socket spray stroller sunglasses telephoto tread tripod underwear washer
    gamification personas persona backlink hashtag emoji meme webinar infographic ebook whitepaper chatbot onboarding
    upsell cross conclusion introduction summary disclaimer pros cons regards dear bonus step tip takeaway verdict
    ultimate pitfall checklist faq glossary appendix overview caption slogan tagline moodboard mockup wireframe sitemap
    permalink opt unsubscribe autoresponder drip popup carousel thumbnail favicon banner footer header sidebar dropdown
    toggle slider checkbox tooltip modal landing lookalike retargeting remarketing attribution cohort churn deliverables
    freebie giveaway raffle coupon voucher clearance outlet bundle pallet parcel courier customs tariff dropship
    dropshipping fulfillment wholesale wholesaler reseller merchandiser planogram pos barcode sku
    corn soy casein caseinate collagen mineral calcium potassium magnesium biotin probiotic enzyme caffeine ginseng
    turmeric hazelnut pistachio sunflower mustard ketchup mayonnaise yogurt yoghurt beef copper aluminium titanium
    alloy porcelain rubber silicone gel curtain blind bookcase chandelier vase hammer screwdriver blower trimmer plow
    shovel rake pill serum lotion toothpaste deodorant perfume mascara lipstick eyeliner slipper heel loafer hoodie
    cardigan legging panty pajama swimsuit bikini necklace bracelet earring cottage granny allergy saddle dining flake
    matte
    """
)
