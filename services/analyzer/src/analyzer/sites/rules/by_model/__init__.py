"""A model reads a site: what it is told, the shape of its answer, and what of that the site proves. Pure."""

from analyzer.sites.rules.by_model.instructions import reading_prompt
from analyzer.sites.rules.by_model.proof import proven
from analyzer.sites.rules.by_model.shape import ReadByModel

__all__ = ["ReadByModel", "proven", "reading_prompt"]
