"""The audit log: who did what, chained per organisation, sealed per person, anchored outside of the database."""
