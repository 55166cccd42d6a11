"""The websites of an organisation: registered once, listed with the pages read of them."""
