"""An answer as clauses about one brand: the brand is ``T`` in them and every other one ``O``."""
