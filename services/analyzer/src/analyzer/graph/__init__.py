"""The knowledge graph: drawn, rebuilt, asked."""
