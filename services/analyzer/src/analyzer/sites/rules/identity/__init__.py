"""Who a business is: its name, its kind, and the words with which customers look for such a supplier."""

from analyzer.sites.rules.identity.model import Identity

__all__ = ["Identity"]
