"""The measures with their intervals. Pure."""
