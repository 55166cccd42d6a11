"""One's own sessions, over HTTP."""
