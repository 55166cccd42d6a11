MATCH (n:GraphEdition) DELETE n;
DROP CONSTRAINT graph_edition IF EXISTS;
