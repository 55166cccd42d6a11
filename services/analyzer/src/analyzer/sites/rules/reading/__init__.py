"""A site as it is read: its lines, what of them is furniture or somebody else's word, and witnesses."""

from analyzer.sites.rules.reading.lines import Line, Reading, read
from analyzer.sites.rules.reading.pages import Site, WebsitePage, digest_of
from analyzer.sites.rules.reading.weighing import Weighed, Witness, weigh

__all__ = ["Line", "Reading", "Site", "WebsitePage", "Weighed", "Witness", "digest_of", "read", "weigh"]
