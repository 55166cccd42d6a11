"""A language model provider that says what a script tells it: the OpenAI wire format on loopback, for tests.

It is reached through litellm like a real one, and fails like a real one: delays, 429 with Retry-After, errors of the
server, answers that are cut off, refusals, empty answers. ``python -m provider_double --port 0`` runs it by itself.
"""

from provider_double.script import Reply, Rule, Script
from provider_double.server import ProviderDouble

__all__ = ["ProviderDouble", "Reply", "Rule", "Script"]
