"""API keys and service accounts: what programs act with, and the access tokens they are given for it."""
