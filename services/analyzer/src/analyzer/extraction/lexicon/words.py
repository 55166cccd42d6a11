"""Word lists as they read best: one text, split at spaces."""


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())
