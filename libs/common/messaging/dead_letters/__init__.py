"""Dead letters: messages that could not be handled, kept sealed with their reason until a person decides.

The topic ``<service>.dead-letters`` is the truth: letters, what operators ask for, and how it ended are records of it,
and every member of the service's groups builds the same index from them. ``letter`` (the wire format), ``sealing``
(bodies are encrypted), ``index`` (pure: what is parked), ``parking`` (the consumer's side), ``desk`` (the operator's).
"""
