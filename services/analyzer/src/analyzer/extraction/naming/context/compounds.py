"""Compounds of ordinary words that are brands elsewhere: in "shark fins" and "subway stations" no brand is named."""

_PAIRS = """
    shark: fin fins tank bite bites attack attacks week
    ninja: warrior warriors turtle turtles
    subway: station stations line lines train trains car cars map entrance stop stops ride
    monster: truck trucks movie movies hunter
    kayak: rack racks trip trips tour tours paddle paddles rental rentals
    frontier: town towns market markets model models days
    spirit: level levels week animal
    box: spring springs set sets office plot cutter cutters lunch lunches jump jumps
    square: table tables foot feet meter meters metre metres inch inches mile miles root roots toe neck pillow
    nest: box boxes egg eggs site sites
    ring: finger fingers binder binders size sizes tone tones toss road light lights
    tide: table tables pool pools chart charts
    dove: pair pairs grey gray tail
    hinge: screw screws joint joints pin pins
    shell: pasta script scripts company companies jacket jackets
    orange: peel juice tree trees county zest slice slices juice
    apple: tree trees pie pies cider juice orchard orchards picking sauce butter crisp slice slices variety varieties
    amazon: river rainforest basin jungle
    mint: leaf leaves tea condition green sauce flavor flavour julep
    lime: juice scale wedge wedges tree trees green stone zest
    zoom: lens lenses range level levels
    linear: actuator actuators algebra regression equation equations feet motion
    signal: strength processing path chain lights
    current: price events affairs rate rates situation status year owner owners version versions users
    visible: light mold mould damage signs spectrum
    factor: analysis
    drift: boat boats wood
    bolt: cutter cutters holes pattern
    bloom: filter filters
    wave: pool pools length height machine
    gap: year years insurance analysis
    target: audience audiences market markets group groups heart rate date dates price weight temperature customer
    delta: variant variants wave waves wing
    crest: line height
    stripe: pattern patterns
    chase: scene scenes car cars
    brave: face soul souls people swimmers
    kind: word words people regards gesture gestures
    calm: water waters dog dogs sea seas weather
    purple: cabbage rice heart sky color colour
    boots: made
    loom: band bands weights
    oracle: bone bones
    sprint: race races training triathlon interval intervals
    visa: application applications requirement requirements office run waiver status
    dawn: chorus patrol
    bounty: hunter hunters
    glad: tidings
    degree: program programs programme course courses holder holders
    secret: santa agent agents recipe ingredient
    always: be been has have is was on
    clear: glass water sky skies
    polar: bear bears ice cap circle vortex
    mars: rover mission
    galaxy: cluster clusters
    puma: cub cubs
    jaguar: cub cubs
    blackberry: jam pie bush
    raspberry: jam tart
    coach: class bus buses tour trip
    diesel: engine engines fuel car cars generator generators
    guess: work
    mango: lassi juice tree trees salsa chutney
    fossil: fuel fuels record records
    citizen: science scientists journalism
    lodge: pole meeting
    pioneer: species women
    canyon: floor rim wall walls
    thumb: tack
    trust: fund funds issues
    house: plant plants
    honey: bee bees mustard badger comb jar
    harvest: moon time season festival
    hive: mind
    bumble: bee bees
    tinder: box
    grinder: setting
    public: transport school schools library libraries holiday
    root: canal vegetables cause causes
    hippo: campus
    lemonade: stand stands
    ladder: rung rack
    progressive: lens lenses rock overload tax
    liberty: bell
    allstate: arena
    traveler: check
"""


def _read() -> dict[str, frozenset[str]]:
    lines = (line.partition(":") for line in _PAIRS.strip().splitlines())
    return {word.strip(): frozenset(others.split()) for word, _, others in lines}


COMPOUNDS = _read()
"""A word in small letters, and the words with which it is a compound of the language."""


def is_compound(word: str, follower: str) -> bool:
    """Whether two words are a compound of the language rather than a brand and what it makes."""
    return follower in COMPOUNDS.get(word, ())
