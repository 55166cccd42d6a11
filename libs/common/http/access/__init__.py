"""What a token is still worth: which were revoked, which were verified a moment ago, and what operators look at."""

from common.http.access.revocations import Kind, Revocation, Revocations, Ties

__all__ = ["Kind", "Revocation", "Revocations", "Ties"]
