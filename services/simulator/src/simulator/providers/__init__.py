"""The providers that answers can be had from."""
