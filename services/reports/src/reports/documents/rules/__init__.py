"""Facts to a document, its sentences included. Pure."""
