"""Messages of analyzer."""

from common.contracts.analyzer.brand_state_extracted import BrandStateExtracted
from common.contracts.analyzer.prompt_classified import PromptClassified
from common.contracts.analyzer.website_analyzed import WebsiteAnalyzed

__all__ = ["BrandStateExtracted", "PromptClassified", "WebsiteAnalyzed"]
