"""Which brands an answer names, and where: listed ones by their spellings and hosts, others by what speaks for them."""
