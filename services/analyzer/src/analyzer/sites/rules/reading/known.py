"""What is known of a business before its substance and its relations are read."""

from collections.abc import Sequence
from typing import Protocol

from common.contracts.vocabulary import BrandName, BusinessKind, BusinessModel, SourcedText


class Known(Protocol):
    """The part of a business's identity that tells an offering from a brand sold, and a rival from a partner."""

    @property
    def name(self) -> BrandName:
        """What it is called."""

    @property
    def kind(self) -> BusinessKind | None:
        """What kind of business it is; None where nothing says so."""

    @property
    def business_model(self) -> BusinessModel:
        """To whom it sells."""

    @property
    def local(self) -> bool:
        """Whether customers come to its place, or are served around it."""

    @property
    def places(self) -> Sequence[SourcedText]:
        """Towns and regions in which it stands or serves."""
