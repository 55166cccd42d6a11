"""Analytics: the facts of brand states, and what is measured from them."""
