"""What analyzer exports of an organisation, and what stays out."""

from analyzer.exports.graph import nodes, relationships
from analyzer.graph.editions import Bench
from analyzer.graph.erasure.holdings import OF_TENANT
from common.exports.declared import DELIVERY, Exported, Exports
from common.exports.sources import Sources, of_tables
from common.stores.postgres import Database

RELATIONSHIPS = "neo4j:relationships"
_NODES = "A kind of node of the knowledge graph."
EXPORTS = Exports(
    "analyzer",
    taken={
        "website_pages": Exported("Pages as the analysis read them."),
        "website_analyses": Exported("What a website was understood to be, with what that rests on."),
        "site_facts": Exported("What people said of a website's business, and when."),
        "site_questions": Exported("What was asked back about a website."),
        "competitor_relationships": Exported("Which brands a website was understood to compete with."),
        "plans": Exported("The brands that answers of a plan were searched for."),
        "prompts": Exported("Prompts as they were classified."),
        "prompt_classifications": Exported("What prompts ask for, and how sure that is."),
        "answers": Exported("Answers as they were read, word for word."),
        "brand_states": Exported("Which brands an answer names, and how, with the sentences that prove it."),
        "rescorings": Exported("When answers were read again under newer rules."),
        "brands": Exported("Brands that answers brought up."),
        "aliases": Exported("Other names of brands."),
        "curated_brands": Exported("Brands as people left them."),
        "brand_decisions": Exported("What people decided about brands, and when."),
        **{str(place): Exported(_NODES) for place in OF_TENANT.of_engine("neo4j")},
        RELATIONSHIPS: Exported("What connects the nodes of the knowledge graph: kind, both ends, properties."),
    },
    left=DELIVERY,
)


def sources(database: Database, graph: Bench) -> Sources:
    """Where its rows come from."""
    drawn = {str(place): nodes(graph, place.name) for place in OF_TENANT.of_engine("neo4j")}
    return Sources({**of_tables(database, OF_TENANT, EXPORTS), **drawn, RELATIONSHIPS: relationships(graph)}, {})
