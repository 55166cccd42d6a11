"""Whether an ordinary word is used as a name at one place of a text."""
