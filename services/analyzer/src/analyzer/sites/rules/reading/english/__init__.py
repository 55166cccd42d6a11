"""The English that the reading of sites knows."""
