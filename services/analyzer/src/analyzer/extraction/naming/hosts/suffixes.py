"""Public suffixes: what stands behind the label that a registrant chose (publicsuffix.org, as tldextract brings it)."""

from functools import lru_cache

from tldextract import TLDExtract

from analyzer.extraction.lexicon.words import words

# Endings of files that are endings of hosts as well: "main.py" and "notes.md" are nobody's site.
_OF_FILES = words("py md rs sh pl ps zip mov cc cpp java ml so mm mk mo st tf ts vi ai sc bz gd gl hm ac cab bin")


@lru_cache(maxsize=1)
def _suffixes() -> frozenset[str]:
    """The list in the package, read once: nothing is fetched and nothing is kept on disk."""
    return frozenset(TLDExtract(suffix_list_urls=(), cache_dir=None).tlds)


def is_rare_ending(ending: str) -> bool:
    """Whether hosts end so, and files don't."""
    return ending in _suffixes() and ending not in _OF_FILES


@lru_cache(maxsize=4096)
def site_label(host: str) -> str:
    """The label that a registrant chose: ``example`` of ``www.example.co.uk``."""
    labels = host.split(".")
    for at in range(1, len(labels)):
        if ".".join(labels[at:]) in _suffixes():
            return labels[at - 1]
    return labels[-2] if len(labels) > 1 else labels[0]
