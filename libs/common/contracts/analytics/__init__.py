"""Messages of analytics."""

from common.contracts.analytics.share_of_voice_materialised import (
    BrandFigures,
    EvidenceQuote,
    Figure,
    ShareOfVoiceMaterialised,
    Slice,
    Substitution,
)

__all__ = ["BrandFigures", "EvidenceQuote", "Figure", "ShareOfVoiceMaterialised", "Slice", "Substitution"]
