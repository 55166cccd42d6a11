"""How fast the system is on this machine, measured on the real engines: ``python -m benchmarks``."""
