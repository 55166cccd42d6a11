"""Messages of analyzer."""

from common.contracts.analyzer.brand_decided import BrandDecided
from common.contracts.analyzer.brand_state_extracted import BrandStateExtracted
from common.contracts.analyzer.input_needed import InputNeeded
from common.contracts.analyzer.prompt_classified import PromptClassified
from common.contracts.analyzer.rescoring_advanced import RescoringAdvanced
from common.contracts.analyzer.website_analyzed import WebsiteAnalyzed

__all__ = [
    "BrandDecided",
    "BrandStateExtracted",
    "InputNeeded",
    "PromptClassified",
    "RescoringAdvanced",
    "WebsiteAnalyzed",
]
