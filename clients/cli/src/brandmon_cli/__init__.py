"""The command line: a client of the gateway, the switch of the local stack, and two filters."""
