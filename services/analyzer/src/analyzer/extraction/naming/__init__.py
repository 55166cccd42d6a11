"""Which brands an answer names, and where: listed ones by their spellings and hosts, others by what speaks for them.

This is the floor's door: who is no part of the extraction comes in here.
"""

from analyzer.extraction.naming.discovery.unlisted import discover
from analyzer.extraction.naming.known import known_brands
from analyzer.extraction.naming.matching.matcher import Matcher, compile_names
from analyzer.extraction.naming.mentions import find_mentions
from analyzer.extraction.naming.scanning import scan

__all__ = ["Matcher", "compile_names", "discover", "find_mentions", "known_brands", "scan"]
