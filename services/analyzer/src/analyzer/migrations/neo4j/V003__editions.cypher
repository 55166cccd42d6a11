// Which edition of the graph is shown, and which one is being rebuilt beside it. The first edition is the one there is.
CREATE CONSTRAINT graph_edition IF NOT EXISTS FOR (n:GraphEdition) REQUIRE n.id IS UNIQUE;
MERGE (n:GraphEdition {id: 'graph'}) ON CREATE SET n.current = 1;
