"""What kinds of businesses there are, and what customers call them; a table with its sources, and its matcher.

``SOURCES.md`` beside the tables says who says so, and under which licence. Nothing here knows a site.
"""

from analyzer.sites.rules.taxonomy.matching import Match
from analyzer.sites.rules.taxonomy.table import LANGUAGES, Kind, Row, TableError, Words
from analyzer.sites.rules.taxonomy.taxonomy import Taxonomy

__all__ = ["LANGUAGES", "Kind", "Match", "Row", "TableError", "Taxonomy", "Words"]
