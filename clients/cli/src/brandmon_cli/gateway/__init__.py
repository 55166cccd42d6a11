"""The way to the gateway: all that the command line knows of the services."""
