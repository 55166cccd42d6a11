"""A service as a process: its commands, settings, telemetry, operators' commands, points at which tests kill it."""
