"""Words that sites use, whatever they sell: the background against which a site's own words stand out.

None of these lists knows any company, product or test site. Nouns are in the singular.
"""

from common.english.words import PUFFERY, words

PRAISE = PUFFERY | words(
    """accurate affordable certified cheap clear complete curated dedicated different effective excellent exclusive
    experienced expert family-owned family-run fantastic faster favorite favourite finest first full full-service fully
    good honest independent instant insured latest licensed local multiple number-one official online own passionate
    premier professional proper proud proven real regular related reliable safe selective several smarter specialised
    specialized specific top total true unforgettable various wide wider"""
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
