"""The documents of the database, which every feature keeps through one store."""
