"""A document as files: the page that a person reads, and the data that a program reads."""
