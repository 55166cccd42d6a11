"""The copy of memberships that tokens are made from."""
