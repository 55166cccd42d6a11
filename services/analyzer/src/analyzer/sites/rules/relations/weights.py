"""How often each kind of place alone is right of what a name is to the business, 0 to 1."""

STRONG, WEAK, HINT = 0.8, 0.3, 0.5
"""How often a sentence alone is right that compares, or that may compare, or that hints at another relation."""
LISTED, SECTION, ABOVE, PAGE, SHAPED, QUOTED = 0.65, 0.55, 0.5, 0.4, 0.5, 0.6
"""The same of an item below a heading that announces, of a sentence below one, or below one further up, of a page named
so, of a name's own shape, and of whom a quotation is by."""
AGAINST, CONTRAST, ACTING, AT, NEAR = 0.55, 0.35, 0.22, 0.25, 0.3
"""Of a sentence that compares who acts in it with us, of one that compares at all, of one in which the name acts, or at
whose place it happens, of one beside such."""
PERSON, PLACED, MINE = 0.6, 0.5, 0.65
"""Of a given name or a title, of a preposition of place, of a possessive."""
OPENING, DOUBTFUL, COMMON = 0.85, 0.65, 0.55
"""What is left of a witness for a rival whose name only begins sentences, as any word may, of one that may be a common
noun, and of one that stands with an article."""
