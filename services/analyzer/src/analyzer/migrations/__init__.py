"""The schema of analyzer in PostgreSQL (``versions``) and in Neo4j (``neo4j``)."""
