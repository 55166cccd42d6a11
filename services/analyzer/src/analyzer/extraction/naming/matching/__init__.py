"""The spellings of names, and the matcher that finds them in a text."""
