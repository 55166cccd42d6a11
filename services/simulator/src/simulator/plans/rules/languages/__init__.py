"""What conversations are worded with, per language: packs of data, and the little grammar that each language needs."""
